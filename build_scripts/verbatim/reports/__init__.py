"""The formats in which problems are printed: terminal text, JSON, GitHub's workflow commands, SARIF; a module for each.

In: problems, and the lines of the files that they are in. Out: text, which `cli` prints. Only `FileLines.read` and
`path_in_repository` read the disk. `explanations` says what each code means.
"""
