"""Tests of `verbatim.watch`."""
