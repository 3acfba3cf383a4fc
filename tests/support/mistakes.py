"""The mistakes of a newsroom's first week, as data: what an editor did, and what must lead to the mend.

Most are edits of the small site of the golden cases. `code` is the one problem that `check` must report; it is empty
where the site must be accepted. `mend` has the words that message and hint must have, so that the mend is at hand.
"""

from dataclasses import dataclass

FINDING = "finding: Only Southland says so."
QUOTE = "quote: Southland sent 300,000 tonnes of grain"
HISTORY = "- {day: 2022-06-01, kind: published, change: Published with the first., why: Part of the record.}"
GRAIN = "- id: grain\n"
EVIDENCE = """  evidence:
  - source: talks
    quote: Southland sent 300,000 tonnes of grain
    stance: asserts
    origin: holm-monday
"""
IMPRECISE = """- id: imprecise
  word: Imprecise
  definition: It is right but for a detail.
  does_not_mean: That it is wrong.
  tone: partial
  icon: waves
  rules:
  - id: imprecise-detail
    says: An excerpt differs in a detail, and its note names the detail.
    needs: {named-differences: at least 1}

limits:
"""


@dataclass(frozen=True)
class Mistake:
    """One mistake: edits (old and new words), or a change of the whole file, and what must be said."""

    number: str
    what: str
    edits: tuple[tuple[str, str], ...] = ()
    code: str = ""
    mend: tuple[str, ...] = ()
    file: str = "claims.yaml"
    change: str = ""
    against: bool = False


def finding(number: str, what: str, value: str, code: str = "", *mend: str) -> Mistake:
    """A mistake in the text of a finding."""
    return Mistake(number, what, ((FINDING, f"finding: {value}"),), code, mend)


def quote(number: str, what: str, value: str, code: str = "", *mend: str) -> Mistake:
    """A mistake in a quotation."""
    return Mistake(number, what, ((QUOTE, f"quote: {value}"),), code, mend)


def edit(number: str, what: str, *words: str, file: str = "claims.yaml") -> Mistake:
    """A mistake anywhere in a file: the old and the new words, then the code and the words of the mend, if any."""
    old, new, code, *mend = (*words, "") if len(words) == len(("old", "new")) else words
    return Mistake(number, what, ((old, new),), code, tuple(mend), file)


def when(number: str, what: str, value: str, *mend: str) -> Mistake:
    """A mistake in a date."""
    return edit(number, what, "when: 2022-05-02", f"when: {value}", "bad-date", *mend)


def entry(number: str, what: str, new: str, code: str = "", *mend: str) -> Mistake:
    """A mistake in an entry of a history."""
    return edit(number, what, HISTORY, new, code, *mend)


SYNTAX = "yaml-syntax"

FIRST_WEEK = (
    edit("01", "a key one space too far", f"  {FINDING}", f"   {FINDING}", SYNTAX, "3 spaces", "by 2 spaces"),
    edit(
        "02",
        "a list item out of its list",
        "  - source: talks\n    quote: We",
        "- source: talks\n    quote: We",
        SYNTAX,
        "2 spaces",
    ),
    finding(
        "03",
        "smart marks around a value",
        "“Only Southland says so.”",
        "unproven-words",
        "`finding: Only Southland says so.`",
    ),
    edit("04", "no colon", FINDING, "finding Only Southland says so.", SYNTAX, "no colon", "`key: value`"),
    edit(
        "05",
        "no space after the colon",
        FINDING,
        "finding:Only Southland says so.",
        SYNTAX,
        "`finding: Only Southland says so.`",
    ),
    finding(
        "06", "a colon within", "Only this: Southland says so.", SYNTAX, '`finding: "Only this: Southland says so."`'
    ),
    finding("07", "begins with @", "@Southland says so.", SYNTAX, '`finding: "@Southland says so."`'),
    finding("08", "begins with %", "% of the grain.", SYNTAX, '`finding: "% of the grain."`'),
    finding(
        "09", "begins with [", "[Sic] Only Southland says so.", SYNTAX, '`finding: "[Sic] Only Southland says so."`'
    ),
    finding(
        "10",
        "a # cuts the text",
        "Only bill #5 of Southland says so.",
        "cut-text",
        '`finding: "Only bill #5 of Southland says so."`',
    ),
    finding("10b", "begins with #", "#5 says so.", "bad-value", '`finding: "#5 says so."`'),
    edit("11", "indented with a tab", f"  {FINDING}", f"\t{FINDING}", "tab", "spaces"),
    edit("11b", "a tab after a key", FINDING, "finding:\tOnly Southland says so."),
    when("12", "28.11.2019", "28.11.2019", "write `when: 2019-11-28`"),
    when("13", "11/28/2019", "11/28/2019", "write `when: 2019-11-28`"),
    when("14", "2019-11-5", "2019-11-5", "write `when: 2019-11-05`"),
    when("15", "Nov 5, 2019", "Nov 5, 2019", "write `when: 2019-11-05`"),
    when("16", "a day that no calendar has", "2019-02-30", "not in the calendar"),
    edit(
        "17",
        "a wrong source id",
        "source: talks\n    quote: South",
        "source: tallks\n    quote: South",
        "unknown-source",
        "“talks”",
    ),
    quote(
        "18",
        "a word of one's own",
        "Southland delivered 300,000 tonnes of grain",
        "quotation-absent",
        "“delivered” → “sent”",
    ),
    quote(
        "19", "a word divided at a line end", "Southland sent 300,000 ton- nes of grain", "quotation-absent", "“tonnes”"
    ),
    quote("20", "a space at the end, in marks", '"Southland sent 300,000 tonnes of grain "'),
    quote("21", "over a paragraph", "The talks would go on. Southland sent"),
    quote(
        "22",
        "words in brackets put in",
        "He said the talks [of both] would go on",
        "quotation-absent",
        "write: He said the talks […] would go on",
    ),
    finding(
        "23", "marks within marks", '"Only "Southland" says so."', SYNTAX, "`finding: 'Only \"Southland\" says so.'`"
    ),
    quote(
        "24",
        "... for an omission",
        "Southland sent ... of grain",
        "quotation-absent",
        "write: Southland sent […] of grain",
    ),
    quote(
        "25",
        "a caption that our copy lacks",
        "Photograph by the Northern Agency, all rights reserved",
        "quotation-absent",
        "caption",
        "seeds/records.yaml",
    ),
    edit(
        "26",
        "a status that is not allowed",
        "status: single-origin",
        "status: confirmed",
        "status-not-allowed",
        "allows: single-origin",
    ),
    edit(
        "27",
        "an unknown status",
        "status: single-origin",
        "status: true-ish",
        "unknown-status",
        "known: confirmed, single-origin",
    ),
    edit(
        "27b",
        "the word of a status",
        "status: single-origin",
        "status: Single origin",
        "bad-value",
        "did you mean `single-origin`?",
    ),
    edit("28", "no history", f"  history:\n  {HISTORY}\n", "", "missing-history", "history:\n- day: "),
    edit("29", "no origin", "    origin: holm-monday\n", "", "missing-key", "add `origin:`"),
    edit(
        "30", "no stance", "    stance: asserts\n    origin: holm", "    origin: holm", "missing-key", "add `stance:`"
    ),
    edit(
        "31",
        "two claims with one id",
        GRAIN,
        "- id: no-signature\n",
        "duplicate-id",
        "no-signature",
        "another id",
    ),
    edit(
        "32",
        "a mark of a conflict",
        "  kind: fact\n",
        ">>>>>>> theirs\n  kind: fact\n",
        "conflict-marker",
        "delete this line",
    ),
    edit(
        "32b",
        "a whole conflict",
        "  kind: fact\n",
        "<<<<<<< HEAD\n  kind: fact\n=======\n  kind: said\n>>>>>>> theirs\n",
        "conflict-marker",
        "two versions",
        "delete the lines",
    ),
    Mistake("33", "Windows line ends", change="crlf"),
    Mistake("34", "a mark of the byte order", change="bom"),
    Mistake("35", "saved as UTF-16", (), "not-utf8", ("save the file as UTF-8",), change="utf-16"),
    Mistake(
        "36",
        "saved as cp1252",
        ((FINDING, "finding: “Only” Southland says so…"),),
        "not-utf8",
        ("save the file as UTF-8",),
        change="cp1252",
    ),
    Mistake(
        "37",
        "a claim deleted",
        (("  related: [grain]\n", ""), ("GRAIN-CLAIM", "")),
        "vanished-claim",
        ("copy its lines back", "`withdrawn:` with `{day: …, reason: …}`"),
        against=True,
    ),
    Mistake(
        "38",
        "another id",
        (("  related: [grain]\n", ""), (GRAIN, "- id: wheat\n")),
        "vanished-claim",
        ("has the id “wheat” now", "write `id: grain` again"),
        against=True,
    ),
    Mistake(
        "39",
        "an id with capitals and a space",
        (("  related: [grain]\n", ""), (GRAIN, "- id: Grain sent\n")),
        "bad-value",
        ("write `id: grain-sent`",),
    ),
    edit("40", "a misspelt key", "  kind: fact\n", "  knd: fact\n", "unknown-key", "did you mean “kind”?"),
    edit(
        "41",
        "an unknown topic",
        "topics: [talks]\n  checked: {day: 2022-06-01, by: testers}\n  history",
        "topics: [harvest]\n  checked: {day: 2022-06-01, by: testers}\n  history",
        "unknown-topic",
        "known: talks",
    ),
    edit("42", "topics as one word", "2022-05-02\n  topics: [talks]", "2022-05-02\n  topics: talks"),
    edit("43", "a key twice", "  kind: fact\n", "  kind: fact\n  kind: fact\n", "duplicate-key", "keep one of the two"),
    edit(
        "44",
        "a misspelt stance",
        "stance: asserts\n    origin: holm",
        "stance: contradicts\n    origin: holm",
        "bad-value",
        "known: asserts, context, denies, differs",
    ),
    edit("45", "empty evidence", EVIDENCE, "  evidence:\n", "bad-value", "this is empty", "`- `"),
    finding(
        "46", "a quotation of nothing cited", "Southland says “300 tonnes”.", "unproven-words", "quote it as evidence"
    ),
    Mistake(
        "47",
        "differs without a note",
        (
            ("kind: said\n  status: confirmed", "kind: said\n  status: imprecise"),
            ("stance: asserts\n    origin: berg", "stance: differs\n    origin: berg"),
        ),
        "status-not-allowed",
        ("add to the excerpt “We will not sign anything” a `note:`",),
        change="imprecise",
    ),
    edit(
        "48",
        "inferred without a note",
        "origin: holm-monday",
        "origin: holm-monday\n    origin_basis: inferred",
        "missing-note",
        "add a `note:`",
    ),
    quote(
        "49", "words that are there twice", "The talks would go on", "quotation-ambiguous", "`before:`", "`occurrence:`"
    ),
    quote("50", "a no-break space", "Southland sent 300,000\u00a0tonnes of grain"),
    Mistake(
        "51",
        "a finding changed without a history",
        ((FINDING, "finding: Southland alone says so."),),
        "unrecorded-change",
        ("- day: ", "kind: updated"),
        against=True,
    ),
    entry(
        "52", "a day in the future", HISTORY.replace("2022-06-01", "2036-11-28"), "future-day", "day of its publication"
    ),
    entry("53", "a brace that is not closed", HISTORY.rstrip("}"), SYNTAX, "close it with }"),
    entry(
        "54",
        "a comma in braces",
        "- {day: 2022-06-01, kind: published, change: First, why: Sent, and true}",
        "unknown-key",
        "the comma before it ends the text",
        "why: Sent, and true",
    ),
    finding(
        "55", "a second line that is not indented", "Only Southland\nsays so.", SYNTAX, "indented further than its key"
    ),
    finding(
        "56",
        "an apostrophe within single marks",
        "'Only Southland's word.'",
        SYNTAX,
        '`finding: "Only Southland\'s word."`',
    ),
    Mistake(
        "57",
        "the article was edited",
        (("its largest shipment", "its greatest shipment"),),
        "changed-file",
        ("`git checkout -- seeds/articles/talks.txt`",),
        "seeds/articles/talks.txt",
    ),
    finding("58", "HTML in a finding", "Only <b>Southland</b> says so."),
    edit("59", "no `claims:`", "claims:\n", "", SYNTAX, "such as `claims:`"),
    Mistake(
        "60",
        "the article's entry is gone",
        (("- id: talks\n", "- id: other\n"),),
        "unknown-source",
        ("known: other",),
        "seeds/articles.yaml",
    ),
    quote(
        "61", "another case", "southland sent 300,000 tonnes of grain", "quotation-absent", "“southland” → “Southland”"
    ),
    quote("62", "the headline", "Ministers meet on arms"),
    entry(
        "63",
        "a capital in a kind",
        HISTORY.replace("published", "Published", 1),
        "bad-value",
        "did you mean “published”?",
    ),
    finding("64", "nothing", "", "bad-value", "fill it in"),
    edit(
        "65",
        "a truth value for a status",
        "status: single-origin",
        "status: no",
        "unknown-status",
        "known: confirmed, single-origin",
    ),
    edit(
        "66",
        "a colon in the policy",
        "funding: Nobody pays for it.",
        "funding: Nobody: it is free.",
        SYNTAX,
        '`funding: "Nobody: it is free."`',
        file="policy.yaml",
    ),
    edit(
        "67", "a name for a claimant", "related: [grain]", "claimant: Ada Berg", "bad-value", "did you mean `ada-berg`?"
    ),
    quote("68", "a hyphen for a dash", "of grain - its largest shipment"),
    entry(
        "b01",
        "a comma in braces, at the end",
        "- {day: 2022-06-01, kind: published, change: First, with a note., why: So.}",
        "unknown-key",
        "change: First, with a note.",
    ),
    edit(
        "b02",
        "a block that is not indented",
        "reasoning: Nothing else was found.",
        "reasoning: |\n Nothing else\nwas found.",
        SYNTAX,
        "indented further than its key",
    ),
    finding(
        "b03", "words after marks", '"Only" Southland says so.', SYNTAX, "`finding: '\"Only\" Southland says so.'`"
    ),
    finding("b04", "begins with *", "*Only* Southland says so.", SYNTAX, '`finding: "*Only* Southland says so."`'),
    finding("b05", "begins with a backtick", "`grain` is all.", SYNTAX, '`finding: "`grain` is all."`'),
    finding(
        "b06", "begins with !", "!Only Southland says so.", "yaml-unsupported", '`finding: "!Only Southland says so."`'
    ),
    finding("b07", "begins with >", "> Only Southland says so.", SYNTAX, '`finding: "> Only Southland says so."`'),
    finding("b08", "begins with -", "- Only Southland says so.", SYNTAX, '`finding: "- Only Southland says so."`'),
    finding("b09", "begins with ?", "? Only Southland says so.", SYNTAX, '`finding: "? Only Southland says so."`'),
    when("b10", "2010-2015", "2010-2015", "write `when: 2010/2015`"),
    when("b11", "2010 / 2015", "2010 / 2015", "write `when: 2010/2015`"),
    edit(
        "b12",
        "checked as a day",
        "checked: {day: 2022-06-01, by: testers}\n  history",
        "checked: 2022-06-01\n  history",
        "bad-value",
        "write `checked: {day: …, by: …}`",
    ),
    edit(
        "b13",
        "checked by nobody",
        "checked: {day: 2022-06-01, by: testers}\n  history",
        "checked: {day: 2022-06-01}\n  history",
        "missing-key",
        "add `by:`",
    ),
    edit(
        "b14",
        "a file for a source",
        "source: talks\n    quote: South",
        "source: talks.txt\n    quote: South",
        "bad-value",
        "did you mean `talks`?",
    ),
    edit(
        "b15",
        "a status with capitals",
        "status: single-origin",
        "status: Single-Origin",
        "bad-value",
        "did you mean `single-origin`?",
    ),
    edit(
        "b16",
        "a key with a capital",
        "  status: single-origin",
        "  Status: single-origin",
        "unknown-key",
        "did you mean “status”?",
    ),
    quote("b17", "a reference of HTML", "can&rsquo;t send more", "quotation-absent", "write: can’t send more"),
    quote("b18", "a soft hyphen", "Southland sent 300,000 ton\u00adnes of grain"),
    quote("b19", "a space without width", "Southland sent\u200b 300,000 tonnes of grain"),
    quote("b20", "a ligature", "The o\ufb03cials said", "quotation-absent", "said"),
    quote(
        "b21",
        "another form of a number",
        "Southland sent 300000 tonnes of grain",
        "quotation-absent",
        "“300000” → “300,000”",
    ),
    quote(
        "b22",
        "the number of a note",
        "Southland sent 300,000 tonnes[1] of grain",
        "quotation-absent",
        "write: Southland sent 300,000 tonnes of grain",
    ),
    edit(
        "b23",
        "one excerpt twice",
        EVIDENCE,
        EVIDENCE + EVIDENCE.removeprefix("  evidence:\n"),
        "duplicate-excerpt",
        "merge the two entries",
    ),
    entry(
        "b24",
        "a history in the wrong order",
        f"{HISTORY}\n  - {{day: 2022-05-01, kind: updated, change: C., why: W.}}",
        "history-order",
        "before the entry above it",
    ),
    edit(
        "b25",
        "withdrawn without a history",
        "  kind: fact\n",
        "  withdrawn: {day: 2022-06-02, reason: It was wrong.}\n  kind: fact\n",
        "history-mismatch",
        "- day: 2022-06-02\n  kind: withdrawn",
    ),
    edit("b26", "an unknown claim", "related: [grain]", "related: [grains]", "unknown-claim", "“grain”"),
    edit(
        "b27",
        "a quotation that is too long",
        "longest_quotation: 60",
        "longest_quotation: 5",
        "quotation-too-long",
        "`covers:`",
        file="policy.yaml",
    ),
    Mistake(
        "b29",
        "words of another source",
        ((QUOTE, "quote: The harvest was poor"),),
        "quotation-absent",
        ("is that the `source:` you mean?",),
        change="second-article",
    ),
    edit(
        "b30",
        "a month that no calendar has",
        "published: 2022-05-03",
        "published: 2022-13-03",
        "bad-date",
        "not in the calendar",
        file="seeds/articles.yaml",
    ),
    edit(
        "b31",
        "an id of another voice",
        "people:\n",
        "- {id: northland, name: The north}\n\npeople:\n",
        "duplicate-id",
        "give this one another id",
        file="seeds/voices.yaml",
    ),
    edit(
        "b32",
        "an unknown voice",
        "voices: [southland]",
        "voices: [southlands]",
        "unknown-voice",
        "“southland”",
        file="seeds/origins.yaml",
    ),
    edit("b34", "no schema", "schema: 1\n", "", "missing-key", "write `schema: 1` as the first line"),
    edit("b35", "an emoji", "claim: Southland sent grain.", "claim: Southland sent grain \U0001f33e."),
    quote(
        "b37",
        "marks that the source closes",
        "“We will not sign anything said Ada Berg",
        "quotation-absent",
        "“anything” → “anything,",
    ),
    quote("b38", "German marks", "called the talks „useful“"),
    quote("b39", "guillemets", "called the talks «useful»"),
    quote(
        "b40",
        "[sic]",
        "Southland sent 300,000 tonnes [sic] of grain",
        "quotation-absent",
        "write: Southland sent 300,000 tonnes of grain",
    ),
    edit(
        "b41",
        "a contact that begins with @",
        "contact: testers@example.org",
        "contact: @testers",
        SYNTAX,
        '`contact: "@testers"`',
        file="policy.yaml",
    ),
    finding("b42", "a placeholder", "FILL IN the finding.", "placeholder", "write your own text"),
    Mistake(
        "b43",
        "no topics",
        (
            (
                f"  topics: [talks]\n  checked: {{day: 2022-06-01, by: testers}}\n  history:\n  {HISTORY}",
                f"  history:\n  {HISTORY}",
            ),
        ),
        "missing-key",
        ("add `topics:`",),
        change="two-topics",
    ),
    edit("b44", "no reasoning", "  reasoning: Nothing else was found.\n", "", "missing-key", "add `reasoning:`"),
    edit(
        "b45",
        "evidence at the wrong level",
        "  evidence:\n  - source: talks\n    quote: South",
        "    evidence:\n    - source: talks\n      quote: South",
        SYNTAX,
        "4 spaces",
    ),
    edit(
        "b46",
        "an entry without its dash",
        "origin: holm-monday",
        "origin: holm-monday\n    source: talks\n    quote: useful\n    stance: context\n    origin: holm-monday",
        "duplicate-key",
        "write `- source:`",
    ),
    edit(
        "b47",
        "marks in a claim",
        "claim: Southland sent grain.",
        "claim: Southland sent “much grain”.",
        "unproven-words",
        "quote it as evidence",
    ),
    edit("b48", "yes for true", GRAIN, "- id: grain\n  draft: yes\n", "bad-value", "write `true` or `false`"),
    Mistake("b49", "the file ends in .yml", (), "missing-file", ("rename claims.yml to claims.yaml",), change="yml"),
    Mistake("b50", "an empty file", (), "empty-file", ("begin it with `schema: 1`",), change="empty"),
    Mistake(
        "b51",
        "an id that others take for a truth value",
        (("id: talks", "id: no"),),
        "bad-value",
        ("no-1", "truth value"),
        "policy.yaml",
    ),
)

OF_OUR_OWN = (
    quote(
        "o01",
        "an ellipsis in round brackets",
        "Southland sent (...) of grain",
        "quotation-absent",
        "write: Southland sent […] of grain",
    ),
    quote(
        "o02",
        "an ellipsis in one sign",
        "Southland sent … of grain",
        "quotation-absent",
        "write: Southland sent […] of grain",
    ),
    quote(
        "o03",
        "a replaced word",
        "Southland sent [some] tonnes of grain",
        "quotation-absent",
        "write: Southland sent […] tonnes of grain",
    ),
    quote(
        "o04",
        "bold Markdown",
        "Southland sent **300,000 tonnes** of grain",
        "quotation-absent",
        "write: Southland sent 300,000 tonnes of grain",
    ),
    quote(
        "o05",
        "a tag of HTML",
        "Southland sent <b>300,000 tonnes</b> of grain",
        "quotation-absent",
        "write: Southland sent 300,000 tonnes of grain",
    ),
    entry(
        "o06",
        "a colon in braces",
        "- {day: 2022-06-01, kind: published, change: Said: so, why: W.}",
        SYNTAX,
        'change: "Said: so"',
        "this colon",
    ),
    entry(
        "o07",
        "a # in braces",
        "- {day: 2022-06-01, kind: published, change: C., why: bill #5}",
        SYNTAX,
        'why: "bill #5"',
        "comment",
    ),
    edit(
        "o08",
        "a # after one word",
        "reasoning: Nothing else was found.",
        "reasoning: Nothing #5.",
        "cut-text",
        '`reasoning: "Nothing #5."`',
    ),
    finding(
        "o09",
        "begins with &",
        "&c. is all that Southland says.",
        SYNTAX,
        '`finding: "&c. is all that Southland says."`',
    ),
    finding("o10", "begins with |", "| Only Southland says so.", SYNTAX, '`finding: "| Only Southland says so."`'),
    finding("o11", "begins with a comma", ", so Southland says.", SYNTAX, '`finding: ", so Southland says."`'),
    finding("o12", "only brackets", "[sic]", "bad-value", '`finding: "[sic]"`'),
    edit(
        "o13",
        "a no-break space after a colon",
        FINDING,
        "finding:\u00a0Only Southland says so.",
        SYNTAX,
        "U+00A0",
        "type a space",
    ),
    when("o14", "5 November 2019", "5 November 2019", "write `when: 2019-11-05`"),
    edit(
        "o15",
        "a title for an origin",
        "origin: holm-monday",
        "origin: Mr. Holm’s answer on Monday",
        "bad-value",
        "did you mean `holm-monday`?",
    ),
    edit(
        "o16",
        "a name for a topic",
        "2022-05-02\n  topics: [talks]",
        "2022-05-02\n  topics: [The talks]",
        "bad-value",
        "did you mean `talks`?",
    ),
    edit(
        "o17",
        "a headline for a source",
        "source: talks\n    quote: South",
        "source: Ministers meet on arms\n    quote: South",
        "bad-value",
        "did you mean `talks`?",
    ),
    finding("o18", "a tilde for nothing", "~", "bad-value", "fill it in"),
    edit(
        "o19",
        "an old key",
        "checked: {day: 2022-06-01, by: testers}\n  history",
        "checked: {on: 2022-06-01, by: testers}\n  history",
        "renamed-key",
        "write `day:`",
    ),
    edit("o20", "evidence as one id", EVIDENCE, "  evidence: [talks]\n", "bad-value", "write `quote: …`"),
)

# Twenty more, which another reader invented and tried after the others were mended.
OF_A_FRESH_READER = (
    quote(
        "f01", "the number of a list", "2. Southland sent 300,000 tonnes of grain", "quotation-absent", "sign of a list"
    ),
    edit(
        "f02",
        "two stances",
        "    stance: asserts\n    origin: holm-monday\n",
        "    stance: [asserts, context]\n    origin: holm-monday\n",
        "bad-value",
        "known: asserts",
    ),
    edit("f03", "a kind of origins", "  kind: fact\n", "  kind: statement\n", "bad-value", "known: fact, said"),
    edit("f04", "no dash before the next claim", GRAIN, "  id: grain\n", "duplicate-key", "write `- id:`"),
    when("f05", "a day with its time", "2022-05-02T10:00", "write `when: 2022-05-02`"),
    edit(
        "f06",
        "an address without https",
        "original_url: https://daily",
        "original_url: www.daily",
        "bad-value",
        "https://",
        file="seeds/articles.yaml",
    ),
    edit(
        "f07",
        "a file with its folder",
        "file: talks.txt",
        "file: seeds/articles/talks.txt",
        "missing-file",
        "did you mean “talks.txt”?",
        file="seeds/articles.yaml",
    ),
    edit("f08", "related to itself", GRAIN, f"{GRAIN}  related: [grain]\n", "bad-value", "delete this id"),
    quote("f09", "a full stop for a dash", "300,000 tonnes of grain.", "quotation-absent", "300,000 tonnes of grain"),
    edit(
        "f10",
        "a language in words",
        "  published: 2022-05-03\n",
        "  published: 2022-05-03\n  lang: English\n",
        "bad-value",
        "did you mean `en`?",
        file="seeds/articles.yaml",
    ),
    edit(
        "f11",
        "a part of a key",
        "original_url: https",
        "url: https",
        "unknown-key",
        "“original_url”",
        file="seeds/articles.yaml",
    ),
    edit(
        "f12",
        "a name for a voice",
        "publisher: daily",
        "publisher: The Daily",
        "bad-value",
        "did you mean `daily`?",
        file="seeds/articles.yaml",
    ),
    edit(
        "f13",
        "topics with commas",
        "2022-05-02\n  topics: [talks]",
        "2022-05-02\n  topics: talks, talks",
        "bad-value",
        "write `topics: [talks, talks]`",
    ),
    edit(
        "f14",
        "two statuses",
        "  status: single-origin\n",
        "  status: single-origin, confirmed\n",
        "bad-value",
        "write one of them: single-origin, confirmed",
    ),
    edit("f15", "withdrawn: true", GRAIN, f"{GRAIN}  withdrawn: true\n", "bad-value", "write `withdrawn: {day: …"),
    entry(
        "f16", "correction for corrected", HISTORY.replace("published,", "correction,", 1), "bad-value", "“corrected”"
    ),
    edit(
        "f17",
        "entries below an empty list",
        "records: []",
        "records: []\n- id: a-page\n  title: A page",
        SYNTAX,
        "delete `[]`: write only `records:`",
        file="seeds/records.yaml",
    ),
    edit(
        "f18",
        "a hyphen that does not break",
        "source: talks\n    quote: South",
        "source: talks\u2011\n    quote: South",
        "bad-value",
        "did you mean `talks`?",
    ),
    edit("f19", "a line between documents", GRAIN, f"---\n{GRAIN}", "yaml-unsupported", "delete this line"),
    edit("f20", "a Cyrillic letter in a key", "  kind: fact\n", "  k\u0456nd: fact\n", "unknown-key", "“kind”"),
)
