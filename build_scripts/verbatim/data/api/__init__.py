"""The API: everything the site knows, as static files under `api/v1/`.

There is one module for each kind of row; `files` writes the rows into files.
"""
