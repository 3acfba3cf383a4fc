"""Model: the YAML files of a project as frozen types.

In: the files that editors write. Out: a `Loaded`, in which every value knows its line, and the problems of form.

- `sources`, `evidence`, `claims`, `policy` with `scale` and `site`, `sightings`: the types, made of those in `values`;
- the package `reading`: from the files to these types; `loaded`: all that was read, with places;
- `references`: every id exists; `register`: who can be independent of whom; `graph`: follows links;
- `json_schema`: what the JSON Schemas of our types have in common.
"""
