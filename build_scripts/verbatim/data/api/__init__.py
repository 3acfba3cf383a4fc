"""The API: everything the site knows, as static files under `api/v1/`.

The package `rows` has one module for each kind of row; `files` writes them into files, `tables` into CSV, and `schema`
and `datapackage` describe these; `changelog` says what changed in the format.
"""
