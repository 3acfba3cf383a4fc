"""What a text says: its numbers, dates, names and terms, so that two texts can be compared.

`numerals` and `facts` read numbers, dates, names, negations and directions; `terms` makes words comparable; `wordlists`
has the English words that they need. A passage of another language has numbers and names, but no terms.
"""
