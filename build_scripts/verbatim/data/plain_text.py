"""The claims as plain Markdown: `claims/ID/index.md.txt` next to each claim's page, and `llms.txt`, which lists them.

In: the corpus, and the address where the site will be published. Out: files for programs that quote pages, so that they
need not guess from HTML. `llms.txt` has the form that llmstxt.org describes: a title, a summary, lists of links.
"""

from collections.abc import Iterator

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.citations import sentence
from verbatim.output import MARK, Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.summary_card import summary_card
from verbatim.rendering.templating import day
from verbatim.rendering.wording import evidence_sentences, grade, origins_in_words, published, stance_in_words
from verbatim.site_address import SiteAddress


def outputs(corpus: Corpus, address: SiteAddress) -> Iterator[Output]:
    """The text of every claim that has a page, and the list."""
    yield Output("llms.txt", _list(corpus, address))
    for checked in corpus.claims:
        yield Output(path(checked.id), _claim(checked, corpus, address))
    for checked in corpus.retired:
        summary = summary_card(checked, corpus)
        yield Output(path(checked.id), f"# {_line(summary.title)}\n\n<!-- {MARK} -->\n\n{_line(summary.finding)}\n")


def path(claim_id: str) -> str:
    """The path of a claim's text, from the site's root."""
    return f"claims/{claim_id}/index.md.txt"


def _list(corpus: Corpus, address: SiteAddress) -> str:
    site = corpus.policy.site
    lines = [
        f"# {_line(site.name)}",
        "",
        f"<!-- {MARK} -->",
        "",
        f"> Fact checks of {_line(site.subject)}. Each status follows from rules and from quoted evidence. Quote the",
        "> status word and the finding together; a claim alone is not our statement.",
        "",
    ]
    for topic in corpus.policy.topics:
        members = [checked for checked in corpus.claims if checked.claim.topics[0] == topic.id]
        if members:
            lines += [f"## {_line(topic.name)}", ""]
            lines += [
                f"- [{checked.status.word}: {_line(checked.claim.claim)}]({address.to(path(checked.id), 'llms.txt')}): "
                f"{_line(checked.claim.finding)}"
                for checked in members
            ]
            lines.append("")
    return "\n".join(lines)


def _claim(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> str:
    claim, status = checked.claim, checked.status
    parts = [
        f"# {status.word}: {_line(claim.claim)}",
        f"<!-- {MARK} -->",
        _line(claim.finding),
        f"Checked {day(claim.checked.on)}. {_line(evidence_sentences(checked, corpus))}",
        f"“{checked.status.word}” means: {checked.status.definition} It does not mean: {checked.status.does_not_mean}",
        "## Why",
        claim.reasoning.strip(),
        "## Evidence",
        *(_excerpt(checked, excerpt, corpus) for excerpt in checked.excerpts),
        "## History",
        "\n".join(f"- {change.on} {change.kind}: {change.change} {change.why}" for change in claim.history),
        "## Cite",
        sentence(checked, corpus, address),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _excerpt(checked: CheckedClaim, excerpt: Excerpt, corpus: Corpus) -> str:
    source, evidence = excerpt.source, excerpt.evidence
    origins = "; ".join(f"{origin.title} ({origin.speaker})" for origin in origins_in_words([excerpt], corpus))
    printed = f"{corpus.register.publisher_of(source)}, {published(source)}"
    lines = [
        f"- {printed}; {stance_in_words(checked, excerpt)}; {grade(excerpt)}",
        *(f"  > {line}" for line in excerpt.quotation.splitlines()),
        *([f"  Information from: {_line(origins)}"] if origins else []),
        *([f"  Editors' note: {_line(evidence.note)}"] if evidence.note else []),
        *([f"  {source.address}"] if source.address else []),
    ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())
