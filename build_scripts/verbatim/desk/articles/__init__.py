"""`add-source`: takes in an article from a text file or a saved web page.

In: a file. Out: the stored text and its entry in seeds/articles.yaml. `encoding` decodes, `webpage` finds the article in the page, `reading`
puts both together, `interview` asks the editor for the rest, `storing` writes.
"""
