"""`serve`: the built site on this machine, built again at every change.

In: a project. Out: nothing; it runs until it is interrupted. A fault in the data is printed and the last good site stays
up. The server that reloads the browser is the one that `mkdocs serve` uses.
"""

import time
from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from build_scripts.build import Built, build
from build_scripts.engine import EngineError
from build_scripts.project import THEME, Project
from build_scripts.reports.sources import Sources
from build_scripts.reports.terminal import as_text
from build_scripts.write import handwritten

TEMPLATES = THEME.parent / "pages" / "templates"


def serve(project: Project, host: str, port: int, say: Callable[[str], None]) -> bool:
    """Serve until interrupted; returns False at once where there is no site to begin with."""
    if not _rebuild(project, say) and not project.site.is_dir():
        return False

    def changed(*_: object, **__: object) -> None:
        _rebuild(project, say)

    server = LiveReloadServer(builder=changed, host=host, port=port, root=str(project.site), mount_path="/")
    inputs = [*project.claims_files, project.policy_file, project.engine_config, project.seeds, TEMPLATES, THEME]
    for path in [*inputs, *handwritten(project)]:
        server.watch(str(path), recursive=path.is_dir())
    say(f"Serving {server.url} - press Ctrl+C to stop.")
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        server.shutdown(wait=True)
    return True


def _rebuild(project: Project, say: Callable[[str], None]) -> bool:
    """Build once and say how it went."""
    started = time.monotonic()
    try:
        built: Built = build(project)
    except EngineError as error:
        say(str(error))
        return False
    if built.problems:
        say(as_text(built.problems, Sources.read(project.root, built.problems)).plain)
    if built.corpus is None:
        say("The last good site stays up.")
        return False
    say(f"Built in {time.monotonic() - started:.1f} s.")
    return True
