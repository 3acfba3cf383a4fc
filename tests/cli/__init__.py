"""Tests of `verbatim.cli`."""
