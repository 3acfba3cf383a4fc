"""What pages, data files and cards have in common.

In: the corpus. Out: filled templates, and the values and sentences that several of them show.

- `templating` fills the templates and escapes every value;
- `page_values` has the values that templates share, `wording` puts counts and origins in words;
- `paging` spreads long lists over several pages;
- `summary_card` is what a claim shows outside its own page, `embed_code` the HTML for showing it on another site;
- `provenance` is where a claim's information comes from, `flow_drawing` the same for the whole site, as a picture;
- `theme_words` are the words of the theme;
- `templates/` and `theme/` are the templates of the pages and what they add to the theme.
"""
