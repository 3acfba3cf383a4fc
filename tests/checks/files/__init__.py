"""Tests of `verbatim.checks.files`."""
