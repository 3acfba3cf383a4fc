"""The checks of what a newsroom makes its own: colours, pictures, pages.

In: the policy with its place, and the project. Out: problems, the pictures that were read, and the `palette`: the
colours of the theme's style sheet, with those of the policy in their place.
"""
