"""Tests of `verbatim.rendering`."""
