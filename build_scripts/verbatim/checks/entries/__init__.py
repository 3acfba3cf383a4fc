"""Entries: two entries that are one thing, and entries that contradict each other."""
