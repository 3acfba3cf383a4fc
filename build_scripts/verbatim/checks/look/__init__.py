"""The checks of what a newsroom makes its own: colours, pictures, pages.

In: the policy with its place, and the project. Out: problems, and the pictures that were read.
"""
