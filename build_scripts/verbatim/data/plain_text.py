"""The claims as plain Markdown: `claims/ID/index.md.txt` next to each claim's page, and `llms.txt`, which lists them.

In: the corpus, and the address where the site will be published. Out: files for programs that quote pages, so that they
need not guess from HTML. `llms.txt` has the form that llmstxt.org describes: a title, a summary, lists of links.
"""

from verbatim.checks.corpus import CheckedClaim, Corpus
from verbatim.data.citations import sentence
from verbatim.output import MARK, Output
from verbatim.quotation.excerpts import Excerpt
from verbatim.rendering.summary_card import summary_card
from verbatim.rendering.wording import evidence_sentences, grade, named, origins_in_words, stance_in_words
from verbatim.site_address import SiteAddress


def output(checked: CheckedClaim, corpus: Corpus, address: SiteAddress) -> Output:
    """The text of a claim."""
    if not checked.claim.retired:
        return Output(path(checked.id), _claim(checked, corpus, address))
    summary = summary_card(checked, corpus)
    return Output(path(checked.id), f"# {_line(summary.title)}\n\n<!-- {MARK} -->\n\n{_line(summary.finding)}\n")


def list_output(corpus: Corpus, address: SiteAddress) -> Output:
    """The list of the texts."""
    return Output("llms.txt", _list(corpus, address))


def path(claim_id: str) -> str:
    """The path of a claim's text, from the site's root."""
    return f"claims/{claim_id}/index.md.txt"


def _list(corpus: Corpus, address: SiteAddress) -> str:
    site = corpus.policy.site
    summary = corpus.language.gettext(
        "Fact checks of %(subject)s. Each status follows from rules and from quoted evidence. Quote the status word "
        "and the finding together; a claim alone is not our statement.",
        subject=_line(site.subject),
    )
    lines = [
        f"# {_line(site.name)}",
        "",
        f"<!-- {MARK} -->",
        "",
        f"> {summary}",
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
    claim, status, language = checked.claim, checked.status, corpus.language
    _ = language.gettext
    parts = [
        f"# {status.word}: {_line(claim.claim)}",
        f"<!-- {MARK} -->",
        _line(claim.finding),
        f"{_('Checked %(day)s.', day=language.day(claim.checked.day))} {_line(evidence_sentences(checked, corpus))}",
        _(
            "“%(status)s” means: %(meaning)s It does not mean: %(not)s",
            **{"status": status.word, "meaning": status.definition, "not": status.does_not_mean},
        ),
        f"## {_('Why')}",
        claim.reasoning.strip(),
        f"## {_('Evidence')}",
        *(_excerpt(checked, excerpt, corpus) for excerpt in checked.excerpts),
        f"## {_('History')}",
        "\n".join(
            f"- {language.day(change.day)} {language.word(change.kind)}{language.colon} {change.change} {change.why}"
            for change in reversed(claim.history)
        ),
        f"## {_('Cite')}",
        sentence(checked, corpus, address),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _excerpt(checked: CheckedClaim, excerpt: Excerpt, corpus: Corpus) -> str:
    source, evidence = excerpt.source, excerpt.evidence
    language = corpus.language
    origins = language.semicolon.join(
        f"{origin.title} ({origin.speaker})" for origin in origins_in_words([excerpt], corpus)
    )
    facts = (named(source, corpus), stance_in_words(language, checked, excerpt), grade(language, excerpt))
    note = language.gettext("Editors' note: %(note)s", note=_line(evidence.note)) if evidence.note else ""
    lines = [
        f"- {language.semicolon.join(facts)}",
        *(f"  > {line}" for line in excerpt.quotation.splitlines()),
        *([f"  {language.gettext('Information from: %(origins)s', origins=_line(origins))}"] if origins else []),
        *([f"  {note}"] if note else []),
        *([f"  {source.address}"] if source.address else []),
    ]
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(text.split())
