"""Pages about claims: a page for each claim, and lists, tables and the search that lead to them."""
