"""Work that lasts: how far it is, and one function for many values on all cores."""
