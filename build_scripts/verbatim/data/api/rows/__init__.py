"""The rows of the API: one frozen type each, and the function that makes it."""
