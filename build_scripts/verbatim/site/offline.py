"""The built site as a ZIP for reading offline: `data/offline.zip`.

In: a built site, the corpus that it was made from, and the address where it will be published. Out: the ZIP, with
everything that links from the home page lead to, data files too, in one folder with the site's name. A browser that
reads from a disk shows no index page for a folder, and loads neither modules nor data. So links name the `index.html`
of a folder, modules are copied into their pages, and the Find page has its index as a script, with the passages
that Pagefind would find. Links to what is not in the ZIP lead to the published site, or are removed.

Pages are edited tag by tag, since an HTML parser would change more of the text than the tags. A file is taken from the
last ZIP if it was made from the same: a page from its bytes and all that pages depend on besides, any other file from
its bytes alone.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, urljoin

from verbatim.checks.corpus import Corpus
from verbatim.data.search import facets
from verbatim.model.graph import closure
from verbatim.model.policy import Extra
from verbatim.output import write_files
from verbatim.project import Project
from verbatim.rendering.content_policy import offline_policy, source_hash, themed_policy
from verbatim.rendering.templating import render
from verbatim.site.last_build import hash_of_programs
from verbatim.site.packing import Packed, Packer, note_copy, noted_copy
from verbatim.site.search_pages import search_entries
from verbatim.site.sitecheck.addresses import Inside, SiteFiles
from verbatim.site.sitecheck.reading.archive import FIND_INDEX, PATH
from verbatim.site.sitecheck.reading.site import files_in
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


def add_offline_copy(
    project: Project, corpus: Corpus, site: Path, address: SiteAddress, hashes: Mapping[str, str] | None = None
) -> None:
    """Add to a built site the ZIP of itself for reading offline, unless the policy leaves it out.

    `hashes` are the SHA-256 of files of the site, by their paths; the others are read.
    """
    if Extra.OFFLINE_COPY in corpus.policy.leave_out:
        return
    copy = offline_copy(site, corpus, address, noted_copy(project, site / PATH, project.site / PATH), hashes)
    write_files({site / PATH: copy.bytes})
    note_copy(project, copy)


def offline_copy(
    site: Path,
    corpus: Corpus,
    address: SiteAddress,
    last: Packed | None = None,
    hashes: Mapping[str, str] | None = None,
) -> Packed:
    """The ZIP of a built site, the same bytes for the same site; `address` is where it will be published.

    `last`, the ZIP of an earlier build, and `hashes`, as for `add_offline_copy`, only save time.
    """
    packer = Packer(last)
    packer.add(FIND_INDEX, _index(site, corpus))
    closure([_HOME], _Copier(site, corpus, address, packer, hashes or {}).copy)
    folder = re.sub(r"[^\w-]+", "-", corpus.policy.site.name).strip("-") or "site"
    return packer.zip(folder, corpus.last_change)


@dataclass(frozen=True)
class _Tag:
    """A start tag as it is in the copy, and the file of the copy that it leads to, if any.

    `is_local` says that in another folder, even one next to it, it may be another; `is_lasting`, that with other files
    it is the same as long as there is the one that it leads to.
    """

    html: str
    leads_to: str = ""
    is_local: bool = False
    is_lasting: bool = True


@dataclass
class _Links:
    """What the addresses of a page lead to: the files, the hashes of the modules that are copied into the page.

    They are `lasting` if they lead there as long as these files are there, whatever others there are.
    """

    files: set[str] = field(default_factory=set)
    modules: list[str] = field(default_factory=list)
    lasting: bool = True


class _Copier:
    """Makes the files of the ZIP from those of the site, and packs them."""

    def __init__(
        self, site: Path, corpus: Corpus, address: SiteAddress, packer: Packer, hashes: Mapping[str, str]
    ) -> None:
        self.site = site
        self.site_files = SiteFiles(frozenset((PATH, *(path for path, file in files_in(site) if file.is_file()))))
        self.address = address
        self.packer = packer
        self.hashes = hashes
        # Most tags of a page are on many pages: by the folder above that of the page, and the tag on the page.
        self._known = dict[tuple[str, str], _Tag]()
        self.language = corpus.language
        self.site_facts = {"site": corpus.policy.site, "as_of": corpus.last_change}
        self.shared = self._shared()

    def _shared(self) -> str:
        """A hash of all that pages of the copy depend on besides their own bytes and which files there are."""
        modules = {path: self._hash(path) for path in sorted(self.site_files.files) if path.endswith(".js")}
        facts = [hash_of_programs(), self.address.text, self.language.tag, repr(self.site_facts), modules]
        return _sha256(json.dumps(facts).encode())

    def copy(self, path: str) -> Collection[str]:
        """Copy one file; returns the files that it loads or leads to."""
        is_page = path.endswith(".html")
        made_from = _sha256(f"{self.shared} {self._hash(path)}".encode()) if is_page else self._hash(path)
        taken = self.packer.take(path, made_from)
        if taken is not None and self.site_files.files.issuperset(taken):
            return taken
        content, links = (self.site / path).read_bytes(), _Links()
        if is_page:
            html = _TAG.sub(lambda tag: self._tag(tag, path, links), content.decode())
            html = html.replace(themed_policy(), offline_policy(tuple(links.modules)), 1)
            content = _CONTENT.sub(lambda found: found[0] + self._note(path), html, count=1).encode()
        self.packer.add(path, content, made_from if links.lasting else "", links.files)
        return links.files

    def _hash(self, path: str) -> str:
        return self.hashes.get(path) or _sha256((self.site / path).read_bytes())

    def _note(self, path: str) -> str:
        """The note on a page of the copy; on the Find page also the index, which the module after it reads."""
        return render(
            "offline.html.j2", self.language, **self.site_facts, now_at=self._online(path), is_find=path == _FIND
        )

    def _online(self, path: str) -> str:
        """The address of a page on the published site, or an empty text if that is not known."""
        return self.address.text and self.address.to(path.removesuffix("index.html"), path)

    def _tag(self, tag: re.Match[str], path: str, links: _Links) -> str:
        """A start tag of a page as it is in the copy; what it leads to is added to `links`."""
        folder = path.rpartition("/")[0]
        key = folder.rpartition("/")[0] if folder else "..", tag[0]
        if not (copied := self._known.get(key)):
            copied = self._copied_tag(tag, path, links)
            if not copied.is_local:
                self._known[key] = copied
        if copied.leads_to:
            links.files.add(copied.leads_to)
        links.lasting &= copied.is_lasting
        return copied.html

    def _copied_tag(self, tag: re.Match[str], path: str, links: _Links) -> _Tag:
        html, name = tag[0], tag["name"].lower()
        held = next((each for each in _attributes(tag) if each["key"].lower() in _HOLD_ADDRESSES), None)
        if held is None or _NOT_RELATIVE.match(_value(held)):
            return _Tag(html)
        address = _value(held)
        target, is_local = self.site_files.follow(address, path), not address.startswith("../")
        is_left_out = name == "link" and not _has(tag, "rel", _LOADED)
        if not isinstance(target, Inside) or target.path == PATH or is_left_out:
            online = self._online(path)
            now = online and urljoin(online, address)
            html = _with_address(html, held, now) if now or name != "link" else ""
            return _Tag(html, is_local=is_local, is_lasting=isinstance(target, Inside))
        if name == "script" and _has(tag, "type", {"module"}):
            module = (self.site / target.path).read_text(encoding="utf-8")
            links.modules.append(source_hash(module))
            # Only the scripts with this ending are among what all pages depend on.
            return _Tag(f'<script type="module">{module}', is_local=True, is_lasting=target.path.endswith(".js"))
        to_file = "../" * path.count("/") + quote(target.path) + re.sub("^[^?#]*", "", address)
        return _Tag(_with_address(html, held, to_file), target.path, is_local)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
