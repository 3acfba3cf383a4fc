"""Work that lasts: how far it is, one function for many values on all cores, and other programs."""
