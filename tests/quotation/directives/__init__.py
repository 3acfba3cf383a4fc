"""Tests of `verbatim.quotation`."""
