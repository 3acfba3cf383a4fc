"""Text: what a text is made of, in any script. All offsets are in code points.

- `quotation_marks`, `folding`, `browser_search`: what counts as typography, for us and for a browser;
- `source_text`, `sentences`, `words`, `whole_words`: a text with its lines, sentences and words, and where they may be
  cut.
"""
