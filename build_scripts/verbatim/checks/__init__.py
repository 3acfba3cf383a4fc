"""Checks: every rule that needs more than one entry.

In: the loaded data. Out: a `Corpus`, the checked whole that everything after this package reads, and all problems. `examine` runs
the checks in order; `assess` counts voices and applies the status rules; `history`, `changes`, `dependencies` and `revision` compare the
data with what was published.
"""
