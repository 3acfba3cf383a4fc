"""Names of files that every system can check out.

In: the name of a file or folder, without its path. Out: what Windows or macOS would refuse in it, or a name that they
accept. Source of the rules: Microsoft, “Naming Files, Paths, and Namespaces”.
"""

import re
import unicodedata

# Names that Windows takes for devices, in any case and with any ending.
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"]
)
# With the bytes that are no UTF-8, which Python reads as surrogates.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]')
# In UTF-8 bytes: systems allow 255, and while a file is written its name is longer.
_LONGEST = 240


def fault_of_file_name(name: str) -> str | None:
    """Why a file of this name cannot be checked out everywhere, in words that continue “NAME …”; None if it can."""
    forbidden = _FORBIDDEN.search(name)
    if forbidden and forbidden[0] >= "\ud800":
        return "has bytes that are not UTF-8"
    if forbidden:
        return f"has the character {forbidden[0]!r}, which Windows refuses in names of files"
    if name != name.rstrip(". "):
        return "ends with a full stop or a space, which Windows leaves out"
    if _is_reserved(name):
        return "is a name that Windows reserves for a device"
    if len(name.encode()) > _LONGEST:
        return f"is longer than {_LONGEST} bytes in UTF-8"
    return None


def safe_file_name(name: str) -> str:
    """A name that has no fault and is as similar as possible; the name itself if it has none."""
    if not fault_of_file_name(name):
        return name
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    suffix = _FORBIDDEN.sub("", suffix).rstrip()
    stem = " ".join(_FORBIDDEN.sub(" ", stem).split())
    stem = re.sub(r" (?=[.,;!)])", "", stem).strip(". ")
    room = _LONGEST - len(f".{suffix}".encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") or "article"
    if _is_reserved(stem):
        stem = re.sub(r"^[^.]*", lambda device: f"{device[0].rstrip()}-article", stem)
    return f"{stem}.{suffix}" if suffix else stem


def same_file(name: str) -> str:
    """A key that two names share if Windows or macOS take them for one: they differ only in case or composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_reserved(name: str) -> bool:
    return name.partition(".")[0].rstrip().casefold() in RESERVED
