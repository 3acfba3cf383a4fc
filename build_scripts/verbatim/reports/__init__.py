"""The forms in which problems are printed: for a terminal, as JSON, for GitHub's pages, as SARIF. One module a form.

In: problems, and the lines that they stand on. Out: text, which `cli` prints. Only `Sources.read` and
`path_in_repository` look at the disk.
"""
