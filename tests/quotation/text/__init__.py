"""Tests of `verbatim.quotation.text`."""
