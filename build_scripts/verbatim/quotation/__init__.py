"""Quotation: proves that quoted words are in a source, and finds where.

In: a quotation and a source's text. Out: an `Excerpt` with the exact place, or a problem. `folding` defines what counts as
typography; `source_text` splits a text into lines and sentences; `locate` finds the place; `excerpts` does so for every entry of evidence;
`own_words` checks quotation marks in the editors' own texts; `coverage` says which sentences no claim accounts for.
"""
