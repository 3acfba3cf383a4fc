"""Where one microsite's files are. Any folder is a project; the scripts and their theme stand apart from it."""

from dataclasses import dataclass
from pathlib import Path

# What holds the data, from the project's folder. Everything else is handwritten pages, settings, or made from these.
DATA = ("claims.yaml", "claims", "policy.yaml", "seeds")


@dataclass(frozen=True)
class Project:
    """The folder of one microsite and the names of what is in it."""

    root: Path

    @property
    def claims_files(self) -> list[Path]:
        """`claims.yaml`, or the files of `claims/` in name order."""
        folder = self.root / "claims"
        return sorted(folder.glob("*.yaml")) if folder.is_dir() else [self.root / "claims.yaml"]

    @property
    def policy_file(self) -> Path:
        """The status scale, topics, limits and publisher."""
        return self.root / "policy.yaml"

    @property
    def seeds(self) -> Path:
        """The folder of the articles and of what is known about them."""
        return self.root / "seeds"

    @property
    def stored_texts(self) -> Path:
        """The folder of stored texts, which `file:` names are relative to."""
        return self.seeds / "articles"

    @property
    def schemas(self) -> Path:
        """The folder of the JSON Schemas, which the first lines of the data files name."""
        return self.root / "schemas"

    @property
    def originals(self) -> Path:
        """The folder of files that stored texts were taken out of; `original_file:` names are relative to `stored_texts`."""
        return self.stored_texts / "originals"

    @property
    def engine_config(self) -> Path:
        """The site engine's settings."""
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
        """Git-ignored folder for the manifest of generated files and for a site that is being built."""
        return self.root / ".verbatim"

    def name_of(self, path: Path) -> str:
        """A file's name as problems print it: from the project's folder, with `/`."""
        return path.relative_to(self.root).as_posix()
