"""Saved web pages of invented outlets, with what real outlets put around an article."""

import json
from typing import Any

HEADLINE = "Northland and Southland near an agreement"

PARAGRAPHS = (
    "The governments of Northland and Southland are close to an agreement on grain, officials of both said on Monday.",
    "“We will not sign anything before the harvest,” said Ada Berg, who speaks for the ministry, in the capital.",
    "The talks began in spring, after the river had flooded the fields of both countries for the second year.",
)

MENU = ("Home", "World", "Politics", "Sport")
COOKIES = "We and our 742 partners store cookies on your device. Please choose."
RELATED = "A ferry has run aground near the harbour of Southport, and nobody was hurt"
FOOTER = "© The Northern Daily. All rights reserved."

ADDRESS = "https://daily.example/grain-agreement"


def linked_data(*nodes: dict[str, Any]) -> str:
    """A script of JSON-LD with a graph of nodes."""
    return (
        f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": nodes})}</script>'
    )


NEWS = linked_data(
    {"@type": "WebSite", "name": "The website"},
    {
        "@type": ["NewsArticle"],
        "headline": HEADLINE,
        "datePublished": "2022-05-02T23:30:00-05:00",
        "author": [{"@id": "#ada"}, {"@type": "Person", "name": "Bo Lind"}],
        "publisher": {"@type": "Organization", "name": "The Northern Daily"},
        "inLanguage": "en-GB",
        "mainEntityOfPage": ADDRESS,
        "hasPart": {"@type": "NewsArticle", "headline": "Another article", "datePublished": "1999-01-01"},
    },
    {"@type": "Person", "@id": "#ada", "name": "Ada Strand"},
)


def page(head: str = NEWS, paragraphs: tuple[str, ...] = PARAGRAPHS, headline: str = HEADLINE) -> str:
    """A page with a cookie banner, a menu, an article, related stories and a footer."""
    items = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in MENU)
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html><head><title>{headline} | The Northern Daily</title>{head}<style>p {{ color: red }}</style></head><body>
<div class="cookie-banner"><p>{COOKIES}</p><button>Accept</button></div>
<header><nav><ul>{items}</ul></nav></header>
<main><article><h1>{headline}</h1>{text}</article></main>
<aside class="related"><h2>Related</h2><ul><li><a href="/ferry">{RELATED}</a></li></ul></aside>
<footer><p>{FOOTER}</p></footer><script>var hidden = "never seen";</script></body></html>
"""
