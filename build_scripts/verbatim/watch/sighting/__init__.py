"""`verbatim sight`: looks for the words of every source at its addresses, and writes what it saw.

In: the corpus, a run of the link watch, and today's date. Out: lines for `seeds/sightings.yaml`, and a report for the
reviewer. The flow: `tasks` says what to look for, and where; `page_text` takes the text out of a page; `look` locates
the words in it; `sight` runs all of it; `archive` asks a web archive; `lines` writes; `report` tells people.
"""
