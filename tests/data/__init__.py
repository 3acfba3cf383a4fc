"""Tests of `verbatim.data`."""
