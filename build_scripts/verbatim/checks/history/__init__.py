"""History: nothing that is published changes without a dated entry.

In: the data, and the data as they were at a revision. Out: problems. `entries` checks the histories by themselves,
`future_days` the dates; `revision` reads the data of a revision, `changes` finds what differs, `dependencies` says what
a claim rests on. `comparison` asks for a history entry for every change, `earlier_words` checks what such an entry says
was there before, and `vanished` that every published address is still there.
"""
