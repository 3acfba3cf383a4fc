"""The words of the pages in the language of the site.

In: the tag of a language, as `site.lang` of policy.yaml has it. Out: a `Language`, which everything that readers see
takes its words, dates, numbers and lists from. The catalogues are in `catalogues/`; `make catalogues` renews them.
"""
