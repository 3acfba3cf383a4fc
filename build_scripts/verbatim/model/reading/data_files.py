"""Which files hold the data: those that are missing, and those that nothing reads.

In: a project and its files. Out: what is wrong with their names and places; their content is not read here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from verbatim.problems import Place, Problem
from verbatim.project import Project

# The data files by their folder; a file that has such a name with another ending would not be read.
_DATA_FILES = {"": ("claims", "policy"), "seeds": ("voices", "origins", "articles", "records", "sightings")}
_DATA_ENDING = r"\.(?:ya?ml|json)\b"
# What a name begins with that is probably meant for data, as in `claims-2.yaml`, and the names of such folders.
_LIKE_DATA = re.compile(
    rf"(?:claim|polic|voice|people|person|origin|article|record|sighting).*{_DATA_ENDING}.*", re.IGNORECASE
)
_LIKE_FOLDERS = frozenset({"claim", "claims", "policy", "policies", "seed", "seeds"})


def fault_of_file(project: Project, file: Path) -> tuple[str, str] | None:
    """Why a file cannot be read, and how to mend that. A link out of the project is not followed.

    What such a link leads to differs from machine to machine, and may be no business of the site.
    """
    if not file.is_file():
        return "the file is missing", _hint_for_missing(file)
    if project.leads_out(file):
        return "the file is a link that leads out of the project", "put the file itself in its place"
    return None


def _hint_for_missing(path: Path) -> str:
    """What to do about a file that is missing."""
    others = sorted(path.parent.glob("*")) if path.parent.is_dir() else []
    form = re.compile(rf"{re.escape(path.stem)}{_DATA_ENDING}.*", re.IGNORECASE)
    other = next((other for other in others if form.fullmatch(other.name) and other.is_file()), None)
    if other:
        return f"rename {other.name} to {path.name}"
    return "create it, or give the right folder with --project"


def files_not_read(project: Project) -> Iterator[Problem]:
    """A problem for each file of data that is not read, since what is in it would vanish from the site."""
    read = project.claims_files
    single = project.root / "claims.yaml"
    if single.is_file() and single not in read:
        message = f"this file is not read, because the claims are in {project.name_of(read[0])}"
        hint = "keep one form: move these claims into the folder claims/, or move the folder's claims into this file"
        yield Problem("file-not-read", Place(project.name_of(single)), message, hint)
    for file in sorted(project.claims_folder.rglob("*")):
        if re.match(rf"[^.].*{_DATA_ENDING}", file.name, re.IGNORECASE) and file.is_file() and file not in read:
            hint = "move it directly into claims/ and let its name end in .yaml, such as claims/2023.yaml"
            message = "this file is not read: only the files claims/….yaml are"
            yield Problem("file-not-read", Place(project.name_of(file)), message, hint)
    for folder, names in _DATA_FILES.items():
        form = re.compile(rf"({'|'.join(names)}){_DATA_ENDING}.*", re.IGNORECASE)
        for file in sorted((project.root / folder).glob("*")):
            named = form.fullmatch(file.name)
            right = file.with_name(f"{named[1].lower()}.yaml") if named else file
            # Another file than this optional one is reported as missing.
            told = right.exists() or right == project.sightings_file
            if named and file.is_file() and told and not (right.exists() and right.samefile(file)):
                message = f"this file is not read: only {project.name_of(right)} is"
                hint = f"move what is in it into {project.name_of(right)}, or give it another name"
                yield Problem("file-not-read", Place(project.name_of(file)), message, hint)

    yield from _files_in_wrong_places(project)


def _files_in_wrong_places(project: Project) -> Iterator[Problem]:
    """A problem for each file that looks like data by its name or its folder, where no data are read."""
    by_name = [file for file in project.root.glob("*") if _LIKE_DATA.fullmatch(file.name)]
    in_seeds = [file for file in project.seeds.rglob("*") if project.stored_texts not in file.parents]
    ours = [project.claims_folder, project.seeds]
    others = [
        folder
        for folder in project.root.iterdir()
        if folder.is_dir()
        and folder.name.lower() in _LIKE_FOLDERS
        and not any(own.is_dir() and folder.samefile(own) for own in ours)
    ]
    for file in sorted((*by_name, *in_seeds, *(file for folder in others for file in folder.rglob("*")))):
        name = re.split(_DATA_ENDING, file.name, maxsplit=1, flags=re.IGNORECASE)[0].lower()
        # A file that only has another ending is reported above, or as the missing one.
        is_known = name in _DATA_FILES.get("" if file.parent == project.root else file.parent.name, ())
        if re.search(rf"[^.]{_DATA_ENDING}", file.name, re.IGNORECASE) and file.is_file() and not is_known:
            message = "this file is not read: the data are in claims.yaml or claims/, policy.yaml and seeds/"
            hint = "move what is in it into the file for it, or move it out of the project’s data, such as into docs/"
            yield Problem("file-not-read", Place(project.name_of(file)), message, hint)


def has_data(file: Path) -> bool:
    """Whether a file that may be absent or empty has more than comments; what is no file is reported as missing."""
    if not file.is_file():
        return file.exists() or file.is_symlink()
    return any(line.strip() and not line.lstrip().startswith(b"#") for line in file.read_bytes().splitlines())
