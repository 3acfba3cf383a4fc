"""Files: the names of files, the texts that they hold, and the JSON Schemas that help editors to write them."""
