"""Reading: from the files that editors write to the types of the model.

- `data_files`: which files hold the data; `text_file`: UTF-8 as text;
- `yaml_reader`: YAML as a `yaml_file`, with line numbers; `yaml_faults`: what is wrong with its syntax;
- `validation`: from an entry to a type; `mends`: how to put a wrong value right;
- `load`: all files.
"""
