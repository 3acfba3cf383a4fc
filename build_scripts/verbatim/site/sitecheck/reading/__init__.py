"""Reads the files of a built site.

In: the folder of a site. Out: plain values, as the rules need them: `site` reads the disk; `page`, `data_file`,
`collection`, `archive` and `search_index` read one kind of file each, `markup` what no page may have; `document` is
what is known of a file with addresses.
"""
