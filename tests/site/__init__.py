"""Tests of `verbatim.site`."""
