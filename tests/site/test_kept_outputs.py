"""A file that was not made again is the file that would have been made, whatever was edited."""

import json
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.api.rows.all_rows import CLAIM_TABLE, EXCERPT_TABLE, LINE_ENDS, LINES, ClaimLines, made_lines
from verbatim.data.outputs import data_batches, whole_files
from verbatim.data.search import kept_passages
from verbatim.data.search.kept_passages import use_kept_passages
from verbatim.data.search.passages import Passage, all_passages, passages
from verbatim.model.claims import Claim
from verbatim.output import made, write_files
from verbatim.pages import claim_pages, documents, other_pages
from verbatim.project import Project
from verbatim.quotation.text.source_text import sha256_of
from verbatim.site.build import generate_claims
from verbatim.site.kept_outputs import hash_of_shared, kept_lines, kept_outputs
from verbatim.site_address import SiteAddress

from tests.support.microsite import corpus_of, edit

KINDS = {"claims": claim_pages, "pages": other_pages, "documents": documents, "data": data_batches}
NOWHERE = SiteAddress("")

Claims = list[dict[str, Any]]

PUBLISHED = {"day": "2022-06-20", "kind": "published", "change": "First published.", "why": "It was missing."}
CORRECTED = {"day": "2022-07-30", "kind": "corrected", "change": "It was wrong.", "why": "A reader wrote to us."}
# A page that a source had, and that a machine no longer found.
GONE = """schema: 1
sightings:
- day: 2022-07-20
  source: northland-press-call-2022-05-02
  address: https://northland.example/press-call-2022-05-02
  kind: page
  outcome: gone
"""

SEARCH = {"for": "letters", "where": "an archive", "day": "2022-06-02", "by": "testers", "found": "nothing"}
INQUIRY = {"whom": "The harbour master", "day": "2022-06-02", "answer": "No answer came."}


def withdraw(claim: dict[str, Any]) -> None:
    """Take a claim back."""
    claim["withdrawn"] = {"day": "2022-07-30", "reason": "It was no claim that could be false."}
    claim["history"].append(CORRECTED | {"kind": "withdrawn"})


def merge(claims: Claims) -> None:
    """Merge a claim into another."""
    named(claims, "weak-position")["merged_into"] = "they-mean-fuel"
    named(claims, "weak-position")["history"].append(CORRECTED | {"kind": "merged"})


def named(claims: Claims, name: str) -> dict[str, Any]:
    """The claim with that id."""
    return next(claim for claim in claims if claim["id"] == name)


def of(name: str, **values: object) -> Callable[[Claims], None]:
    """An edit that gives one claim these values."""
    return lambda claims: named(claims, name).update(values)


def add(name: str, key: str, *entries: object) -> Callable[[Claims], None]:
    """An edit that adds entries to a list of one claim."""
    return lambda claims: named(claims, name).setdefault(key, []).extend(entries)


def excerpt(name: str, number: int, **values: object) -> Callable[[Claims], None]:
    """An edit that gives one excerpt of a claim these values."""
    return lambda claims: named(claims, name)["evidence"][number].update(values)


def as_context(claims: Claims, source: str) -> list[dict[str, str]]:
    """What all claims quote from a source, as the context of another."""
    quotes = [each["quote"] for claim in claims for each in claim["evidence"] if each["source"] == source]
    context = {"source": source, "stance": "context", "origin": "unattributed"}
    return [context | {"quote": quote} for quote in dict.fromkeys(quotes)]


# For each key of a claim the edits of it, which are made at once.
EDITS: dict[str, list[Callable[[Claims], None]]] = {
    "id": [of("eleven-ships", id="ships-in-the-harbour")],
    "claim": [of("they-mean-fuel", claim="The two governments speak of grain but mean fuel.")],
    "short": [of("met-in-skerry", short="Ministers met in Skerry"), of("talks-go-on", short="The talks would go on")],
    "kind": [of("no-crew-was-asked", kind="said")],
    "status": [of("line-stopped", status="not-established"), of("letters-in-april", status="opinion")],
    "finding": [of("quay-closed", finding="Two sides say two things."), of("talks-go-on", finding="So both said.")],
    "reasoning": [of("quay-closed", reasoning="The two contradict each other.")],
    "when": [of("the-strait-is-empty", when="2022-05-10"), of("weak-position", when="2022-05-04")],
    "topics": [of("ships-in-the-harbour", topics=["weather"])],
    "matters": [of("sign-nothing", matters="Without a harvest there is no deal.")],
    "claimant": [of("the-strait-is-empty", claimant="daily")],
    "checked": [of("fuel-for-fish", checked={"day": "2022-08-30", "by": "eva-strand"})],
    "evidence": [
        excerpt("sign-nothing", 1, note="Two of her sentences are one."),
        excerpt("met-in-skerry", 0, quote="Ministers of Northland and Southland met in the port of Skerry"),
        excerpt("short-and-warm", 0, origin="northland-2022-06-30"),
        excerpt("fuel-for-fish", 2, stance="asserts"),
        excerpt("no-crew-was-asked", 0, covers=[]),
        lambda claims: named(claims, "grain-sent-in-2021")["evidence"].reverse(),
        lambda claims: named(claims, "letters-in-april")["evidence"].pop(),
        lambda claims: named(claims, "weak-position")["evidence"].extend(
            as_context(claims, "what-the-talks-are-about")
        ),
    ],
    "searched": [add("fuel-for-fish", "searched", SEARCH)],
    "unknown": [of("fuel-for-fish", unknown="Nobody knows what was offered.")],
    "asked": [add("no-crew-was-asked", "asked", INQUIRY)],
    "related": [add("weak-position", "related", "fuel-for-fish"), of("sign-nothing", related=["talks-go-on"])],
    "variants": [of("weak-position", variants=["Northland is weak"])],
    "history": [
        add("fuel-for-fish", "history", CORRECTED | {"was": {"finding": "Nobody denies it."}}),
        add("useful-and-frank", "history", CORRECTED | {"day": "2022-09-01", "kind": "updated"}),
    ],
    "override": [
        lambda claims: named(claims, "i-came-to-listen")["override"].update(reason="The editors heard it."),
    ],
    "draft": [of("ships-in-the-harbour", draft="true")],
    "withdrawn": [lambda claims: withdraw(named(claims, "pirate-state"))],
    "merged_into": [merge],
}

# Further edits: of a claim that another was merged into, and of the list itself.
FURTHER: list[Callable[[Claims], object]] = [
    lambda claims: named(claims, "ships-in-the-harbour").pop("draft"),
    of("they-mean-fuel", claim="The governments mean fuel."),
    of("they-mean-fuel", topics=["grain", "letters"]),
    lambda claims: claims.append(deepcopy(named(claims, "useful-and-frank")) | {"id": "frank", "history": [PUBLISHED]}),
    lambda claims: claims.insert(0, claims.pop()),
    lambda claims: claims.reverse(),
    lambda claims: claims.remove(named(claims, "frank")),
    lambda claims: claims.remove(named(claims, "pirate-state")),
]


class Newsroom:
    """A project whose files are made again if they have to be."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder)
        self.claims: Claims = yaml.load(self._text, yaml.BaseLoader)["claims"]  # noqa: S506 - it only makes texts

    @property
    def _text(self) -> str:
        return self.project.claims_files[0].read_text(encoding="utf-8")

    def edit(self, *changes: Callable[[Claims], object]) -> None:
        """Change the claims."""
        for change in changes:
            change(self.claims)
        text = yaml.dump(
            {"schema": 1, "claims": self.claims}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
        )
        self.project.claims_files[0].write_text(text.replace("draft: 'true'", "draft: true"), encoding="utf-8")

    def run(self, address: SiteAddress = NOWHERE) -> set[str]:
        """Make the files anew and with the lists; both have to give the same. Returns the paths of those made.

        The same goes for the passages that the search finds.
        """
        corpus = corpus_of(self.project.root)
        shared, paths = hash_of_shared(corpus, address), set[str]()
        use_kept_passages(self.project, shared, corpus)
        assert all(found == passages(checked, corpus) for checked, found in all_passages(corpus))
        for kind, batches in KINDS.items():
            anew = {output.path: output.bytes for output in made(batches(corpus, address))}
            found = list(kept_outputs(self.project, shared, kind, batches(corpus, address)))
            kept = {output.path: output.bytes for output in found}
            assert {path for path in anew if kept.get(path) != anew[path]} == set()
            assert list(kept) == list(anew)
            paths |= {output.path for output in found if isinstance(output.content, str)}
            write_files({self.project.docs / path: content for path, content in kept.items()})
        return paths | self._lines(corpus, address, shared)

    def _lines(self, corpus: Corpus, address: SiteAddress, shared: str) -> set[str]:
        """The same of the files that show all claims. Returns the claims whose lines were made."""
        made_now = set[str]()

        def make(lines: ClaimLines) -> Sequence[bytes]:
            made_now.add(lines.id)
            return lines.make()

        def kept(lines: Iterable[ClaimLines]) -> Iterable[Sequence[bytes]]:
            return kept_lines(self.project, shared, [replace(each, make=partial(make, each)) for each in lines])

        anew = {output.path: output.bytes for output in whole_files(corpus, address, made_lines)}
        assert {output.path: output.bytes for output in whole_files(corpus, address, kept)} == anew
        write_files({self.project.docs / path: anew[path] for path in LINE_ENDS})
        return made_now


def test_every_edit_of_claims_reaches_the_files_that_show_it(newsroom: Path) -> None:
    """Each key of a claim, and claims that are added, moved and removed, where lists have several pages."""
    assert set(EDITS) == {info.alias or name for name, info in Claim.model_fields.items()}
    edit(newsroom / "policy.yaml", "limits:\n", "limits:\n  per_page: 8\n")
    (newsroom / "seeds" / "sightings.yaml").write_text(GONE, encoding="utf-8")
    room = Newsroom(newsroom)
    everything = room.run()
    assert room.run() == set()
    for changes in [*EDITS.values(), *([change] for change in FURTHER)]:
        before = json.dumps(room.claims)
        room.edit(*changes)
        assert json.dumps(room.claims) != before
        assert len(room.run()) < len(everything)


def test_an_edited_finding_is_only_where_findings_are_printed(newsroom: Path) -> None:
    """Its own files, its topics, the home page, the page for print, corrections, feeds; no article, source or voice."""
    room = Newsroom(newsroom)
    room.run()
    room.edit(of("quay-closed", finding="Two sides say two things."))
    assert room.run() == {
        "quay-closed",
        *(f"claims/quay-closed/{name}" for name in ("index.md", "index.md.txt", "cite.bib", "cite.json", "cite.ris")),
        *(f"{path}feed.{ending}" for path in ("", "topics/ferries/") for ending in ("json", "xml")),
        "corrections/index.md",
        "embed/quay-closed/index.html",
        "find/index.md",
        "index.md",
        "print/index.html",
        "topics/ferries/index.md",
    }


def test_what_all_files_share_reaches_them(newsroom: Path) -> None:
    """What machines saw, the name of a voice, a word of the policy, a line of a source, and the address."""
    room = Newsroom(newsroom)
    everything = room.run()
    (newsroom / "seeds" / "sightings.yaml").write_text(GONE, encoding="utf-8")
    assert room.run() == everything
    article, entries = newsroom / "seeds" / "articles" / "001_ministers.txt", newsroom / "seeds" / "articles.yaml"
    before = article.read_bytes()
    article.write_bytes(b"One line more.\n\n" + before)
    edit(entries, sha256_of(before), sha256_of(article.read_bytes()))
    assert room.run() == everything
    edit(newsroom / "seeds" / "voices.yaml", "The government of Northland", "The cabinet of Northland")
    assert room.run() == everything
    edit(newsroom / "policy.yaml", "name: The talks in Skerry", "name: The meeting in Skerry")
    assert room.run() == everything
    with_address = room.run(SiteAddress("https://example.org/a/"))
    assert {path for path in with_address if not path.endswith("/oembed.json")} == everything


def test_a_changed_file_or_list_is_not_used(newsroom: Path) -> None:
    """What somebody changed in docs/ or in the list is made again."""
    room = Newsroom(newsroom)
    room.run()
    pages = sorted((newsroom / "docs" / "claims").glob("*/index.md"))
    pages[0].write_text(pages[0].read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    pages[1].unlink()
    listed = newsroom / ".verbatim" / "kept" / "claims.json"
    entries = json.loads(listed.read_text(encoding="utf-8"))
    names = [page.relative_to(newsroom / "docs").as_posix() for page in pages]
    del entries[names[2]]
    entries[names[3]][1] = {}
    listed.write_text(json.dumps(entries), encoding="utf-8")
    assert room.run() == set(names[:4])
    for broken in ("[]", "{", '{"a": 1}', '{"a": [1, 2]}'):
        listed.write_text(broken, encoding="utf-8")
        assert len(room.run()) == len(pages)


def test_a_changed_line_is_not_used(newsroom: Path) -> None:
    """The lines of claims that somebody changed or deleted are made again, and all where there is no list of them."""
    room = Newsroom(newsroom)
    room.run()
    file, listed = newsroom / "docs" / LINES, newsroom / ".verbatim" / "kept" / "lines.json"
    ids = [json.loads(line)["id"] for line in file.read_bytes().splitlines()]
    first, _, *others = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(first.replace(b'"finding":"', b'"finding":"More. ') + b"".join(others))
    assert room.run() == set(ids[:2])
    entries = json.loads(listed.read_text(encoding="utf-8"))
    entries[ids[0]][1] = entries[ids[1]][1]
    listed.write_text(json.dumps(entries), encoding="utf-8")
    assert room.run() == {ids[0]}
    claim_table, excerpt_table = newsroom / "docs" / CLAIM_TABLE, newsroom / "docs" / EXCERPT_TABLE
    head, first, *others = claim_table.read_bytes().split(b"\r\n")
    claim_table.write_bytes(b"\r\n".join([head, first + b"0", *others]))
    assert room.run() == {ids[0]}
    excerpt_table.write_bytes(b"\r\n".join(excerpt_table.read_bytes().split(b"\r\n")[:-2]) + b"\r\n")
    assert room.run() == {ids[-1]}
    listed.unlink()
    assert room.run() == set(ids)
    file.unlink()
    assert room.run() == set(ids)


def test_lines_may_have_the_end_of_a_line_inside_a_cell(newsroom: Path) -> None:
    """A line that the end of another seems to part is made again, and never only a part of it used."""
    project = Project(newsroom)
    whole = [b'{"id":"a"}\n', b'a,"one\r\ntwo"\r\n', b"a,1\r\n", b'a,"2\n3"\r\n']
    plain = [b'{"id":"b"}\n', b"b,one\r\n"]
    made_now = list[str]()

    def lines(name: str, found: list[bytes]) -> ClaimLines:
        return ClaimLines(name, [name], lambda: (made_now.append(name), found)[1])

    for expected in (["a", "b"], ["a"]):
        made_now.clear()
        found = list(kept_lines(project, "shared", [lines("a", whole), lines("b", plain)]))
        assert (found, made_now) == ([whole, plain], expected)
        files = (found[0][:1] + found[1][:1], found[0][1:2] + found[1][1:2], found[0][2:])
        contents = map(b"".join, files)
        write_files({project.docs / path: content for path, content in zip(LINE_ENDS, contents, strict=True)})


def test_only_passages_that_show_something_else_are_found_again(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of an edited claim, of a line that is not as it was, and all with other sources or without the file."""
    room, again = Newsroom(newsroom), list[str]()
    file = newsroom / ".verbatim" / "kept" / "passages.txt"

    def noted(checked: CheckedClaim, corpus: Corpus) -> tuple[Passage, ...]:
        again.append(checked.id)
        return passages(checked, corpus)

    def found_again() -> list[str]:
        again.clear()
        room.run()
        return again

    monkeypatch.setattr(kept_passages, "passages", noted)
    everything = found_again().copy()
    assert len(everything) == len(corpus_of(newsroom).claims)
    assert found_again() == []
    room.edit(of("quay-closed", finding="Two sides say two things."))
    assert found_again() == ["quay-closed"]
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[1], lines[2] = lines[1].replace("Claim", "Claims"), ""
    file.write_text("\n".join(lines), encoding="utf-8")
    assert found_again() == everything[1:3]
    for broken in (b"", b"\xff", b"a\nb c\n\n"):
        file.write_bytes(broken)
        assert found_again() == everything
    edit(newsroom / "seeds" / "voices.yaml", "The government of Northland", "The cabinet of Northland")
    assert found_again() == everything
    room.edit(of("eleven-ships", draft="true"))
    assert found_again() == []
    assert len(file.read_text(encoding="utf-8").splitlines()) == len(everything) - 1


def test_serve_uses_the_pages_of_the_last_run(newsroom: Path) -> None:
    """Only the page of a renamed claim and that of the one before it are made; the list has no page that is gone."""
    project = Project(newsroom)
    assert generate_claims(project, NOWHERE).corpus
    listed = newsroom / ".verbatim" / "kept" / "claims.json"
    before = set(json.loads(listed.read_text(encoding="utf-8")))
    room = Newsroom(newsroom)
    room.edit(of("eleven-ships", id="ships-in-the-harbour"))
    written = generate_claims(project, NOWHERE).written.written
    assert written == ("claims/ferry-this-summer/index.md", "claims/ships-in-the-harbour/index.md")
    after = set(json.loads(listed.read_text(encoding="utf-8")))
    assert (before - after, after - before) == (
        {"claims/eleven-ships/index.md"},
        {"claims/ships-in-the-harbour/index.md"},
    )
