"""From the corpus to the built site.

In: a project. Out: `site/`, complete and checked, or the problems that prevented it. `build` is the whole flow;
`engine` runs MkDocs and Pagefind; `sitecheck` checks every link and quotation of the result; `offline` and `packing`
make a ZIP of it; `shells` makes most pages without the engine; `last_build` and `kept_outputs` find what need not
be made again, and `fresh_site` begins the next site with it; `verify` compares it with a published copy; `serving`
rebuilds it while an editor works.
"""
