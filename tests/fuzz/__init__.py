"""Hostile and random projects: generated ones that must build, and damaged ones that must give problems."""
