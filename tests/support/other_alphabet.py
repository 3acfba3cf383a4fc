"""The invented newsroom in letters that no language uses: every other letter on its site is a word of our own.

The letters of its texts become those of Deseret, which has capitals too, so that quotations still are where they were.
Ids, addresses and words with a fixed meaning stay.
"""

import hashlib
import re
from pathlib import Path

import yaml

from tests.support.microsite import copy_newsroom

_LETTERS = {ord("A") + number: 0x10400 + number for number in range(26)} | {
    ord("a") + number: 0x10428 + number for number in range(26)
}
_LINK = re.compile(r"(\]\([^)]*\))")

# The keys whose values are words of the editors or of a source.
_WORDS = """
after also answer author before carrier change claim covers definition does_not_mean finding for found funding licence
matters name note outweighed passages promise questions quote reason reasoning rights role says selection short subject
text title uncheckable unknown where whom why word
"""


def in_other_letters(text: str) -> str:
    """A text in Deseret letters; the addresses of its links stay."""
    return "".join(part if part.startswith("](") else part.translate(_LETTERS) for part in _LINK.split(text))


def newsroom_in_other_letters(target: Path, lang: str) -> Path:
    """Copy the invented newsroom in other letters, with its pages in a language."""
    copy_newsroom(target)
    hashes = {}
    for file in (target / "seeds/articles").iterdir():
        file.write_text(file.read_text(encoding="utf-8").translate(_LETTERS), encoding="utf-8")
        hashes[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    for file in [*target.glob("*.yaml"), *(target / "seeds").glob("*.yaml")]:
        if file.name == "mkdocs.yml":
            continue
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        assert node
        _translate(node, hashes, is_words=False)
        file.write_text(yaml.serialize(node, allow_unicode=True, width=10**6), encoding="utf-8")
    policy = target / "policy.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("\nsite:\n", f"\nsite:\n  lang: {lang}\n", 1), encoding="utf-8"
    )
    return target


def _translate(node: yaml.Node, hashes: dict[str, str], *, is_words: bool) -> None:
    """Change the words below a node, and the hash of each file that has changed."""
    if isinstance(node, yaml.ScalarNode) and is_words:
        node.value = in_other_letters(node.value)
        node.tag = "tag:yaml.org,2002:str"
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _translate(child, hashes, is_words=is_words)
    elif isinstance(node, yaml.MappingNode):
        keys = {key.value: value for key, value in node.value}
        if "file" in keys and "sha256" in keys:
            keys["sha256"].value = hashes[keys["file"].value]
        is_translation = keys.keys() == {"text", "by"}
        is_site = "contact" in keys
        for key, value in keys.items():
            words = key in _WORDS.split() or key == "inferred" or is_words or (is_translation and key == "by")
            _translate(value, hashes, is_words=words or (is_site and key == "publisher"))
