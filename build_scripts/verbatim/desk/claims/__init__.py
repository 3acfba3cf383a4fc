"""`new`: writes a new claim into the claims file.

`interview` asks for what a claim needs, `entry` writes it as YAML, `new_claim` checks it and puts it into the file.
"""
