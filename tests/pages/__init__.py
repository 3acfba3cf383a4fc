"""Tests of `verbatim.pages`."""
