"""`new`: adds a claim to a file of claims.

`interview` asks the editor for what a claim needs; `new_claim` checks the claim and adds it to the file.
"""
