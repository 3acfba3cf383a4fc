"""Tests of `verbatim.desk`."""
