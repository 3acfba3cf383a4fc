"""The audit: the built site through Lighthouse and the Nu HTML checker, and its weight over the wire."""
