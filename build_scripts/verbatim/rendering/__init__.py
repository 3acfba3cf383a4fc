"""Rendering: what pages, data files and cards have in common.

In: the corpus. Out: words, small types and filled templates. `templating` escapes every value; `view` puts counts and origins in
words; `summary_card` is what a claim shows outside its own page; `provenance` draws where information comes from. `templates/` and
`theme/` are here too.
"""
