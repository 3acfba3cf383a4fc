"""Tests of `verbatim.checks`."""
