"""Faults to plant in a project's data, each at a place that is chosen from the data itself.

A `Fault` is a set of edits of the text, and the place at which exactly one problem must be reported. The place is
counted in the edited text, from offsets; nothing of Verbatim's own loader is asked.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

CLAIMS = "claims.yaml"
ORIGINS = "seeds/origins.yaml"
ARTICLES = "seeds/articles.yaml"
RECORDS = "seeds/records.yaml"
VOICES = "seeds/voices.yaml"
POLICY = "policy.yaml"

# Measures that evidence without a denial and without a distortion leaves at nought.
NEEDS_MORE = {"denying-records", "denying-voices", "opposing-voices", "contrasted-distortions"}


@dataclass(frozen=True)
class Edit:
    """Characters [start, end) of a file's text are replaced."""

    file: str
    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Fault:
    """A planted fault: its edits, and the code and place of the one problem that must come of it.

    The place is the character `at` of the original text of `file`, moved by the edits before it, and `into` more.
    `about` must stand in the problem's mend; `bytes_` replace whole files.
    """

    code: str
    edits: tuple[Edit, ...]
    file: str
    at: int = 0
    into: int = 0
    about: tuple[str, ...] = ()
    bytes_: dict[str, bytes] = field(default_factory=dict)
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Value:
    """A YAML value with where it begins and ends in its file; `content` is text, a list or a mapping of such values."""

    start: int
    end: int
    content: Any
    plain: bool
    keys: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, key: str | int) -> "Value":
        return self.content[key]  # type: ignore[no-any-return]

    def __contains__(self, key: str) -> bool:
        return key in self.content

    def get(self, key: str) -> Any:
        """The plain content at a key; None where it is not there."""
        return self.content[key].content if key in self.content else None

    @property
    def items(self) -> list["Value"]:
        """The items of a list."""
        return list(self.content)

    @property
    def words(self) -> list[str]:
        """The texts of a list of texts, or of one that stands for such a list."""
        return [self.content] if isinstance(self.content, str) else [item.content for item in self.content]


@lru_cache(100)
def outline(text: str) -> Value:
    """A YAML text as values with their places, read by PyYAML's own composer in pure Python, which is slow."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root, "the file is empty"
    return _value(root)


def _value(node: yaml.Node) -> Value:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        content = {key.value: _value(value) for key, value in node.value}
        return Value(start, end, content, plain=False, keys={key.value: key.start_mark.index for key, _ in node.value})
    if isinstance(node, yaml.SequenceNode):
        return Value(start, end, [_value(item) for item in node.value], plain=False)
    return Value(start, end, node.value, plain=isinstance(node, yaml.ScalarNode) and node.style is None)


def standing(claim: Value) -> bool:
    """Whether a claim is published and neither withdrawn nor merged into another."""
    return not {"draft", "withdrawn", "merged_into"} & set(claim.content)


class Microsite:
    """The data of a project as text and as values; places for faults are chosen from them at random but repeatably."""

    def __init__(self, project: Path, seed: int = 0) -> None:
        names = (CLAIMS, ORIGINS, ARTICLES, VOICES, POLICY)
        self.texts = {name: (project / name).read_bytes().decode("utf-8") for name in names}
        self.values = {name: outline(text) for name, text in self.texts.items()}
        stored = project / "seeds" / "articles"
        self.articles = {
            entry["id"].content: stored / entry["file"].content for entry in self.values[ARTICLES]["articles"].items
        }
        self.random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self.taken: set[str] = set()
        self.files_taken: set[str] = set()
        self.unreadable: set[str] = set()
        self.circle = self._circle()

    @property
    def claims(self) -> list[Value]:
        """Every claim that stands, in the order of the file."""
        return list(filter(standing, self.values[CLAIMS]["claims"].items))

    def claim(self, fits: Callable[[Value], bool]) -> Value:
        """A claim that fits and that no other fault was planted in."""
        free = [claim for claim in self.claims if claim["id"].content not in self.taken and fits(claim)]
        chosen = self.random.choice(free)
        self.taken.add(chosen["id"].content)
        return chosen

    def excerpt(self, fits: Callable[[Value], bool]) -> Value:
        """An excerpt that fits, from a claim of its own."""
        claim = self.claim(lambda claim: any(map(fits, claim["evidence"].items)))
        return self.random.choice([excerpt for excerpt in claim["evidence"].items if fits(excerpt)])

    def article(self) -> str:
        """The id of an article that no other fault was planted in."""
        chosen: str = self.random.choice([name for name in self.articles if name not in self.files_taken])
        self.files_taken.add(chosen)
        return chosen

    def _circle(self) -> tuple[Value, str] | None:
        """An origin that derives from none, and a later one that derives from it; the fewest claims rest on them."""
        entries = {
            entry["id"].content: (number, entry) for number, entry in enumerate(self.values[ORIGINS]["origins"].items)
        }
        pairs = [
            (entries[target][1], name)
            for name, (number, entry) in entries.items()
            if "derives_from" in entry
            for target in entry["derives_from"].words
            if "derives_from" not in entries[target][1] and entries[target][0] < number
        ]
        return min(pairs, key=lambda pair: len(self.resting_on({pair[0]["id"].content, pair[1]})), default=None)

    @property
    def in_the_circle(self) -> set[str]:
        """The origins of the circle that `cycle` plants, and all that derive from them: none of them can be judged."""
        found = {self.circle[0]["id"].content, self.circle[1]} if self.circle else set()
        for entry in 2 * self.values[ORIGINS]["origins"].items:
            if "derives_from" in entry and found.intersection(entry["derives_from"].words):
                found.add(entry["id"].content)
        return found

    def resting_on(self, origins: set[str]) -> set[str]:
        """The claims that name one of some origins."""
        return {
            claim["id"].content
            for claim in self.claims
            if any(origins.intersection(excerpt["origin"].words) for excerpt in claim["evidence"].items)
        }

    def from_article(self, excerpt: Value) -> bool:
        """Whether an excerpt quotes an article that can still be read."""
        return excerpt["source"].content in self.articles.keys() - self.unreadable

    def lone_words(self, excerpt: Value) -> bool:
        """Whether it is a quotation on one line of a readable article, without what decides between several places."""
        quote = excerpt["quote"]
        alone = not {"before", "after", "occurrence"} & set(excerpt.content)
        return (
            self.from_article(excerpt)
            and alone
            and quote.plain
            and "[" not in quote.content
            and "\n" not in self._raw(quote)
        )

    def _raw(self, value: Value) -> str:
        return self.texts[CLAIMS][value.start : value.end]


def unquoting(claim: Value) -> bool:
    """Whether none of a claim's own text stands in double quotation marks."""
    return not any(re.search('[“”„"«»]', claim.get(key) or "") for key in ("claim", "finding", "reasoning"))


def replaced(file: str, value: Value, new: str) -> tuple[Edit, ...]:
    """The edit that puts a text in the place of a value."""
    return (Edit(file, value.start, value.end, new),)


def line_before(claim: Value, key: str, line: str) -> tuple[tuple[Edit, ...], int]:
    """A line before a key of a block mapping, at the key's own indentation; and where the line begins."""
    start = claim.keys[key]
    return (Edit(CLAIMS, start, start, f"{line}\n  "),), start


# The faults. Each takes the data, and gives a fault with a place of its own.


def unknown_key(site: Microsite) -> Fault:
    """A key that no claim has, like one that it may have."""
    claim = site.claim(lambda _: True)
    edits, at = line_before(claim, "finding", "realted: [x]")
    return Fault("unknown-key", edits, CLAIMS, at, about=("“related”",))


def misspelt_key(site: Microsite) -> Fault:
    """A needed key with two letters exchanged: one slip, so one problem."""
    claim = site.claim(lambda _: True)
    start = claim.keys["finding"]
    return Fault(
        "unknown-key", (Edit(CLAIMS, start, start + len("finding"), "fniding"),), CLAIMS, start, about=("“finding”",)
    )


def missing_key(site: Microsite) -> Fault:
    """A claim without one of the keys that it needs."""
    claim = site.claim(lambda _: True)
    keys = list(claim.keys)
    key = site.random.choice([key for key in ("claim", "kind", "status", "finding", "topics") if key != keys[-1]])
    start, end = claim.keys[key], claim.keys[keys[keys.index(key) + 1]]
    return Fault("missing-key", (Edit(CLAIMS, start, end, ""),), CLAIMS, claim.start, about=(f"{key}:",))


def missing_stance(site: Microsite) -> Fault:
    """An excerpt without its stance."""
    excerpt = site.excerpt(lambda excerpt: list(excerpt.keys)[-1] != "stance")
    keys = list(excerpt.keys)
    start, end = excerpt.keys["stance"], excerpt.keys[keys[keys.index("stance") + 1]]
    return Fault("missing-key", (Edit(CLAIMS, start, end, ""),), CLAIMS, excerpt.start, about=("stance:",))


def missing_key_of_an_origin(site: Microsite) -> Fault:
    """An origin that claims rest on, without its title; those claims have no problem of their own."""
    used = {name for claim in site.claims for excerpt in claim["evidence"].items for name in excerpt["origin"].words}
    entry = site.random.choice(
        [entry for entry in site.values[ORIGINS]["origins"].items if entry["id"].content in used]
    )
    keys = list(entry.keys)
    start, end = entry.keys["title"], entry.keys[keys[keys.index("title") + 1]]
    return Fault("missing-key", (Edit(ORIGINS, start, end, ""),), ORIGINS, entry.start, about=("title:",))


def duplicate_id(site: Microsite) -> Fault:
    """A claim that stands twice; the second is the one at fault."""
    claim = site.claim(lambda _: True)
    start, end = claim.start - len("- "), claim.end
    copy = site.texts[CLAIMS][start:end].rstrip() + "\n\n"
    into = claim["id"].start - start
    return Fault("duplicate-id", (Edit(CLAIMS, start, start, copy),), CLAIMS, start, len(copy) + into)


def duplicate_key(site: Microsite) -> Fault:
    """A key that stands twice in a claim; the second is the one at fault."""
    claim = site.claim(lambda _: True)
    edits, at = line_before(claim, "evidence", "kind: fact")
    return Fault("duplicate-key", edits, CLAIMS, at)


def unknown_source(site: Microsite) -> Fault:
    """A source's id with a letter too many."""
    source = site.excerpt(lambda _: True)["source"]
    return Fault(
        "unknown-source", replaced(CLAIMS, source, source.content + "x"), CLAIMS, source.start, about=(source.content,)
    )


def unknown_source_like_none(site: Microsite) -> Fault:
    """A source's id that is like none."""
    source = site.excerpt(lambda _: True)["source"]
    return Fault("unknown-source", replaced(CLAIMS, source, "zzzzzzzz"), CLAIMS, source.start)


def unknown_origin(site: Microsite) -> Fault:
    """An origin's id with a letter too many."""
    others = {"unattributed", *site.in_the_circle}
    excerpt = site.excerpt(
        lambda excerpt: isinstance(excerpt["origin"].content, str) and excerpt["origin"].content not in others
    )
    origin = excerpt["origin"]
    return Fault(
        "unknown-origin", replaced(CLAIMS, origin, origin.content + "x"), CLAIMS, origin.start, about=(origin.content,)
    )


def unknown_voice(site: Microsite) -> Fault:
    """A voice's id with a letter too many, in an origin."""
    entry = site.random.choice(site.values[ORIGINS]["origins"].items)
    voice = entry["voices"].items[0]
    return Fault(
        "unknown-voice", replaced(ORIGINS, voice, voice.content + "x"), ORIGINS, voice.start, about=(voice.content,)
    )


def unknown_publisher(site: Microsite) -> Fault:
    """A voice's id with a letter too many, in an article."""
    entry = site.random.choice(site.values[ARTICLES]["articles"].items)
    voice = entry["publisher"]
    return Fault(
        "unknown-voice", replaced(ARTICLES, voice, voice.content + "x"), ARTICLES, voice.start, about=(voice.content,)
    )


def unknown_status(site: Microsite) -> Fault:
    """A status's id with a letter too many."""
    status = site.claim(lambda _: True)["status"]
    return Fault(
        "unknown-status", replaced(CLAIMS, status, status.content + "x"), CLAIMS, status.start, about=(status.content,)
    )


def off_by_one(site: Microsite) -> Fault:
    """A quotation with one letter of its longest word exchanged; nothing of it is in quotation marks in the claim."""
    claim = site.claim(lambda claim: unquoting(claim) and any(map(site.lone_words, claim["evidence"].items)))
    quote = site.random.choice([excerpt for excerpt in claim["evidence"].items if site.lone_words(excerpt)])["quote"]
    word = max(re.findall(r"[A-Za-z]+", quote.content), key=len)
    start = site.texts[CLAIMS].index(word, quote.start)
    middle = start + len(word) // 2
    wrong = "q" if site.texts[CLAIMS][middle] != "q" else "z"
    misspelt = word[: len(word) // 2] + wrong + word[len(word) // 2 + 1 :]
    return Fault(
        "quotation-absent", (Edit(CLAIMS, middle, middle + 1, wrong),), CLAIMS, quote.start, about=(misspelt, word)
    )


def found_twice(site: Microsite) -> Fault:
    """A quotation cut down to a word that its article has several times."""
    claim = site.claim(lambda claim: unquoting(claim) and any(map(site.lone_words, claim["evidence"].items)))
    excerpt = site.random.choice([excerpt for excerpt in claim["evidence"].items if site.lone_words(excerpt)])
    text = site.articles[excerpt["source"].content].read_text(encoding="utf-8")
    quoted = {other["quote"].content for other in claim["evidence"].items}
    words = sorted({word for word in re.findall(r"(?<![\w’'-])[A-Z][a-z]{3,}(?![\w’'-])", text) if word not in quoted})
    repeated = [word for word in words if len(re.findall(rf"(?<![\w’'-]){word}(?![\w-]|[’'](?!s\b))", text)) > 1]
    quote = excerpt["quote"]
    new = site.random.choice(repeated)
    return Fault(
        "quotation-ambiguous",
        replaced(CLAIMS, quote, new),
        CLAIMS,
        quote.start,
        about=("before:", "after:", "occurrence:"),
    )


def changed_file(site: Microsite) -> Fault:
    """An article's file with one line end more than its hash was made of."""
    article = site.article()
    entry = next(entry for entry in site.values[ARTICLES]["articles"].items if entry["id"].content == article)
    path = site.articles[article]
    return Fault("changed-file", (), ARTICLES, entry["sha256"].start, bytes_={_name(path): path.read_bytes() + b"\n"})


def not_utf8(site: Microsite) -> Fault:
    """An article's file with one byte of another encoding, anywhere in it."""
    article = site.article()
    site.unreadable.add(article)
    path = site.articles[article]
    text = path.read_bytes().decode("utf-8")
    cut = site.random.randrange(len(text))
    line, column = position(text, cut)
    bad = text[:cut].encode() + b"\xe9" + text[cut:].encode()
    return Fault("not-utf8", (), _name(path), bytes_={_name(path): bad}, place=(line, column), about=("UTF-8",))


def _name(path: Path) -> str:
    """An article's file as problems name it."""
    return f"seeds/articles/{path.name}"


def cycle(site: Microsite) -> Fault:
    """An origin that now derives from one that derives from it."""
    assert site.circle, "no origin of the data derives from one that stands before it"
    entry, target = site.circle
    start = entry.keys["kind"]
    line = f"derives_from: [{target}]\n  "
    return Fault("cycle", (Edit(ORIGINS, start, start, line),), ORIGINS, start, len("derives_from: ["), about=(target,))


def cycle_of_one(site: Microsite) -> Fault:
    """An origin that derives from itself."""
    entry = next(entry for entry in site.values[ORIGINS]["origins"].items if "derives_from" not in entry)
    start = entry.keys["kind"]
    line = f"derives_from: [{entry['id'].content}]\n  "
    return Fault(
        "cycle",
        (Edit(ORIGINS, start, start, line),),
        ORIGINS,
        start,
        len("derives_from: ["),
        about=(entry["id"].content,),
    )


def status_not_allowed(site: Microsite) -> Fault:
    """A status that needs a denial or a distortion, for a claim that has neither; one rule of it, so one problem."""
    in_circle = site.resting_on(site.in_the_circle)
    mute = {"asserts", "context"}

    def fits(claim: Value) -> bool:
        bare = all(excerpt.get("stance") in mute and "distortion" not in excerpt for excerpt in claim["evidence"].items)
        return bare and "override" not in claim and claim["id"].content not in in_circle

    claim = site.claim(fits)
    statuses = [status for status in site.values[POLICY]["statuses"].items if _asks_for_more(status, claim.get("kind"))]
    wrong = site.random.choice(statuses)["id"].content
    status = claim["status"]
    return Fault("status-not-allowed", replaced(CLAIMS, status, wrong), CLAIMS, status.start, about=("override",))


def _asks_for_more(status: Value, kind: str) -> bool:
    """Whether the one rule of a status for a kind of claim cannot be met without a denial or a distortion."""
    if "kinds" in status and kind not in status["kinds"].words:
        return False
    rules = [rule for rule in status["rules"].items if "kinds" not in rule or kind in rule["kinds"].words]
    needs = [
        need
        for rule in rules
        for need in ([rule["needs"]] if isinstance(rule["needs"].content, dict) else rule["needs"].items)
    ]
    return len(rules) == 1 and all(_beyond(need) for need in needs)


def _beyond(need: Value) -> bool:
    return any(need[measure].content.startswith("at least") for measure in NEEDS_MORE.intersection(need.content))


def unproven_words(site: Microsite) -> Fault:
    """Words in double quotation marks that nobody said, at the end of a finding."""
    finding = site.claim(lambda claim: claim["finding"].plain)["finding"]
    words = " He called it “purple elephants dancing”."
    return Fault(
        "unproven-words", (Edit(CLAIMS, finding.end, finding.end, words),), CLAIMS, finding.end, words.index("purple")
    )


def impossible_date(site: Microsite) -> Fault:
    """The thirtieth of February."""
    day = site.claim(lambda _: True)["checked"]["day"]
    return Fault("bad-date", replaced(CLAIMS, day, f"{day.content[:4]}-02-30"), CLAIMS, day.start)


def impossible_month(site: Microsite) -> Fault:
    """The thirteenth month."""
    when = site.claim(lambda claim: "when" in claim)["when"]
    return Fault("bad-date", replaced(CLAIMS, when, f"{when.content[:4]}-13-01"), CLAIMS, when.start)


# The faults after which the YAML cannot be read: reported alone, whatever else is wrong.


def tab(site: Microsite) -> Fault:
    """A tab in the place of an indentation."""
    claim = site.claim(lambda _: True)
    start = claim.keys["status"]
    return Fault("tab", (Edit(CLAIMS, start - 2, start, "\t"),), CLAIMS, start - 2, about=("spaces",))


def colon_in_text(site: Microsite) -> Fault:
    """A colon and a blank in text without quotation marks."""
    finding = site.claim(lambda claim: claim["finding"].plain)["finding"]
    new = "Only this: yes."
    return Fault("yaml-syntax", replaced(CLAIMS, finding, new), CLAIMS, finding.start, new.index(":"))


def missing_colon(site: Microsite) -> Fault:
    """A key without its colon."""
    claim = site.claim(lambda _: True)
    start = claim.keys["status"]
    return Fault("yaml-syntax", (Edit(CLAIMS, start, start + len("status:"), "status"),), CLAIMS, start)


def open_quotation_mark(site: Microsite) -> Fault:
    """A quotation mark that is never closed."""
    finding = site.claim(
        lambda claim: claim["finding"].plain and '"' not in site.texts[CLAIMS][claim["finding"].start :]
    )["finding"]
    return Fault("yaml-syntax", (Edit(CLAIMS, finding.start, finding.start, '"'),), CLAIMS, finding.start)


def open_bracket(site: Microsite) -> Fault:
    """A list without its closing bracket."""
    topics = site.claim(lambda claim: isinstance(claim["topics"].content, list) and "reasoning" in claim)["topics"]
    return Fault("yaml-syntax", (Edit(CLAIMS, topics.end - 1, topics.end, ""),), CLAIMS, topics.start)


def empty_claims(site: Microsite) -> Fault:
    """A claims.yaml with nothing in it."""
    return Fault("empty-file", (Edit(CLAIMS, 0, len(site.texts[CLAIMS]), ""),), CLAIMS)


def bad_indentation(site: Microsite) -> Fault:
    """A key one blank further in than its neighbours."""
    claim = site.claim(lambda _: True)
    start = claim.keys["status"]
    return Fault("yaml-syntax", (Edit(CLAIMS, start, start, " "),), CLAIMS, start, len(" "))


TWELVE = (
    unknown_key,
    missing_key,
    duplicate_id,
    duplicate_key,
    unknown_source,
    unknown_origin,
    unknown_voice,
    unknown_status,
    off_by_one,
    found_twice,
    changed_file,
    cycle,
)
READABLE = (*TWELVE, status_not_allowed, unproven_words, impossible_date, not_utf8)
VARIANTS = (
    misspelt_key,
    missing_stance,
    missing_key_of_an_origin,
    unknown_source_like_none,
    unknown_publisher,
    cycle_of_one,
    impossible_month,
)
UNREADABLE = (tab, colon_in_text, missing_colon, open_quotation_mark, open_bracket, bad_indentation, empty_claims)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def plant(site: Microsite, project: Path, faults: list[Fault]) -> Iterator[tuple[str, str, int, int]]:
    """Make the edits on disk; gives the code, file, line and column of the problem that each fault must cause."""
    edits = [edit for fault in faults for edit in fault.edits]
    texts = dict(site.texts)
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        texts[edit.file] = texts[edit.file][: edit.start] + edit.new + texts[edit.file][edit.end :]
    for name, text in texts.items():
        (project / name).write_bytes(text.encode("utf-8"))
    for fault in faults:
        for name, content in fault.bytes_.items():
            (project / name).write_bytes(content)
        if fault.place:
            yield fault.code, fault.file, *fault.place
        else:
            moved = sum(
                len(edit.new) - (edit.end - edit.start)
                for edit in edits
                if edit.file == fault.file and edit.start < fault.at
            )
            yield fault.code, fault.file, *position(texts[fault.file], fault.at + moved + fault.into)
