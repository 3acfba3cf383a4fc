"""Values: the single values in data files, such as ids, days, addresses, names of files and languages."""
