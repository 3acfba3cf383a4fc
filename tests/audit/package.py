"""The data package as Frictionless reads it, the program that others will use (framework.frictionlessdata.io)."""

import subprocess
import sys
from pathlib import Path

# In an environment of its own: with what it brings it is larger than all else that the tests need.
FRICTIONLESS = "frictionless[json]==5.21.0"
PACKAGE = "api/v1/datapackage.json"


def package_faults(site: Path) -> list[str]:
    """What `frictionless validate` says of a built site's data package; nothing where it is valid."""
    command = [
        sys.executable,
        "-m",
        "uv",
        "tool",
        "run",
        "--from",
        FRICTIONLESS,
        "frictionless",
        "validate",
        "--yaml",
        PACKAGE,
    ]
    ran = subprocess.run(command, cwd=site, capture_output=True, text=True, encoding="utf-8", check=False)
    print(f"Frictionless, {PACKAGE}: {'valid' if ran.returncode == 0 else 'at fault'}\n")
    return [] if ran.returncode == 0 else [f"{PACKAGE}: {ran.stdout or ran.stderr}"]
