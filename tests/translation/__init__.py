"""Tests of `verbatim.translation`."""
