"""Checks: every rule that needs more than one entry.

In: the loaded data. Out: all problems, and a `Corpus`: the checked data, which all later packages read. `examine` runs
the checks in order; `source_texts`, `claim_checks` and `article_checks` have a function for each; `assess` counts
voices and applies the status rules; `history`, `changes`, `dependencies` and `revision` compare the data with what was
published.
"""
