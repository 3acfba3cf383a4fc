"""Quotation: proves that quoted words are in a source, and finds where.

In: a quotation and a source's text. Out: an `Excerpt` with the exact spans, or a problem.

- `quotation_marks`, `folding`, `whole_words`: what counts as typography, and where words begin and end;
- `source_text`, `sentences`, `words`: a text with its lines, sentences and words, in any script;
- `locate`, `prefilter`: where a quotation is in a text, and which texts cannot hold it;
- `excerpts`: the same for every entry of evidence; `negations`: what a quotation leaves out next to it;
- `own_words`: the words between quotation marks in the editors' own texts;
- `coverage`: sentences that no claim accounts for;
- the package `facts`: the numbers, dates, names and terms of a text;
- the package `comparing`: one utterance as several sources print it, and articles that share their wording;
- the package `directives`: links that scroll to an excerpt on its publisher's page.
"""
