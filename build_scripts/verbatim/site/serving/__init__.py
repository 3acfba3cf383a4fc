"""Serving: the preview of a site while an editor works.

In: a project. Out: its site at an address of this machine. `serve` watches the files, `preview` builds what changed,
`request_rules` says which requests are answered.
"""
