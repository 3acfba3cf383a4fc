"""Data files: everything the site knows, for other programs. One module an output; `outputs` lists them all."""
