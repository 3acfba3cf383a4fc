"""Tests of `verbatim.long_work`."""
