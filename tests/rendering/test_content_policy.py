"""The policies: as strict as the theme allows, with the hashes of its own inline scripts and of no other."""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

import material
import pytest
from verbatim.rendering.content_policy import (
    REFERRER,
    THEME_SCRIPTS,
    document_policy,
    offline_policy,
    preview_policy,
    source_hash,
    themed_policy,
)

PARTIALS = Path(material.__file__).parent / "templates/partials"
POLICIES = {
    "themed": themed_policy(),
    "offline": offline_policy(("'sha256-x'",)),
    "document": document_policy("'sha256-y'"),
}


def directives(policy: str) -> dict[str, set[str]]:
    """The sources of each directive; each directive occurs once."""
    parts = [part.split() for part in policy.split(";")]
    assert len({name for name, *_ in parts}) == len(parts)
    return {name: set(sources) for name, *sources in parts}


def test_the_hashes_are_those_of_the_theme() -> None:
    """Computed from the theme's templates with the setting of mkdocs.yml; of the last file, what needs no feature."""
    base, palette, content = (
        re.findall(
            "<script>(.*?)</script>", (PARTIALS / f"javascripts/{name}.html").read_text(encoding="utf-8"), re.DOTALL
        )
        for name in ("base", "palette", "content")
    )
    scripts = [base[0].replace("{{ config.extra.scope | d(base_url) }}", "/"), palette[0], content[-1]]
    hashes = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert [f"'sha256-{each}'" for each in hashes] == list(THEME_SCRIPTS)


def test_every_built_page_has_only_those_scripts(built_site: Path) -> None:
    """And none of ours: those are files."""
    texts = set()
    for page in built_site.rglob("*.html"):
        texts |= set(re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL))
    assert {source_hash(text) for text in texts} == set(THEME_SCRIPTS)


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_is_strict(name: str) -> None:
    """Nothing by default, no other host, no inline style or script but by its hash, no code from text."""
    found = directives(POLICIES[name])
    assert found["default-src"] == found["base-uri"] == found["object-src"] == {"'none'"}
    assert found["form-action"] <= {"'self'", "'none'"}
    own = {"'self'", "'none'", "data:", "file:"}
    for directive, sources in found.items():
        assert {source for source in sources if not source.startswith("'sha256-")} <= own, directive
        assert "data:" not in sources or directive == "img-src"
        assert "file:" not in sources or name == "offline"
    assert REFERRER == "no-referrer"


def test_a_page_without_scripts_may_run_none() -> None:
    """Nor send anything anywhere."""
    assert directives(POLICIES["document"]).keys() == {
        *("default-src", "style-src", "img-src", "object-src", "base-uri", "form-action"),
    }


@pytest.mark.parametrize("name", POLICIES)
def test_the_preview_allows_two_things_more(name: str) -> None:
    """The script that reloads the page, and the style of an error message."""
    found = directives(preview_policy(POLICIES[name], "'sha256-z'"))
    assert found["script-src-elem"] == {"'self'", *THEME_SCRIPTS, "'sha256-z'"}
    assert found["style-src-attr"] == {"'unsafe-inline'"}
    assert found["connect-src"] == {"'self'"}
    assert {key: found[key] for key in directives(POLICIES[name])} == directives(POLICIES[name])
