"""Data files: everything the site knows, for other programs. One module for each output; `outputs` calls them all."""
