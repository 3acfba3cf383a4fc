"""Search: what the Find page is searched by, as data: facets, passages, and the words that a search compares."""
