"""`add-source`: adds an article from a text file or a saved web page.

`encoding` decodes the file, `webpage` finds the article in a page, `new_article` says what can be stored, `interview`
asks the editor for the rest, `storing` writes the text and its entry in seeds/articles.yaml.
"""
