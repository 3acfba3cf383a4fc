"""The words that `init` writes into the data of a new site, in the language of the site.

In: YAML of the starter, or the statuses of our own policy.yaml, and a language. Out: the same YAML with the words of
its statuses and its example translated. All else stays, such as ids and comments; so does FILL IN, which `check` needs.
"""

import json
import re
from collections.abc import Iterator

import yaml

from verbatim.desk.entry import scalar
from verbatim.translation.language import Language

# The files that have such words, by their path in a new repository.
FILES = ("policy.yaml", "claims.yaml", "seeds/articles.yaml")

# The keys of a status whose values are words for readers, and those of everything else.
_OF_A_STATUS = {"word", "definition", "does_not_mean", "says"}
_OTHERS = {"name", "claim", "finding", "reasoning", "for", "where", "found", "change", "why", "reason", "rights"}
# A token that an answer to `init` replaces.
_TOKEN = re.compile("[A-Z]+-[A-Z]+")


def words_in(text: str) -> Iterator[tuple[str, str]]:
    """The words of a YAML text that are translated, each with its context in the catalogues."""
    for node, context, _ in _values(text):
        yield context, node.value


def in_language(text: str, language: Language) -> str:
    """A YAML text with these words in a language."""
    for node, context, in_flow in reversed([*_values(text)]):
        translated = language.pgettext(context, node.value.replace("%", "%%"))
        if translated != node.value:
            written = json.dumps(translated, ensure_ascii=False) if in_flow else scalar(translated)
            text = text[: node.start_mark.index] + written + text[node.end_mark.index :]
    return text


def _values(text: str) -> Iterator[tuple[yaml.ScalarNode, str, bool]]:
    """The values, in the order of the text: the node, its context, and whether it is within brackets or braces."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root:
        yield from _below(root, in_flow=False)


def _below(node: yaml.Node, *, in_flow: bool) -> Iterator[tuple[yaml.ScalarNode, str, bool]]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _below(child, in_flow=in_flow or bool(node.flow_style))
    elif isinstance(node, yaml.MappingNode):
        within = in_flow or bool(node.flow_style)
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode) and key.value in _OF_A_STATUS | _OTHERS:
                if not _TOKEN.fullmatch(value.value):
                    yield value, "scale" if key.value in _OF_A_STATUS else "starter", within
            else:
                yield from _below(value, in_flow=within)
