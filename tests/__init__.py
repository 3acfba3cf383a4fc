"""The tests drive the real thing: the real command line, the real engine, a real browser, on the real data."""
