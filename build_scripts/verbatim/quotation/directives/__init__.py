"""Directives: links that scroll to the quoted words on the page that they come from.

In: an excerpt. Out: a text directive (`text_fragments`), made by the rules by which a browser looks for it
(`browser_search`).
"""
