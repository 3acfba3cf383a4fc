"""`new`: adds a claim to a file of claims.

`interview` asks the editor for what a claim needs, `new_sources` for an origin or a record that is not there yet, both
with `questions`; `new_claim` checks the claim and adds it to the file. `amend` and `split` are commands of their own.
"""
