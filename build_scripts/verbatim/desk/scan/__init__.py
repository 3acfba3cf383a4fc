"""`scan`: finds the known claims that an article may repeat or contradict, with the evidence entries to paste.

`index` finds and ranks claims, `differences` tells where a passage disagrees with a claim, from its
`quotation.facts`; `suggestions` combines the two, `report` puts them into words. Nothing is changed; every suggestion
needs an editor's look.
"""
