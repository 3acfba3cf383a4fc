"""Tests of `verbatim.checks.look`."""
