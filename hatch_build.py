"""Adds to the wheel the files of this repository that `verbatim init` writes; pyproject.toml lists them."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SharedFiles(BuildHookInterface[Any]):
    """The files, in the folder of the package where `desk/init.py` looks for them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them, unless the package is installed in place: then the repository itself is there."""
        if version != "editable":
            build_data["force_include"] |= {path: f"verbatim/desk/shared/{path}" for path in self.config["shared"]}
