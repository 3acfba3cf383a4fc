"""Where an address leads, as a browser follows it on GitHub Pages.

In: the files of a site, where it will be published, and an address with the file that contains it. Out: a file of the
site, an address outside it, or the fault that keeps it from leading anywhere. Nothing is requested from the network.
"""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from verbatim.model.values.addresses import is_local
from verbatim.problems import did_you_mean
from verbatim.site.sitecheck.findings import Fault

_HOME = "index.html"
_WHOLE = ("https://", "http://")
# What is a path and nothing else wherever it is written: it cannot begin with a scheme or a host.
_PATH = re.compile(r"(?:[\w.%~-][^:]*)?")


@dataclass(frozen=True, slots=True)
class Inside:
    """A file of the site; `fragment` is decoded, and empty if the whole file is meant."""

    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Outside:
    """An address that is not of this site; `host` is empty for a scheme without one, such as `mailto`."""

    scheme: str
    host: str


@dataclass(frozen=True)
class SiteFiles:
    """The files of a site by their paths from its root, and its published address, or an empty text."""

    files: frozenset[str]
    address: str = ""

    @cached_property
    def own(self) -> SplitResult:
        """The parts of the site's own address."""
        return urlsplit(self.address)

    @cached_property
    def root(self) -> str:
        """The path of the site on its host; it begins and ends with `/`."""
        return self.own.path.rstrip("/") + "/"

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder with a file in it or below it; the root is an empty text."""
        return frozenset(folder for file in self.files for folder in _folders_of(file))

    @cached_property
    def by_casefolded_path(self) -> dict[str, str]:
        """Files by their paths without regard to case."""
        return {file.casefold(): file for file in self.files}

    def follow(self, address: str, base: str, *, anywhere: bool = False) -> Inside | Outside | Fault:
        """Where an address leads from the file `base`; `anywhere` if that is served for any path, as the 404 page."""
        address, to_root = address.strip(), "../" * base.count("/")
        # Most links of a page are on every page, and lead through the root.
        rest = address.removeprefix(to_root)
        if to_root and address.startswith(to_root) and _PATH.fullmatch(rest):
            if rest not in self._from_home:
                self._from_home[rest] = self._followed(rest or "./", _HOME)
            if isinstance(target := self._from_home[rest], Inside):
                return target
        if address.startswith(_WHOLE):
            if address not in self._from_home:
                self._from_home[address] = self._followed(address, _HOME)
            return self._from_home[address]
        return self._followed(address, base, anywhere=anywhere)

    @cached_property
    def _from_home(self) -> dict[str, Inside | Outside | Fault]:
        """Where addresses lead that were followed from the home page; a whole one leads there from every page."""
        return {}

    def _followed(self, address: str, base: str, *, anywhere: bool = False) -> Inside | Outside | Fault:
        parts = _split(address)
        if isinstance(parts, Fault):
            return parts
        if parts.scheme in ("http", "https") or parts.netloc:
            return self._on_a_host(address, parts)
        if parts.scheme:
            return _local_address(address) if parts.scheme == "file" else Outside(parts.scheme, "")
        if parts.path.startswith("/"):
            return self._from_the_root(address, parts, anywhere=anywhere)
        return self._file(address, posixpath.dirname(base), parts.path, parts.fragment, base)

    def _from_the_root(self, address: str, parts: SplitResult, *, anywhere: bool) -> Inside | Fault:
        if not anywhere:
            message = f"“{address}” begins at the root of the host, but the site may be published below the root"
            return Fault("rooted-link", message, "make it relative to the page", address)
        if not parts.path.startswith(self.root):
            return Fault(
                "leaves-site",
                f"“{address}” leads out of the site, which is published at {self.root}",
                f"begin it with {self.root}",
                address,
            )
        return self._file(address, "", parts.path.removeprefix(self.root) or ".", parts.fragment, "")

    def _on_a_host(self, address: str, parts: SplitResult) -> Inside | Outside | Fault:
        if (
            self.own.netloc
            and parts.netloc.lower() == self.own.netloc.lower()
            and f"{parts.path}/".startswith(self.root)
        ):
            if parts.scheme == "http" and self.own.scheme == "https":
                return Fault(
                    "insecure-link", f"“{address}” leads to this site without encryption", "write https://", address
                )
            if f"{parts.path}/" == self.root != "/":
                return _redirect(address, self.root)
            return self._file(address, "", parts.path.removeprefix(self.root) or ".", parts.fragment, "")
        host = parts.hostname or ""
        return _local_address(address) if is_local(host) else Outside(parts.scheme or self.own.scheme or "https", host)

    def _file(self, address: str, folder: str, path: str, fragment: str, base: str) -> Inside | Fault:
        """The file that a path leads to, relative to a folder of the site."""
        anchor = unquote(fragment.partition(":~:")[0])
        if not path:
            return Inside(base, anchor)
        joined = _joined(folder, path)
        if joined == ".." or joined.startswith("../"):
            hint = "remove one `../`, or write the whole address"
            return Fault("leaves-site", f"“{address}” leads out of the site", hint, address)
        index = posixpath.join(joined, "index.html")
        is_folder = path.rpartition("/")[2] in ("", ".", "..")
        if (index if is_folder else joined) in self.files:
            return Inside(index if is_folder else joined, anchor)
        if index in self.files:
            return _redirect(address, f"{joined}/")
        if joined in self.folders:
            return Fault(
                "folder-without-page",
                f"“{address}” leads to a folder that has no index.html",
                "link to a page in it",
                joined,
            )
        other_case = self.by_casefolded_path.get((index if is_folder else joined).casefold())
        reason = (
            f"the file is called “{other_case}”, and case counts"
            if other_case
            else f"the site has no “{joined}{'/' if is_folder else ''}”"
        )
        near = None if other_case else _nearest(joined, self.files)
        hint = (
            f"{f'did you mean “{near}”? Otherwise ' if near else ''}correct the address, or the template that writes it"
        )
        return Fault("dead-link", f"“{address}” leads nowhere: {reason}", hint, joined)


def _split(address: str) -> SplitResult | Fault:
    """The parts of an address, or the fault that it is not valid."""
    if not address:
        return Fault("empty-address", "an address is empty", "write an address, or remove the element", address)
    try:
        return urlsplit(address)
    except ValueError as error:
        return Fault("dead-link", f"“{address}” is not a valid address: {error}", "correct the address", address)


# Many addresses differ only in what follows the path.
@lru_cache(maxsize=100_000)
def _joined(folder: str, path: str) -> str:
    """The path from the site's root, by a folder and a path relative to it; the root is an empty text."""
    joined = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return "" if joined == "." else joined


def _folders_of(file: str) -> Iterable[str]:
    parts = file.split("/")[:-1]
    return ("/".join(parts[:depth]) for depth in range(len(parts) + 1))


# A dead link that 2,000 pages have in common would cost 19 s of CPU without the cache, and costs 0.02 s with it.
@lru_cache
def _nearest(path: str, files: frozenset[str]) -> str | None:
    """The page or file in the same folder with the most similar name; a page has the name of its folder."""
    folder, _, name = path.rpartition("/")
    others = (file.removesuffix("/index.html").rpartition("/") for file in files)
    near = did_you_mean(name, (other for parent, _, other in others if parent == folder))
    return posixpath.join(folder, near) if near else None


def _redirect(address: str, page: str) -> Fault:
    return Fault(
        "redirected-link",
        f"“{address}” costs every reader a redirect, since the page is “{page}”",
        "add the / at the end",
        page,
    )


def _local_address(address: str) -> Fault:
    message = f"“{address}” leads to the reader’s own machine or network"
    return Fault("local-address", message, "write the public address, or one relative to the page", address)
