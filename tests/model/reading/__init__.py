"""Tests of `verbatim.model.reading`."""
