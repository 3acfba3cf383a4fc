"""Tests of `verbatim.checks.texts`."""
