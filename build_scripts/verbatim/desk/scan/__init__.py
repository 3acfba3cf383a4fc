"""`scan`: an article → the known claims that it repeats, and where; with the evidence entries to paste.

`terms` and `index` find and rank, `numerals`, `facts` and `disagreement` tell what speaks against, `offers` puts the two
together, `report` words it. Nothing is changed, and no offer is a finding.
"""
