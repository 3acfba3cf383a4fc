"""The search index, made by Pagefind.

In: the pages to be indexed, by path. Out: a folder with the files of the index. Pagefind runs as a separate
process and gets the pages one by one. Its command would read them from a folder, in the order of the file system, on
which the files of the index depend. It gets them without waiting for its answers, so that other work of this process
does not keep it waiting.

Pagefind names its file of a page by a hash, which the Find page could only know from a second list. So these files get
other names: a stamp and the number of the page. The numbers also make Pagefind's own list, which every search loads,
less than half as long.

Pagefind would also search what it is given to go with a hit, which takes most of its time and memory, and finds labels
and numbers that are not in any text. So the passages are added to its files of the pages.

The messages are those of Pagefind's own packages for Node and Python: JSON as base64, with a comma after each.
"""

import gzip
import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BufferedReader, BufferedWriter, BytesIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from verbatim.long_work.programs import start
from verbatim.site.engine import EngineError
from verbatim.site.search_pages import SearchPage
from verbatim.site.sitecheck.reading.search_index import MARK, Cbor

Program = subprocess.Popen[bytes]

_FRAGMENTS = "fragment/"

# Bytes that are sent or read at once. Each time, a thread may have to wait until another one lets it go on.
_AT_ONCE = 1 << 20


class _ServiceError(Exception):
    """Pagefind refused a request, or ended; the message is what it answered."""


def make_search_index(
    pages: Mapping[str, SearchPage], stamp: str, index: Path, on_start: Callable[[Program], None] | None = None
) -> None:
    """Make the search index of some pages, by path, in the folder `index`; raises EngineError with Pagefind's output.

    `stamp` begins the name of the file of each page, and its number in `pages`, from 0, ends it. `on_start` gets the
    running program, and may end it.
    """
    # Variables with this prefix and files in the current folder would change the index, so the folder is an empty one.
    env = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
    with TemporaryDirectory() as folder, TemporaryFile() as log:
        try:
            answer = _answer(pages, folder, env, log, on_start)
        except _ServiceError as error:
            log.seek(0)
            output = log.read().decode(errors="replace")
            raise EngineError(f"pagefind failed:\n{error}\n{output}".strip()) from error
    files = {file["path"]: b64decode(file["content"]) for file in answer["files"]}
    for path, content in _numbered(files, pages.values(), stamp).items():
        (index / path).parent.mkdir(parents=True, exist_ok=True)
        (index / path).write_bytes(content)


def _numbered(files: Mapping[str, bytes], pages: Iterable[SearchPage], stamp: str) -> dict[str, bytes]:
    """The files of an index, with a number in the name of each file of a page, and in the list of these names.

    The file of a page gets its passages.
    """
    (list_path,) = (path for path in files if path.endswith(".pf_meta"))
    listed = gzip.decompress(files[list_path])
    _, listed_pages, *_ = Cbor(listed.removeprefix(MARK)).value()
    names = {name: f"{stamp}-{number}" for number, (name, *_) in enumerate(listed_pages)}
    parts, end = list[bytes](), 0
    for name, numbered in names.items():
        start = listed.index(_cbor(name), end)
        parts += listed[end:start], _cbor(numbered)
        end = start + len(_cbor(name))
    others = {path: content for path, content in files.items() if not path.startswith(_FRAGMENTS)}
    fragments = {
        f"{_FRAGMENTS}{numbered}.pf_fragment": _with_passages(files[f"{_FRAGMENTS}{name}.pf_fragment"], page)
        for (name, numbered), page in zip(names.items(), pages, strict=True)
    }
    return {**others, **fragments, list_path: _compressed(b"".join((*parts, listed[end:])))}


def _with_passages(fragment: bytes, page: SearchPage) -> bytes:
    """Pagefind's file of a page, with its passages."""
    values = json.loads(gzip.decompress(fragment).removeprefix(MARK))
    values["meta"] = {"passages": page.passages}
    return _compressed(MARK + json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())


def _cbor(text: str) -> bytes:
    """A text of at most 23 bytes as CBOR (RFC 8949, 3.1)."""
    return bytes([0x60 + len(text)]) + text.encode()


def _compressed(content: bytes) -> bytes:
    """A content as gzip, without a name or a time."""
    packed = BytesIO()
    with gzip.GzipFile("", "wb", fileobj=packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()


def _answer(
    pages: Mapping[str, SearchPage],
    folder: str,
    env: Mapping[str, str],
    log: Any,
    on_start: Callable[[Program], None] | None,
) -> Any:
    """Start Pagefind in a folder, send it the pages, and end it when it has answered with the files of the index."""
    # It gets its own process group, so that Ctrl+C reaches only us; we end the program.
    with start(
        [sys.executable, "-m", "pagefind", "--service"],
        cwd=folder,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        bufsize=_AT_ONCE,
        process_group=0,
    ) as program:
        if on_start:
            on_start(program)
        with ThreadPoolExecutor(1) as sender:
            try:
                sender.submit(_send, program, pages)
                return _last_answer(program, len(pages) + 2)
            finally:
                program.kill()  # or it might wait for us to read, and the sender for it


def _send(program: Program, pages: Mapping[str, SearchPage]) -> None:
    """Send all requests; if that fails, end the program, so that nobody waits for its answers."""
    added = ({"type": "AddFile", "file_path": path, "file_contents": page.html} for path, page in pages.items())
    # Pagefind would answer `WriteFiles` before all files are written, so we write them.
    requests = chain[Any]([{"type": "NewIndex", "config": {}}], added, [{"type": "GetFiles"}])
    assert isinstance(program.stdin, BufferedWriter)  # noqa: S101 - it is a pipe
    try:
        for number, request in enumerate(requests):
            message = {"message_id": number, "payload": {"index_id": 0, **request}}
            program.stdin.write(b64encode(json.dumps(message).encode()) + b",")
        program.stdin.flush()
    except BaseException:
        program.kill()
        with suppress(OSError):  # what could not be sent
            program.stdin.close()
        raise


def _last_answer(program: Program, number: int) -> Any:
    """The last of a number of answers; raises _ServiceError if one is an error, or if there are fewer."""
    payload: dict[str, Any] = {}
    for _, answer in zip(range(number), _answers(program), strict=False):
        payload = json.loads(b64decode(answer))["payload"]
        if payload["type"] == "Error":
            raise _ServiceError(payload["message"])
    return payload


def _answers(program: Program) -> Iterator[bytes]:
    """The answers as they come; raises _ServiceError when the program has ended."""
    assert isinstance(program.stdout, BufferedReader)  # noqa: S101 - it is a pipe
    parts = list[bytes]()
    while part := program.stdout.read1():
        first, *others = part.split(b",")
        parts.append(first)
        for other in others:
            yield b"".join(parts)
            parts = [other]
    raise _ServiceError("it ended before its last answer")
