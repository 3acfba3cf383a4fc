"""Mutation tests of the modules that decide what is proven, counted, compared and escaped."""
