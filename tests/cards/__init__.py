"""Tests of `verbatim.cards`."""
