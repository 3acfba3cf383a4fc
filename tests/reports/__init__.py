"""Tests of `verbatim.reports`."""
