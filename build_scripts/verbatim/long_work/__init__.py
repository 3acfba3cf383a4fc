"""Work that takes long: its progress, all cores for one function, other programs, and how memory is freed."""
