"""History: nothing that is published changes without a dated entry.

In: the data, and the data as they were at a revision. Out: problems. `entries` checks the histories by themselves,
`future_days` the dates; `revision` reads the data of a revision, `changes` finds what differs, `dependencies` says what
a claim rests on, and `comparison` asks for a history entry for every change.
"""
