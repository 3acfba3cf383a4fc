"""Quotation: proves that quoted words are in a source, and finds where.

In: a quotation and a source's text. Out: an `Excerpt` with the exact spans, or a problem.

- the package `text`: what counts as typography, and the lines, sentences and words of a text, in any script;
- `locate`, `prefilter`: where a quotation is in a text, and which texts cannot hold it;
- `prover`, `excerpts`: the same for every entry of evidence; `negations`: what a quotation leaves out next to it;
- `meant_quotations`, `own_words`: the words between quotation marks in the editors' own texts;
- `coverage`: sentences that no claim accounts for; `grades`: who has seen the words, and when;
- `text_fragments`: links that scroll to an excerpt on its publisher's page;
- the package `facts`: the numbers, dates, names and terms of a text;
- the package `comparing`: one utterance as several sources print it, and articles that share their wording.
"""
