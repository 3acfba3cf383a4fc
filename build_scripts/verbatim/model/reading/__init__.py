"""Reading: from the files that editors write to the types of the model.

`text_file` reads UTF-8, and `yaml_file` YAML with line numbers (`yaml_faults` says what is wrong with its syntax);
`validation` turns an entry into a type, and `mends` says how to put a wrong value right; `load` reads all files.
"""
