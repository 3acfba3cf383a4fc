"""The API: everything the site knows, as static files under `api/v1/`. `files` makes them, out of rows; a module a kind of row."""
