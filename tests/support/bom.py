"""`make bom`: what an installation brings, as a software bill of materials in CycloneDX 1.6.

In: requirements.txt (names, versions, hashes) and docs/dev/licences.md. Out: JSON, the same for the same files: without
a time, and with a serial number made from its content.
"""

import json
import re
import sys
import uuid
from pathlib import Path
from typing import Any

from verbatim import __version__

from tests.support.microsite import ROOT

_NAME = "verbatim-factcheck"
_PINNED = re.compile(r"(?m)^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>(?:.*\\\n)*.*)")


def locked(requirements: str) -> list[tuple[str, str, list[str]]]:
    """The packages of a lock: name, version and the SHA-256 of each of its files."""
    return [
        (found["name"], found["version"], re.findall(r"--hash=sha256:([0-9a-f]{64})", found["rest"]))
        for found in _PINNED.finditer(requirements)
    ]


def licences(page: str) -> dict[str, str]:
    """The licence of each package, as docs/dev/licences.md lists them."""
    return dict(re.findall(r"(?m)^\| `([\w.-]+)` \| ([^|]+?) \|$", page))


def bill() -> dict[str, Any]:
    """The bill of materials."""
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    licence = licences((ROOT / "docs" / "dev" / "licences.md").read_text(encoding="utf-8"))
    ours = f"pkg:pypi/{_NAME}@{__version__}"
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"expression": licence[name]}],
            # One reference for each file, since the lock does not say which hash is of which.
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"pkg:pypi/{name}@{version}",
                    "hashes": [{"alg": "SHA-256", "content": content}],
                }
                for content in hashes
            ],
        }
        for name, version, hashes in locked(lock)
    ]
    root = {
        "type": "application",
        "bom-ref": ours,
        "name": _NAME,
        "version": __version__,
        "purl": ours,
        "licenses": [{"expression": "MIT"}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components, sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": root},
        "components": components,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
