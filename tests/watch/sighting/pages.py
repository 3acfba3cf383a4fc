"""Pages of invented outlets as servers send them, each with the passages to look for and what must be seen.

`exact`, `typographic` and `absent` are the finding for each passage, in order; `gone`, `blocked`, `moved`, `error` and
`unread` say that no words were looked for. `unread` is a page from which no text of an article could be taken.
"""

import json
import unicodedata
from dataclasses import dataclass

from tests.support.misbehaving_server import answer, redirect
from tests.support.pdfs import pdf_of
from tests.support.webpages import COOKIES, HEADLINE, PARAGRAPHS, page

GRAIN, BERG, RIVER = PARAGRAPHS
HTML = "Content-Type: text/html; charset=utf-8"

RUSSIAN = (
    "Правительства Северной и Южной стран близки к соглашению о зерне, сообщили в понедельник чиновники обеих сторон.",
    "«Мы ничего не подпишем до урожая», — сказала Ада Берг, которая говорит от имени министерства, в столице страны.",
    "Переговоры начались весной, после того как река второй год подряд затопила поля обеих стран вдоль границы.",
)


@dataclass(frozen=True)
class Case:
    """An answer, the passages of the record, and what must be seen; `archive` is the address of an archived copy."""

    answer: bytes
    sees: str
    passages: tuple[str, ...] = (BERG,)
    archive: bool = False


def sent(html: str, *fields: str, encoding: str = "utf-8", status: str = "200 OK") -> bytes:
    """An answer with a page."""
    return answer(status, html.encode(encoding), *(fields or (HTML,)))


def of(*paragraphs: str, **more: str) -> bytes:
    """An answer with an article of some paragraphs."""
    return sent(page(paragraphs=paragraphs), **more)


def with_extra(extra: str, before: str = "</main>") -> bytes:
    """The article without Berg's words, and something else on the page."""
    return sent(page(paragraphs=(GRAIN, RIVER)).replace(before, f"{extra}{before}", 1))


def pdf_sent(*lines: str) -> bytes:
    """An answer with a PDF."""
    return answer("200 OK", pdf_of(lines), "Content-Type: application/pdf")


def paywalled(*paragraphs: str, says_so: bool = True) -> bytes:
    """The beginning of an article, then an invitation to pay."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "isAccessibleForFree": False}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>' if says_so else ""
    offer = "<p>Subscribe now to read on. Five crowns a month, cancel at any time, and no advertisements at all.</p>"
    return sent(page(head=head, paragraphs=paragraphs).replace("</article>", f"{offer}</article>"))


LONG = (
    "The page that you are looking for does not exist any more. It may have been moved, or was never here.",
    "You can go back to the front page, search for what you were looking for, or read one of the stories below.",
    "If you think that this is an error, write to us, and tell us which link you followed and where you found it.",
)
CONSENT = (
    "We and our 742 partners store cookies on your device, and read them, to show you what we think you want to see.",
    "You may accept all of them, or choose for each partner what it may know of you, but choose you must.",
    "Your choice is kept for six months, in a cookie. You may change it at any time at the end of a page.",
)
PDF_LINES = (
    "Northland and Southland near an agreement",
    "The governments of Northland and Southland are close to an agree-",
    "ment on grain, officials of both said on Monday. A well-",
    "known minister spoke of the harvest, and of nothing else than",
    "that. Nobody signed.",
)
ONE_LETTER = BERG.replace("harvest", "harvests")
STRAIGHT = BERG.replace("“", '"').replace("”", '"')
NUMBERS = (
    "Southland sent 300,000 tonnes of grain to its neighbours, the ministry in the capital said on Monday morning."
)
DASHES = "The talks – begun in spring – went on into the night… Nobody left the room before the ministers had agreed."
TOOLBAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp-base'><p>{}</p>"
    "<p>142 captures, 31 Aug 2023 - 28 Nov 2026</p></div><!-- END WAYBACK TOOLBAR INSERT -->"
)
ACCENTED = (
    "Señor Núñez, the chargé d’affaires of Northland, said in a café in the capital that nothing would be signed."
)

CASES: dict[str, Case] = {
    # The words are there, with the same characters.
    "plain": Case(of(*PARAGRAPHS), "exact"),
    "three passages": Case(of(*PARAGRAPHS), "exact exact exact", PARAGRAPHS),
    "the headline": Case(of(*PARAGRAPHS), "exact", (HEADLINE,)),
    "a part of a sentence": Case(of(*PARAGRAPHS), "exact", ("who speaks for the ministry",)),
    "split by markup": Case(
        of(GRAIN, BERG.replace("Ada Berg", "<a href='/b'><em>Ada</em> <b>Be</b>rg</a>"), RIVER), "exact"
    ),
    "split by a comment": Case(of(GRAIN, BERG.replace("said", "<!-- advert -->said"), RIVER), "exact"),
    "split by line ends of the file": Case(of(GRAIN, BERG.replace(" ", "\n   "), RIVER), "exact"),
    "named characters": Case(of(GRAIN, BERG.replace("“", "&ldquo;").replace("”", "&rdquo;"), RIVER), "exact"),
    "in a quotation block": Case(
        sent(page().replace(f"<p>{BERG}</p>", f"<blockquote><p>{BERG}</p></blockquote>")), "exact"
    ),
    "in a list": Case(sent(page().replace(f"<p>{BERG}</p>", f"<ul><li>{BERG}</li><li>{GRAIN}</li></ul>")), "exact"),
    "printed twice": Case(of(GRAIN, BERG, RIVER, BERG), "exact"),
    "with an omission": Case(of(*PARAGRAPHS), "exact", ("“We will not sign anything […] said Ada Berg",)),
    "UTF-8 that the server calls latin-1": Case(sent(page(), "Content-Type: text/html; charset=iso-8859-1"), "exact"),
    "UTF-8 that the page calls windows-1252": Case(
        sent(page().replace("<head>", "<head><meta charset='windows-1252'>"), "Content-Type: text/html"), "exact"
    ),
    "windows-1252 that the page declares": Case(
        sent(
            page().replace("<head>", "<head><meta charset='windows-1252'>"),
            "Content-Type: text/html",
            encoding="cp1252",
        ),
        "exact",
    ),
    "windows-1252 that the server declares": Case(
        sent(page(), "Content-Type: text/html; charset=windows-1252", encoding="cp1252"), "exact"
    ),
    "windows-1251 that the server declares": Case(
        sent(
            page(paragraphs=RUSSIAN, headline="Близки к соглашению").replace("©", "(c)"),
            "Content-Type: text/html; charset=windows-1251",
            encoding="cp1251",
        ),
        "exact",
        (RUSSIAN[1],),
    ),
    "UTF-16 with a byte order mark": Case(sent(page(), "Content-Type: text/html", encoding="utf-16"), "exact"),
    "no media type": Case(answer("200 OK", page().encode()), "exact"),
    "a plain text": Case(answer("200 OK", "\n\n".join(PARAGRAPHS).encode(), "Content-Type: text/plain"), "exact"),
    "moved to another address": Case(redirect("301 Moved Permanently", "/plain"), "exact"),
    "led to another address": Case(redirect("302 Found", "/plain"), "exact"),
    "an archived copy with its banner": Case(
        sent(page().replace("<body>", f"<body>{TOOLBAR.format('Wayback Machine')}")), "exact", archive=True
    ),
    # Taking the article out of a page already makes these the same.
    "no-break spaces": Case(of(GRAIN, BERG.replace(" ", "&nbsp;"), RIVER), "exact"),
    "soft hyphens and zero widths": Case(
        of(GRAIN, BERG.replace("ministry", "min&shy;is&shy;try").replace("capital", "cap&#8203;ital"), RIVER),
        "exact",
    ),
    "decomposed accents": Case(of(GRAIN, unicodedata.normalize("NFD", ACCENTED), RIVER), "exact", (ACCENTED,)),
    # The words are there; only their typography differs.
    "straight quotation marks in the passage": Case(of(*PARAGRAPHS), "typographic", (STRAIGHT,)),
    "other dashes and dots": Case(
        of(GRAIN, DASHES, RIVER), "typographic", (DASHES.replace("–", "-").replace("…", "..."),)
    ),
    "over two paragraphs": Case(of(*PARAGRAPHS), "typographic", (f"{GRAIN} {BERG}",)),
    "over a picture": Case(
        sent(page().replace(f"<p>{BERG}</p>", f"<figure><img src='/a.png' alt=''></figure><p>{BERG}</p>")),
        "typographic",
        (f"{GRAIN} {BERG}",),
    ),
    "over a line break": Case(of(GRAIN, BERG.replace(" said", "<br>said"), RIVER), "typographic"),
    # The words are not there, however similar what is there may be.
    "one letter changed": Case(of(GRAIN, ONE_LETTER, RIVER), "absent"),
    "one digit changed": Case(of(GRAIN, NUMBERS.replace("300", "200"), RIVER), "absent", (NUMBERS,)),
    "a negation gone": Case(of(GRAIN, BERG.replace("will not", "will"), RIVER), "absent"),
    "other order": Case(of(GRAIN, BERG.replace("Ada Berg", "Berg, Ada"), RIVER), "absent"),
    "other case": Case(of(GRAIN, BERG.replace("harvest", "Harvest"), RIVER), "absent"),
    "single for double quotation marks": Case(of(GRAIN, BERG.replace("“", "‘").replace("”", "’"), RIVER), "absent"),
    "a passage that cuts a word": Case(of(*PARAGRAPHS), "absent", ("We will not sign any",)),
    "a passage that cuts a number": Case(of(GRAIN, NUMBERS, RIVER), "absent", ("Southland sent 300",)),
    "the sentence removed": Case(of(GRAIN, RIVER), "absent"),
    "one of three removed": Case(of(GRAIN, RIVER), "exact absent exact", PARAGRAPHS),
    "an accent changed": Case(of(GRAIN, ACCENTED.replace("Núñez", "Nunez"), RIVER), "absent", (ACCENTED,)),
    "only in a teaser": Case(
        with_extra(f"<aside class='related'><ul><li><a href='/b'>{BERG}</a></li></ul></aside>", "<footer>"), "absent"
    ),
    "only in a comment of a reader": Case(
        with_extra(f"<section id='comments' class='comments'><div class='comment'><p>{BERG}</p></div></section>"),
        "absent",
    ),
    "only in the footer": Case(with_extra(f"<p>{BERG}</p>", "</footer>"), "absent"),
    "only hidden": Case(with_extra(f"<p style='display:none'>{BERG}</p>", "</article>"), "absent"),
    "only struck out": Case(with_extra(f"<p><del>{BERG}</del></p>", "</article>"), "absent"),
    "only in a script": Case(with_extra(f"<script>var text = {json.dumps(BERG)};</script>", "</article>"), "absent"),
    "only in the description": Case(with_extra(f"<meta name='description' content='{BERG}'>", "</head>"), "absent"),
    "only behind a picture": Case(with_extra(f"<p><img src='/a.png' alt='{BERG}'></p>", "</article>"), "absent"),
    "only without scripts": Case(with_extra(f"<noscript><p>{BERG}</p></noscript>", "</article>"), "absent"),
    "only in the banner of the archive": Case(
        sent(page(paragraphs=(GRAIN, RIVER)).replace("<body>", f"<body>{TOOLBAR.format(BERG)}")), "absent", archive=True
    ),
    "a long page that says that there is none": Case(of(*LONG, status="200 OK"), "absent"),
    "a long page that asks for consent": Case(of(*CONSENT), "absent"),
    "an encoding declared wrong": Case(
        sent(
            page(paragraphs=RUSSIAN, headline="Близки к соглашению").replace("©", "(c)"),
            "Content-Type: text/html; charset=windows-1252",
            encoding="cp1251",
        ),
        "absent",
        (RUSSIAN[1],),
    ),
    "a paywall that does not say so": Case(paywalled(GRAIN, RIVER, says_so=False), "absent"),
    # A paywall that says so: nothing is said of what it hides.
    "a paywall after the words": Case(paywalled(GRAIN, BERG), "exact"),
    "a paywall between the words": Case(paywalled(GRAIN, BERG), "exact -", (BERG, RIVER)),
    "a paywall before the words": Case(paywalled(GRAIN, RIVER), "blocked"),
    # PDFs.
    "a PDF": Case(pdf_sent(*PDF_LINES), "exact", ("officials of both said on Monday",)),
    "a PDF, over line ends": Case(
        pdf_sent(*PDF_LINES), "typographic", ("spoke of the harvest, and of nothing else than that. Nobody signed.",)
    ),
    "a PDF that breaks a word": Case(
        pdf_sent(*PDF_LINES), "typographic", ("close to an agreement on grain, officials",)
    ),
    "a PDF that breaks after a hyphen": Case(
        pdf_sent(*PDF_LINES), "typographic", ("A well-known minister spoke of the harvest",)
    ),
    "a PDF with one letter changed": Case(pdf_sent(*PDF_LINES), "absent", ("close to an agreements on grain",)),
    "a PDF without text": Case(pdf_sent(), "unread"),
    "a damaged PDF": Case(
        answer("200 OK", b"%PDF-1.4\n" + bytes(range(256)), "Content-Type: application/pdf"), "unread"
    ),
    "a page that breaks words like a PDF": Case(of(GRAIN, BERG.replace("ministry", "minis-\ntry"), RIVER), "absent"),
    # No page, or not this one.
    "404": Case(answer("404 Not Found"), "gone"),
    "410": Case(answer("410 Gone"), "gone"),
    "404 with the words": Case(of(*PARAGRAPHS, status="404 Not Found"), "gone"),
    "moved to the home page": Case(redirect("301 Moved Permanently", "/"), "gone"),
    "led to the home page": Case(redirect("302 Found", "/"), "error"),
    "a short page that says that there is none": Case(of("Sorry, there is no such page."), "unread"),
    "a short page that asks for consent": Case(sent(f"<html><body><p>{COOKIES}</p></body></html>"), "unread"),
    "a page that scripts fill": Case(
        sent("<html><body><div id='app'></div><script src='/app.js'></script></body></html>"), "unread"
    ),
    "no bytes": Case(answer("200 OK", b"", HTML), "unread"),
    "a picture": Case(answer("200 OK", b"\x89PNG\r\n\x1a\n" + bytes(64), "Content-Type: image/png"), "unread"),
    "a packed file": Case(answer("200 OK", b"PK\x03\x04" + bytes(64), "Content-Type: application/zip"), "unread"),
    # Walls and faults.
    "403": Case(answer("403 Forbidden"), "blocked"),
    "a bot wall with 503": Case(answer("503 Service Unavailable", b"wait", "cf-mitigated: challenge"), "blocked"),
    "a bot wall with 200": Case(sent(page(head="<script>window._cf_chl_opt = {}</script>")), "blocked"),
    "429": Case(answer("429 Too Many Requests", b"", "Retry-After: 0"), "blocked"),
    "500": Case(answer("500 Internal Server Error"), "error"),
    "led to a private address": Case(redirect("302 Found", "http://10.0.0.1/secret"), "error"),
    "led to the machine’s own data": Case(redirect("302 Found", "http://169.254.169.254/latest/meta-data/"), "error"),
    "led to a file": Case(redirect("302 Found", "file:///etc/passwd"), "error"),
}
