"""Tests of `verbatim.watch.sighting`."""
