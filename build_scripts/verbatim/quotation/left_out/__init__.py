"""What a quotation leaves out beside it or between its parts, and that may change its sense; each gives a warning.

`negations` looks for words that negate or limit, by the `negating_words` of a language; `details` for the other part of
a name, a number, a date or a reference.
"""
