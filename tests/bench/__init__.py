"""Benchmarks: speed and memory, measured and printed. `make bench` runs them; nothing is asserted."""
