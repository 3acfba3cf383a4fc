"""The statements of a claim with the excerpts behind each, as plain text for an editor or an auditor.

In: a checked claim, and the corpus. Out: text.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.checks.texts.statements import Statement, Statements, Support

# Code points of an excerpt that are shown.
_LONGEST = 160


def statements_text(checked: CheckedClaim, corpus: Corpus) -> str:
    """All statements of one claim, numbered, under the keys of their texts."""
    found = Statements(checked, corpus).all()
    return "\n".join([f"{checked.id} ({checked.status.word})", *_lines(found, corpus)])


def _lines(statements: tuple[Statement, ...], corpus: Corpus) -> Iterator[str]:
    key = ""
    for number, statement in enumerate(statements, 1):
        if statement.key != key:
            key = statement.key
            yield f"\n{key}"
        yield f"  {number}. {statement.text}"
        yield from (f"     {_support(each, corpus)}" for each in statement.support)
        if not statement.support:
            yield "     no excerpt shares a detail or enough words with it"
        if statement.missing:
            yield f"     in nothing that is cited: {', '.join(statement.missing)}"
        if statement.new_words:
            yield f"     other words that nothing cited has: {', '.join(statement.new_words)}"


def _support(support: Support, corpus: Corpus) -> str:
    """One excerpt: stance, publisher, words, and what it shares."""
    excerpt = support.excerpt
    words = " ".join(excerpt.quotation.split())
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
    shared = ", ".join((*support.details, f"{support.overlap:.0%} of its words".replace("%", " %")))
    publisher = corpus.publisher_of(excerpt.source)
    return f"{excerpt.evidence.stance} · {publisher}, {excerpt.source.id}: “{shown}” ({shared})"
