"""Checks: every rule that needs more than one entry.

In: the loaded data. Out: all problems, and a `Corpus`: the checked data, which all later packages read. `examine` runs
the checks in order; `source_texts`, `claim_checks`, `article_checks` and `scale_checks` have a function for each;
`counter` counts voices, and `assess` applies the status rules; the package `history` compares the data with what was
published, and `look` checks the logo, the colours and the pages that a newsroom makes its own.
"""
