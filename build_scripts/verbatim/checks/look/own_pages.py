"""The pages that the newsroom writes itself: whether each is there, and is published where its links lead.

In: a project and its policy. Out: a problem for each page that is not. Their links are checked on the built site.
"""

import re
from collections import Counter
from collections.abc import Iterator

from verbatim.model.loaded import Placed
from verbatim.model.policy import Policy
from verbatim.model.values.file_names import fault_of_file_name
from verbatim.output import MARK, generated_files
from verbatim.problems import Problem, suggestion
from verbatim.project import Project

_FORM = re.compile(r"docs/(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+index\.md")


def unusable_pages(project: Project, placed: Placed[Policy]) -> Iterator[Problem]:
    """The own pages that are not there, or would not be where their links lead."""
    pages = placed.value.site.pages
    times = Counter(page.file for page in pages)
    for number, page in enumerate(pages):
        fault = _fault(project, page.file)
        if times[page.file] > 1:
            fault = "is named twice", "name each page once; more links to it can be in other pages"
        if fault:
            place = placed.place("site", "pages", number, "file")
            yield Problem("unusable-page", place, f"“{page.file}” {fault[0]}", fault[1])


def _fault(project: Project, name: str) -> tuple[str, str] | None:
    """Why a page cannot be used, in words that continue “FILE …”, and how to mend that."""
    docs, file = project.docs, project.root / name
    if not _FORM.fullmatch(name) or any(map(fault_of_file_name, name.split("/"))):
        mend = "write `docs/NAME/index.md`, with lower-case letters, digits and hyphens; its address is then `NAME/`"
        return "is not the file of a page", mend
    if name.startswith("docs/dev/"):
        return "is in docs/dev/, which is not published", "move it to another folder of docs/"
    if not file.is_file():
        present = [project.name_of(other) for other in sorted(docs.rglob("index.md"))] if docs.is_dir() else []
        return "does not exist", suggestion(name, (other for other in present if _FORM.fullmatch(other)))
    if project.leads_out(file):
        return "is a link that leads out of the project", "put the file itself in its place"
    if file in generated_files(project) or MARK in file.read_text(encoding="utf-8", errors="replace")[:1000]:
        return "is a page that Verbatim makes", "choose another folder for your own page"
    return None
