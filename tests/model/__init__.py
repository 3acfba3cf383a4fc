"""Tests of `verbatim.model`."""
