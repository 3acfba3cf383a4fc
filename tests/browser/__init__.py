"""Tests that need a real browser: accessibility, search, reading on a phone."""
