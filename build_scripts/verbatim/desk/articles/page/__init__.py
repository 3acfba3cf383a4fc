"""Page: reads the article in a saved web page, and what the page says about it.

In: the HTML of the page. Out: the text of the article as the page shows it, its headline, author and days. `webpage`
runs the steps; every other module is one of them.
"""
