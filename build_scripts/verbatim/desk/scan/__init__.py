"""`scan`: finds the known claims that an article repeats or contradicts, with the evidence entries to paste.

`terms` and `index` find and rank claims; `numerals`, `facts` and `differences` tell where a passage disagrees with a
claim; `suggestions` combines the two, `report` puts them into words. Nothing is changed; every suggestion needs an
editor's look.
"""
