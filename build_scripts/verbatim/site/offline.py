"""The built site as a ZIP for reading offline: `data/offline.zip`.

In: a built site, the corpus that it was made from, and the address where it will be published. Out: the ZIP, with
everything that links from the home page lead to, data files too, in one folder with the site's name. A browser that
reads from a disk shows no index page for a folder, and loads neither modules nor data. So links name the `index.html`
of a folder, modules are copied into their pages, and the Find page has its index as a script, with the passages
that Pagefind would find. Links to what is not in the ZIP lead to the published site, or are removed.

Pages are edited tag by tag, since an HTML parser would change more of the text than the tags.
"""

import json
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, urljoin

from verbatim.checks.corpus import Corpus
from verbatim.data.search import facets
from verbatim.model.graph import closure
from verbatim.output import Output
from verbatim.rendering.content_policy import offline_policy, source_hash, themed_policy
from verbatim.rendering.templating import render
from verbatim.site.packing import Packer
from verbatim.site.search_pages import search_entries
from verbatim.site.sitecheck.addresses import Inside, SiteFiles
from verbatim.site.sitecheck.reading.archive import FIND_INDEX, PATH
from verbatim.site_address import SiteAddress

_HOME, _FIND = "index.html", "find/index.html"

# A start tag that may hold an address, and its attributes (HTML standard, 13.1.2.1 and 13.1.2.3). The characters that
# they may contain make sure that a quotation on a page is never taken for a tag.
_TAG = re.compile(
    r"""<(?P<name>a|area|link|script|img|iframe|source|video|audio|track|embed|form)"""
    r"""(?:\s+[^\s"'<>/=]++(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]++))?+)*+\s*/?>""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<key>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>=`]+)))?"""
)
_HOLD_ADDRESSES = ("href", "src", "action")
_NOT_RELATIVE = re.compile("#|//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LOADED = {"stylesheet", "icon"}
_CONTENT = re.compile('<div class="v-page"[^<>]*>')


def offline_copy(site: Path, corpus: Corpus, address: SiteAddress, last: bytes = b"") -> Output:
    """The ZIP of a built site, the same bytes for the same site; `address` is where it will be published.

    `last` is the ZIP of the last build, if that is known; it only saves time.
    """
    files = frozenset(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    packer = Packer(last)
    packer.add(FIND_INDEX, _index(site, corpus))
    closure([_HOME], _Copier(site, SiteFiles(files - {PATH}), corpus, address, packer).copy)
    folder = re.sub(r"[^\w-]+", "-", corpus.policy.site.name).strip("-") or "site"
    return Output(PATH, packer.zip(folder, corpus.last_change))


@dataclass(frozen=True)
class _Tag:
    """A start tag as it is in the copy, and the file of the copy that it leads to, if any.

    `is_local` says that in another folder, even one next to it, it may be another.
    """

    html: str
    leads_to: str = ""
    is_local: bool = False


class _Copier:
    """Makes the files of the ZIP from those of the site, and packs them."""

    def __init__(self, site: Path, site_files: SiteFiles, corpus: Corpus, address: SiteAddress, packer: Packer) -> None:
        self.site = site
        self.site_files = site_files
        self.address = address
        self.packer = packer
        # Most tags of a page are on many pages: by the folder above that of the page, and the tag on the page.
        self._known = dict[tuple[str, str], _Tag]()
        self.language = corpus.language
        self.site_facts = {"site": corpus.policy.site, "as_of": corpus.last_change}

    def copy(self, path: str) -> set[str]:
        """Copy one file; returns the files that it loads or leads to."""
        content, leads_to = (self.site / path).read_bytes(), set[str]()
        if path.endswith(".html"):
            modules = list[str]()
            html = _TAG.sub(lambda tag: self._tag(tag, path, leads_to, modules), content.decode())
            html = html.replace(themed_policy(), offline_policy(tuple(modules)), 1)
            content = _CONTENT.sub(lambda found: found[0] + self._note(path), html, count=1).encode()
        self.packer.add(path, content)
        return leads_to

    def _note(self, path: str) -> str:
        """The note on a page of the copy; on the Find page also the index, which the module after it reads."""
        return render(
            "offline.html.j2", self.language, **self.site_facts, now_at=self._online(path), is_find=path == _FIND
        )

    def _online(self, path: str) -> str:
        """The address of a page on the published site, or an empty text if that is not known."""
        return self.address.text and self.address.to(path.removesuffix("index.html"), path)

    def _tag(self, tag: re.Match[str], path: str, leads_to: set[str], modules: list[str]) -> str:
        """A start tag of a page as it is in the copy.

        The file that it names is added to `leads_to`; the hash of a module copied into the page to `modules`.
        """
        folder = path.rpartition("/")[0]
        key = folder.rpartition("/")[0] if folder else "..", tag[0]
        if not (copied := self._known.get(key)):
            copied = self._copied_tag(tag, path, modules)
            if not copied.is_local:
                self._known[key] = copied
        if copied.leads_to:
            leads_to.add(copied.leads_to)
        return copied.html

    def _copied_tag(self, tag: re.Match[str], path: str, modules: list[str]) -> _Tag:
        html, name = tag[0], tag["name"].lower()
        held = next((each for each in _attributes(tag) if each["key"].lower() in _HOLD_ADDRESSES), None)
        if held is None or _NOT_RELATIVE.match(_value(held)):
            return _Tag(html)
        address = _value(held)
        target, is_local = self.site_files.follow(address, path), not address.startswith("../")
        if not isinstance(target, Inside) or (name == "link" and not _has(tag, "rel", _LOADED)):
            online = self._online(path)
            now = online and urljoin(online, address)
            return _Tag(_with_address(html, held, now) if now or name != "link" else "", is_local=is_local)
        if name == "script" and _has(tag, "type", {"module"}):
            module = (self.site / target.path).read_text(encoding="utf-8")
            modules.append(source_hash(module))
            return _Tag(f'<script type="module">{module}', is_local=True)
        to_file = "../" * path.count("/") + quote(target.path) + re.sub("^[^?#]*", "", address)
        return _Tag(_with_address(html, held, to_file), target.path, is_local)


def _with_address(html: str, held: re.Match[str], address: str) -> str:
    """A start tag with another address in the attribute that holds it, or without this attribute."""
    attribute = f'{held["key"]}="{escape(address)}"' if address else ""
    return f"{html[: held.start()]}{attribute}{html[held.end() :]}"


def _attributes(tag: re.Match[str]) -> Iterator[re.Match[str]]:
    return _ATTRIBUTE.finditer(tag[0], len("<") + len(tag["name"]))


def _value(attribute: re.Match[str]) -> str:
    return unescape(attribute["double"] or attribute["single"] or attribute["bare"] or "")


def _has(tag: re.Match[str], key: str, words: AbstractSet[str]) -> bool:
    """Whether an attribute of a tag contains one of these words."""
    return any(
        each["key"].lower() == key and not words.isdisjoint(_value(each).lower().split()) for each in _attributes(tag)
    )


def _index(site: Path, corpus: Corpus) -> bytes:
    """The index of the Find page as a script, with the passages of all claims and what searches them."""
    index = json.loads((site / facets.PATH).read_text(encoding="utf-8"))
    pages = [
        {"url": f"/claims/{name}/index.html", "content": entry["content"], "meta": {"passages": entry["passages"]}}
        for name, entry in search_entries(corpus).items()
    ]
    data = json.dumps({**index, "pages": pages}, ensure_ascii=False, separators=(",", ":"))
    return f"window.verbatimIndex={data};\n{render('offline_search.js', corpus.language)}\n".encode()
