"""Model: the YAML files of a project as frozen types.

In: the files that editors write. Out: a `Loaded`, in which every value knows its line, and the problems of form.
`yaml_file` reads YAML with line numbers; `fields`, `sources`, `claims` and `policy` are the types; `validation` turns
an entry into one of them; `load` reads all files; `references` checks that every id exists; `register` answers who can
be independent of whom; `graph` follows links.
"""
