"""The search index, made by Pagefind.

In: the pages to be indexed, as HTML by path. Out: a folder with the files of the index. Pagefind runs as a separate
process and gets the pages one by one, in the order of their paths. Its command would read them from a folder, in the
order of the file system, on which the files of the index depend.

The messages are those of Pagefind's own packages for Node and Python: JSON as base64, with a comma after each.
"""

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from verbatim.site.engine import EngineError


class _ServiceError(Exception):
    """Pagefind refused a request, or ended; the message is what it answered."""


def make_search_index(pages: Mapping[str, str], index: Path) -> None:
    """Make the search index of some HTML, by path, in the folder `index`; raises EngineError with Pagefind's output."""
    added: list[dict[str, Any]] = [
        {"type": "AddFile", "file_path": path, "file_contents": pages[path]} for path in sorted(pages)
    ]
    requests = [{"type": "NewIndex", "config": {}}, *added, {"type": "WriteFiles", "output_path": str(index)}]
    # Variables with this prefix and files in the current folder would change the index, so the folder is an empty one.
    env = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
    with TemporaryDirectory() as folder, TemporaryFile() as log:
        try:
            _run(requests, folder, env, log)
        except (_ServiceError, BrokenPipeError) as error:
            log.seek(0)
            output = log.read().decode(errors="replace")
            raise EngineError(f"pagefind failed:\n{error}\n{output}".strip()) from error


def _run(requests: list[dict[str, Any]], folder: str, env: Mapping[str, str], log: Any) -> None:
    """Start Pagefind in a folder, send it each request when the one before is done, and end it."""
    # It gets its own process group, so that Ctrl+C reaches only us; we end the program.
    command = [sys.executable, "-m", "pagefind", "--service"]
    with subprocess.Popen(
        command, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, process_group=0
    ) as program:
        try:
            for number, request in enumerate(requests):
                _ask(program, {"message_id": number, "payload": {"index_id": 0, **request}})
        except BaseException:
            program.kill()
            raise


def _ask(program: subprocess.Popen[bytes], message: Mapping[str, Any]) -> None:
    """Send a message, and wait for the answer."""
    assert program.stdin is not None and program.stdout is not None  # noqa: S101, PT018 - both are pipes
    program.stdin.write(b64encode(json.dumps(message).encode()) + b",")
    program.stdin.flush()
    answer = bytearray()
    while (byte := program.stdout.read(1)) != b",":
        if not byte:
            raise _ServiceError(f"it ended in the middle of an answer: {answer.decode(errors='replace')}")
        answer += byte
    payload = json.loads(b64decode(answer))["payload"]
    if payload["type"] == "Error":
        raise _ServiceError(payload["message"])
