"""robots.txt files as RFC 9309 reads them. The right answers come from the sections of the RFC that the cases name."""

import tracemalloc

import pytest
from verbatim.watch.robots import MOST_READ, robots
from verbatim.watch.states import Answer

AGENT = "verbatim-linkwatch/0 (testers@example.org; +https://forge.example/issues)"
HOST = "https://host.example"
OURS = "User-agent: verbatim-linkwatch"

# The example of section 5.1. Each name of a robot in it stands for us in one case.
SIMPLE = """\
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
"""


def simple(robot: str) -> str:
    """The example of section 5.1 with us in the place of one robot."""
    return SIMPLE.replace(f"User-Agent: {robot}", OURS)


def rules(*lines: str) -> str:
    """A group for all robots."""
    return "\n".join(["User-agent: *", *lines])


# What the case is about, the file, paths that may be asked for, and paths that may not.
CASES = [
    (
        "5.1, any robot",
        SIMPLE,
        ["/", "/publications/a.gif", "/a.gif?", "/example"],
        ["/a.gif", "/b/c.gif", "/example/"],
    ),
    (
        "5.1, foobot",
        simple("foobot"),
        ["/example/page.html", "/example/allowed.gif"],
        ["/", "/example/", "/publications/"],
    ),
    ("5.1, barbot: first of two names", simple("barbot"), ["/", "/example/", "/a.gif"], ["/example/page.html"]),
    ("5.1, bazbot: second of two names", simple("bazbot"), ["/", "/example/", "/a.gif"], ["/example/page.html"]),
    ("5.1, quxbot: a group without rules", simple("quxbot"), ["/", "/example/page.html", "/a.gif"], []),
    (
        "5.2 and 2.2.2, the longest match",
        rules("Allow: /example/page/", "Disallow: /example/page/disallowed.gif", "Disallow: /example/"),
        ["/example/page/", "/example/page/allowed.gif"],
        ["/example/page/disallowed.gif", "/example/other"],
    ),
    ("2.2.2, the longest match comes first", rules("Disallow: /a/b", "Allow: /a"), ["/a", "/a/c"], ["/a/b"]),
    ("2.2.2, of equal rules Allow wins", rules("Disallow: /page", "Allow: /page"), ["/page", "/page/2"], []),
    ("2.2.2, no match", rules("Allow: /a", "Disallow: /b"), ["/c", "/"], ["/b"]),
    ("2.2.2, an empty pattern matches nothing", rules("Disallow:"), ["/", "/a"], []),
    ("2.2.2, paths are matched with regard to case", rules("Disallow: /Private"), ["/private"], ["/Private"]),
    ("2.2.2, queries are matched", rules("Disallow: /find?"), ["/find"], ["/find?q=x"]),
    ("2.2.2, the file itself", rules("Disallow: /"), ["/robots.txt"], ["/"]),
    ("2.2.2, Unicode in the file", rules("Disallow: /foo/bar/ツ"), ["/foo/bar/"], ["/foo/bar/%E3%83%84"]),
    (
        "2.2.2, encoded Unicode in the file",
        rules("Disallow: /foo/bar/%e3%83%84"),
        ["/foo/bar/"],
        ["/foo/bar/%E3%83%84"],
    ),
    (
        "2.2.2, encoded letters in the file",
        rules("Disallow: /foo/bar/%62%61%7A"),
        ["/foo/bar/%62%61"],
        ["/foo/bar/baz"],
    ),
    ("2.2.2, encoded letters in the address", rules("Disallow: /foo/bar/baz"), ["/foo/bar/ba"], ["/foo/bar/%62%61%7A"]),
    ("2.2.2, an encoded slash is no slash", rules("Disallow: /a/b"), ["/a%2Fb"], ["/a/b"]),
    (
        "2.2.3, the end of a pattern",
        rules("Disallow: /this/path/exactly$"),
        ["/this/path/exactly/"],
        ["/this/path/exactly"],
    ),
    (
        "2.2.3, any characters",
        rules("Disallow: /this/*/exactly"),
        ["/this/exactly"],
        ["/this/path/exactly", "/this/a/b/exactly/x"],
    ),
    ("2.2.3, both", rules("Disallow: /*.pdf$"), ["/a.pdf?x", "/a.pdfs"], ["/a.pdf", "/a.pdf/b.pdf"]),
    (
        "2.2.3, an encoded star is a star",
        rules("Disallow: /with-%2A.html"),
        ["/with-x.html"],
        ["/with-*.html", "/with-%2A.html"],
    ),
    ("2.2.3, an encoded dollar is a dollar", rules("Disallow: /a%24"), ["/a"], ["/a$", "/a%24b"]),
    ("2.2.3, a comment", rules("# Disallow: /a", "Disallow: /b # and no more", "Disallow: /c#d"), ["/a"], ["/b", "/c"]),
    (
        "2.2.1, groups of one robot are one",
        f"user-agent: Verbatim-LinkWatch\ndisallow: /foo\n\n{rules('disallow: /all')}\n\n{OURS}\ndisallow: /baz",
        ["/", "/all"],
        ["/foo", "/baz"],
    ),
    ("2.2.1, without regard to case", "USER-AGENT: VERBATIM-LINKWATCH\nDISALLOW: /a", ["/"], ["/a"]),
    (
        "2.2.1, groups for all robots are one",
        f"{rules('Disallow: /a')}\n\n{rules('Disallow: /b')}",
        ["/"],
        ["/a", "/b"],
    ),
    ("2.2.1, a comment behind our name", f"{OURS} # see above\nDisallow: /a", ["/"], ["/a"]),
    ("beyond 2.2.1, a version behind our name", f"{OURS}/0.9\nDisallow: /a", ["/"], ["/a"]),
    ("2.2.1, another robot", "User-agent: otherbot\nDisallow: /", ["/", "/a"], []),
    ("2.2.1, the beginning of our name is another robot", "User-agent: verbatim\nDisallow: /", ["/", "/a"], []),
    ("2.2.1, a word of our header is another robot", "User-agent: forge.example\nDisallow: /", ["/", "/a"], []),
    (
        "2.2.1, all robots and us in one group",
        f"User-agent: *\n{OURS}\nDisallow: /a\n\nUser-agent: *\nDisallow: /b",
        ["/b"],
        ["/a"],
    ),
    ("2.1, a rule before every group", "Disallow: /a\nUser-agent: *\nDisallow: /b", ["/a"], ["/b"]),
    ("2.1, an empty line ends no group", rules("Disallow: /a", "", "Disallow: /b"), ["/"], ["/a", "/b"]),
    (
        "2.2.4, other records end no group",
        f"{OURS}\nSitemap: /map.xml\nCrawl-delay: 1\nNoindex: /x\nUser-agent: other\nDisallow: /a\nX: 1\nDisallow: /b",
        ["/", "/x"],
        ["/a", "/b"],
    ),
    ("2.2, white space", " \tUser-agent \t:\t * \n  Disallow  :  /a  ", ["/"], ["/a"]),
    ("2.3, a byte order mark", "\ufeffUser-agent: *\nDisallow: /a", ["/"], ["/a"]),
    ("2.2, lines end in CR", "User-agent: *\rDisallow: /a\rDisallow: /b\r", ["/"], ["/a", "/b"]),
    ("2.2, lines end in CR LF", "User-agent: *\r\nDisallow: /a\r\n\r\nDisallow: /b", ["/"], ["/a", "/b"]),
]


@pytest.mark.parametrize(("text", "allowed", "refused"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_file(text: str, allowed: list[str], refused: list[str]) -> None:
    """Each path gets the answer of the RFC."""
    read = robots(Answer(200, {}, text.encode()), AGENT)
    assert {path: read.allows(HOST + path) for path in (*allowed, *refused)} == {
        **dict.fromkeys(allowed, True),
        **dict.fromkeys(refused, False),
    }


@pytest.mark.parametrize(
    ("delay", "pause"),
    [("7", 7), ("0.5", 0.5), ("9" * 9, 3600), ("-1", 0), ("²", 0), ("inf", 0), ("9" * 400, 0), ("soon", 0), ("", 0)],
)
def test_a_pause(delay: str, pause: float) -> None:
    """The pause is bounded; what is no number asks for none. The RFC lacks this record, which many sites use."""
    read = robots(Answer(200, {}, rules("Disallow: /a", f"Crawl-delay: {delay}").encode()), AGENT)
    assert read.pause == pause
    assert not read.allows(f"{HOST}/a")


def test_a_pause_for_another_robot() -> None:
    """It is not ours."""
    text = f"User-agent: otherbot\nCrawl-delay: 9\nDisallow: /a\n\n{rules('Crawl-delay: 3', 'Disallow: /b')}"
    assert robots(Answer(200, {}, text.encode()), AGENT).pause == 3


def test_a_file_that_is_cut() -> None:
    """The half of its last rule, such as `/` of `/private/`, is no rule."""
    whole = rules("Disallow: /a", "#" * MOST_READ, "Disallow: /private/").encode()
    cut = whole[: whole.index(b"/private/") + 1]
    assert len(cut) >= MOST_READ
    read = robots(Answer(200, {}, cut), AGENT)
    assert read.allows(f"{HOST}/")
    assert not read.allows(f"{HOST}/a")


def test_rules_for_very_many_robots() -> None:
    """A group that names thousands of robots before thousands of rules takes memory for each rule once."""
    names = [f"User-agent: robot{number}" for number in range(2000)]
    paths = [f"Disallow: /{number}/" for number in range(2000)]
    text = "\n".join([*names, OURS, *paths])
    tracemalloc.start()
    read = robots(Answer(200, {}, text.encode()), AGENT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not read.allows(f"{HOST}/1999/")
    assert peak < 100 * len(text)
