"""Quotation: proves that quoted words are in a source, and finds where.

In: a quotation and a source's text. Out: an `Excerpt` with the exact spans, or a problem.

- `quotation_marks`, `folding`, `whole_words`: what counts as typography, and where words begin and end;
- `source_text`: a text with its lines and sentences;
- `locate`, `prefilter`: where a quotation is in a text, and which texts cannot hold it;
- `excerpts`: the same for every entry of evidence; `wordings`: one utterance as several sources print it;
- `own_words`: the words between quotation marks in the editors' own texts;
- `coverage`, `shared_text`: sentences that no claim accounts for, and articles that share their wording;
- `browser_search`, `text_fragments`: links that scroll to an excerpt on its publisher's page.
"""
