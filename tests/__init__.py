"""The tests, in two halves.

The tests of the code use the real commands, the real engine and a real browser, on projects of their own: the invented
newsroom of `support/newsroom/` and the small cases of `cases/`. They pass with any data in the repository. Those of
`record/` hold our own data to what they promise their readers.
"""
