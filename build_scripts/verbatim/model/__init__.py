"""Model: the YAML files of a project as frozen types.

In: the files that editors write. Out: a `Loaded`, in which every value knows its line, and the problems of form.
`text_file` reads UTF-8, and `yaml_file` YAML with line numbers; `sources`, `evidence`, `claims` and `policy` are the
types, made of those in `values`; `validation` turns an entry into one of them; `load` reads all files; `references`
checks that every id exists; `register` answers who can be independent of whom; `graph` follows links; `json_schema`
has what the JSON Schemas of our types have in common.
"""
