"""`add-source`: adds an article from a text file, a saved web page or a PDF.

`encoding` decodes the file, `webpage` finds the article in a page, `pdf` the paragraphs of a PDF; `new_article` says
what can be stored, `interview` asks the editor for the rest, `storing` writes the text and its entry in
seeds/articles.yaml.
"""
