"""The logo and the favicon: whether the files are there, and whether every browser can show them without harm.

In: a project and its policy. Out: the pictures that were read, by their key in the policy, and problems. A picture is
published as it is, so an SVG must not be able to run or load anything, wherever a browser opens it.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from verbatim.model.loaded import Placed
from verbatim.model.policy import Policy
from verbatim.model.values.file_names import fault_of_file_name
from verbatim.problems import Problem, suggestion
from verbatim.project import Project

# Bytes. Every page loads the logo.
LARGEST = 100_000
# Pixels of a side of a PNG.
_SMALLEST, _LONGEST = 32, 2000
# The bar is 24 pixels high for a logo, and needs room for the name of the site.
_WIDEST = 8

_PNG_BEGINS, _PNG_ENDS = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"IEND\xaeB`\x82"
_SVG = "{http://www.w3.org/2000/svg}"
# What only draws: no text, since its font is missing where the picture is shown; nothing that runs, loads or moves, and
# nothing that repeats other parts, since a small file could then take hours to draw.
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_PAINT = ("linearGradient", "radialGradient", "stop", "clipPath", "mask", "style")
_DRAWING = frozenset(("svg", "g", "defs", "title", "desc", *_SHAPES, *_PAINT))
_ELSEWHERE = re.compile(r"url\(\s*(?![\"']?#)|@import|\\|://|^\s*//|data:|javascript:", re.IGNORECASE)
# A document type, a style sheet in another file, or another encoding than UTF-8, in which these would not be seen.
_DECLARATION = re.compile(r"<!(?!--|\[CDATA\[)|<\?(?!xml\s)|encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
# Numbers of a `viewBox`: x, y, width and height.
_IN_VIEW_BOX = 4

_SAVE_PLAIN = "save it as plain or optimized SVG, which has shapes only"


@dataclass(frozen=True)
class Picture:
    """A picture of the policy: its path in docs/, its bytes, and its width divided by its height."""

    path: str
    content: bytes
    ratio: float

    @property
    def data_address(self) -> str:
        """The picture as an address for another drawing."""
        kind = "image/svg+xml" if self.path.endswith(".svg") else "image/png"
        return f"data:{kind};base64,{b64encode(self.content).decode()}"


class _FaultError(Exception):
    """What keeps a picture from being used, in words that continue “FILE …”, and how to mend that."""

    def __init__(self, fault: str, mend: str) -> None:
        super().__init__(fault)
        self.mend = mend


def pictures(project: Project, placed: Placed[Policy]) -> tuple[dict[str, Picture], list[Problem]]:
    """The logo and the favicon, if the policy names them and they can be used."""
    found, problems = dict[str, Picture](), list[Problem]()
    for key, name in (("logo", placed.value.site.logo), ("favicon", placed.value.site.favicon)):
        if name is None:
            continue
        try:
            found[key] = _picture(project, name, square=key == "favicon")
        except _FaultError as fault:
            place = placed.place("site", key)
            problems.append(Problem("unusable-picture", place, f"“{name}” {fault}", fault.mend))
    return found, problems


def _picture(project: Project, name: str, *, square: bool) -> Picture:
    """A picture by its path in the project. Raises _FaultError."""
    path = PurePosixPath(name)
    if path.suffix not in (".svg", ".png"):
        raise _FaultError("is neither .svg nor .png", "save it as SVG or PNG; the ending is written in small letters")
    docs = project.docs.name
    if path.parts[0] != docs or ".." in path.parts or "\\" in name:
        raise _FaultError(
            f"is not in {docs}/", f"put the file into {docs}/images/, and write `{docs}/images/{path.name}`"
        )
    fault = next(filter(None, map(fault_of_file_name, path.parts)), None)
    if fault or re.search(r"[^\w./-]", name, re.ASCII):
        mend = "rename it: letters of the alphabet, digits, `-` and `_`, such as `docs/images/logo.svg`"
        raise _FaultError(fault or "has a character that some hosts refuse in addresses", mend)
    content = _read(project, project.root / path)
    ratio = _ratio_of_svg(content) if path.suffix == ".svg" else _ratio_of_png(content)
    if ratio > _WIDEST:
        raise _FaultError(f"is {ratio:.1f} times as wide as high; at most {_WIDEST} are allowed", "cut it")
    if square and ratio != 1:
        raise _FaultError(f"is not square: its width is {ratio:.2f} times its height", "cut it to a square")
    return Picture(path.relative_to(docs).as_posix(), content, ratio)


def _read(project: Project, file: Path) -> bytes:
    if not file.is_file():
        folder = file.parent
        present = [project.name_of(other) for other in sorted(folder.iterdir())] if folder.is_dir() else []
        pictured = [other for other in present if other.endswith((".svg", ".png"))]
        raise _FaultError("does not exist", suggestion(project.name_of(file), pictured))
    if project.leads_out(file):
        raise _FaultError("is a link that leads out of the project", "put the file itself in its place")
    if file.stat().st_size > LARGEST:
        size = f"has {file.stat().st_size:,} bytes, and every page loads it; at most {LARGEST:,} are allowed"
        raise _FaultError(size, "make it smaller, or draw it as SVG")
    return file.read_bytes()


def _ratio_of_png(content: bytes) -> float:
    """Width by height of a PNG (PNG 1.2, section 4.1.1). Raises _FaultError."""
    if not content.startswith(_PNG_BEGINS) or not content.endswith(_PNG_ENDS):
        raise _FaultError("is no whole PNG picture", "save it again as PNG")
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if not all(_SMALLEST <= side <= _LONGEST for side in (width, height)):
        size = f"has {width} × {height} pixels; each side needs {_SMALLEST} to {_LONGEST}"
        raise _FaultError(size, "save it in another size, or draw it as SVG")
    return width / height


def _ratio_of_svg(content: bytes) -> float:
    """Width by height of an SVG that only draws. Raises _FaultError."""
    try:
        text = content.decode("utf-8-sig")
        if _DECLARATION.search(text):
            raise _FaultError("has a declaration that can load other files", _SAVE_PLAIN)
        root = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise _FaultError(f"is no SVG: {error}", "save it again as SVG") from error
    if root.tag != f"{_SVG}svg":
        raise _FaultError("is no SVG: its first element is not that of an SVG", "save it again as SVG")
    for element in root.iter():
        _only_draws(element)
    box = [*map(float, re.findall(r"-?\d*\.?\d+", root.get("viewBox", "")))]
    if len(box) != _IN_VIEW_BOX or min(box[2:]) <= 0:
        raise _FaultError(
            "has no `viewBox`, so nobody knows its size", 'add one to <svg>, such as `viewBox="0 0 32 32"`'
        )
    return box[2] / box[3]


def _only_draws(element: ET.Element) -> None:
    """Raise _FaultError if an element of an SVG does more than draw."""
    name = element.tag.removeprefix(_SVG)
    if name in ("text", "tspan", "textPath"):
        raise _FaultError(f"has <{name}>, and the font is missing where it is shown", "convert its text to paths")
    if name not in _DRAWING:
        raise _FaultError(f"has <{name.rpartition('}')[2]}>, which does more than draw one shape", _SAVE_PLAIN)
    for key, value in element.attrib.items():
        short = key.rpartition("}")[2]
        if short.lower().startswith("on"):
            raise _FaultError(f"has `{short}`, which runs a script", _SAVE_PLAIN)
        if short == "base" or (short == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
            raise _FaultError(f"has an address that leads out of the drawing: {short}=“{value[:60]}”", _SAVE_PLAIN)
    if name == "style" and _ELSEWHERE.search("".join(element.itertext())):
        raise _FaultError("has a style that loads another file", _SAVE_PLAIN)
