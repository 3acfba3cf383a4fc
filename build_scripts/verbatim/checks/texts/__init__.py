"""Texts: what editors write for readers: links, addresses, unfilled placeholders, and details that no excerpt has."""
