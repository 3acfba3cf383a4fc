"""Shells: what the engine puts round the text of a page, made once for all pages of a kind.

In: the generated pages in docs/, and the engine's settings. Out: the HTML of most of them, byte for byte as the engine
makes it. `page_text` reads a generated page, `shell` puts it into a shell, `specimens` has the engine make the shells
and compares; `frames` puts a page that has no shell into what the engine put round it the last time.
"""
