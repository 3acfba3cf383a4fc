"""Where the files of one microsite are. Any folder can be a project; the scripts and the theme are not part of it."""

from dataclasses import dataclass
from pathlib import Path

# The files and folders that hold the data. All else in a project is handwritten pages, settings, or generated.
DATA = ("claims.yaml", "claims", "policy.yaml", "seeds")


@dataclass(frozen=True)
class Project:
    """The folder of one microsite, and the paths of what it holds."""

    root: Path

    @property
    def claims_files(self) -> list[Path]:
        """`claims.yaml`, or the files of `claims/` in name order."""
        return sorted(self.claims_folder.glob("*.yaml")) or [self.root / "claims.yaml"]

    @property
    def claims_folder(self) -> Path:
        """The folder that can hold the claims in several files, instead of `claims.yaml`."""
        return self.root / "claims"

    @property
    def policy_file(self) -> Path:
        """The status scale, topics, limits and publisher."""
        return self.root / "policy.yaml"

    @property
    def seeds(self) -> Path:
        """The folder of the articles and of the files that describe them."""
        return self.root / "seeds"

    @property
    def sightings_file(self) -> Path:
        """What machines saw at the addresses of the sources; it may be absent or empty."""
        return self.seeds / "sightings.yaml"

    @property
    def stored_texts(self) -> Path:
        """The folder of stored texts; `file:` names are relative to it."""
        return self.seeds / "articles"

    @property
    def originals(self) -> Path:
        """The files that stored texts were extracted from; `original_file:` names are relative to `stored_texts`."""
        return self.stored_texts / "originals"

    @property
    def engine_config(self) -> Path:
        """The settings of the site engine."""
        return self.root / "mkdocs.yml"

    @property
    def docs(self) -> Path:
        """The folder of handwritten and generated pages."""
        return self.root / "docs"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "site"

    @property
    def workshop(self) -> Path:
        """The git-ignored folder for the list of generated files, schemas, caches, and a site that is being built."""
        return self.root / ".verbatim"

    @property
    def schemas(self) -> Path:
        """The folder of the JSON Schemas that the first lines of the data files name."""
        return self.workshop / "schemas"

    def leads_out(self, file: Path) -> bool:
        """Whether a file of the project is a link that leads out of it."""
        return not file.resolve().is_relative_to(self.root.resolve())

    def name_of(self, path: Path) -> str:
        """A file's name as problems print it: relative to the project's folder, with `/`."""
        return path.relative_to(self.root).as_posix()
