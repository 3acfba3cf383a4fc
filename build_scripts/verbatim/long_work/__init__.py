"""Work that takes long: progress, all cores for one function, hashes of files, other programs, and memory."""
