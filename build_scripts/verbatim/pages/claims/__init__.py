"""Pages about claims: one page a claim, and the lists, tables and search that lead to it."""
