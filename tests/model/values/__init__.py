"""Tests of `verbatim.model.values`."""
