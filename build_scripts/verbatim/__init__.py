"""Verbatim builds a static fact-check site from news articles and a hand-curated claims.yaml.

The packages are the flow. Each imports only those that come before it in this list:

- `project`, `problems`, `site_address`, `output`: where the files are, what is wrong, where the site will
  be published, what is written;
- `long_work`: progress; one function for many values on all cores; other programs;
- `model`: reads the YAML files into frozen types;
- `quotation`: proves that quoted words are in a stored text;
- `translation`: the sentences of the pages in the language of the site, and how it writes dates and numbers;
- `checks`: counts voices, applies the rules of the status scale, compares with the published history;
- `rendering`, `reports`: what pages and data files show of a claim; how problems are worded;
- `data`: one module for each data file;
- `pages`, `cards`: one module for each kind of page; the pictures for social networks;
- `site`: runs the site engine and the search index, and checks the built site;
- `desk`: helps to write the data;
- `watch`: asks outside addresses, and looks for the words of the sources there; only it uses the network;
- `cli`: the commands.
"""

__version__ = "0.1.0"
