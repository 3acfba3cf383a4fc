"""`make injections`: five hundred hostile strings in every text field, on a built site, and every page in Chromium.

The strings are attempts at markup, handlers, addresses with scripts, templates, and ends of what surrounds a text on a
page. On every page, with the policy of the site in force, it counts what is live: dialogs, scripts that ran, handlers,
addresses with scripts, requests to another host, and violations of the policy. Prints the counts; exits with 1 if one
is not zero.
"""

import re
import sys
import tempfile
from collections import Counter
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, Request, sync_playwright
from verbatim.desk.entry import entry_text, scalar

from tests.support.cases import lay_out
from tests.support.chromium import find_chromium, launch_arguments
from tests.support.microsite import buildable, in_process
from tests.support.pages_server import served

# What `check` refuses is not among them: double quotation marks, whose words would have to be those of a source, and
# `<a` and `<img`, which look like links.
ATTEMPTS = [
    "<script>live()</script>",
    "<input type=image src=x onerror=live()>",
    "<svg onload=live()>",
    "<svg><script>live()</script></svg>",
    "<math><mtext><input type=image src=x onerror=live()></mtext></math>",
    "<iframe srcdoc='<script>parent.live()</script>'></iframe>",
    "<area href=javascript:live()>",
    "<form action=//elsewhere.example><input autofocus onfocus=live()>",
    "<link rel=stylesheet href=//elsewhere.example/a.css>",
    "<style>@import url(//elsewhere.example/b.css);</style>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<base href=//elsewhere.example/>",
    "<object data=//elsewhere.example/c></object>",
    "<details open ontoggle=live()>a</details>",
    "<video><source onerror=live()></video>",
    "<template><script>live()</script></template>",
    "{{ live() }}",
    "{% include 'live' %}",
    "${live()}",
    "&lt;script&gt;live()&lt;/script&gt;",
    "&#60;input type=image src=x onerror=live()&#62;",
    "`<script>live()</script>`",
    "{: onclick=live() }",
    "{onmouseover=live()}",
    "data:text/html,<script>live()</script>",
]
ROUND = [
    "%s",
    "</script>%s",
    "</title>%s",
    "</textarea>%s",
    "</style>%s",
    "-->%s<!--",
    "'>%s",
    "' x='%s",
    "]]>%s",
    "</blockquote></div>%s",
    "</mark>%s</mark>",
    "*%s*",
    "a | %s | b",
    "# %s",
    "- %s",
    "<!--%s",
    "\\%s",
    "</template>%s",
    "</noscript>%s",
    "*/%s/*",
]
STRINGS = [around.replace("%s", attempt) for around in ROUND for attempt in ATTEMPTS]

_KEYS = "name|subject|publisher|funding|word|definition|does_not_mean|says|title|author|rights|role|note"

_LIVE = """
window.found = [];
window.live = () => window.found.push("script");
document.addEventListener("securitypolicyviolation", (e) => window.found.push("violation: " + e.violatedDirective));
"""
_INERT = """() => [...window.found,
  ...[...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]
    .filter((attribute) => /^on/i.test(attribute.name)
      || (/^(href|src|action)$/i.test(attribute.name) && /^\\s*javascript:/i.test(attribute.value)))
    .map((attribute) => "attribute: " + attribute.name))]"""


def lay_out_hostile(folder: Path) -> int:
    """A project in which each string is in one field of a claim, and many in the others; returns how many there are."""
    project = buildable(lay_out("_base", folder))
    each = iter(STRINGS)
    with (project / "claims.yaml").open("a", encoding="utf-8") as file:
        for number, first in enumerate(each):
            texts = [first, *(text for text, _ in zip(each, range(9), strict=False))]
            fields = cycle(texts)
            history = {"on": "2022-06-01", "kind": "published", "change": next(fields), "why": next(fields)}
            evidence = {"source": "talks", "quote": "Southland sent 300,000 tonnes of grain", "stance": "asserts"}
            search = {
                "for": next(fields),
                "where": next(fields),
                "found": next(fields),
                "day": "2022-06-01",
                "by": "testers",
            }
            claim = {
                "id": f"hostile-{number}",
                "claim": f"It is said {next(fields)}",
                "short": f"Number {number}",
                "kind": "fact",
                "status": "single-origin",
                "finding": f"Nobody {next(fields)}",
                "reasoning": f"None {next(fields)}",
                "topics": ["talks"],
                "checked": {"on": "2022-06-01", "by": "testers"},
                "searched": [search],
                "unknown": f"Whether {next(fields)}",
                "history": [history],
                "evidence": [{**evidence, "origin": "holm-monday", "note": f"Here {next(fields)}"}],
            }
            file.write("\n" + entry_text(claim) + "\n")
    others = cycle(STRINGS)
    for name in ("policy", "seeds/articles", "seeds/voices", "seeds/origins"):
        data = project / f"{name}.yaml"
        keys = _KEYS.replace("publisher|", "") if name == "seeds/articles" else _KEYS  # there it is an id
        text = re.sub(
            rf"(?m)^((?:  |- )*(?:{keys}): )([A-Z][^\n{{}}]*)$",
            lambda found: found[1] + scalar(f"{found[2]} {next(others)}"),
            data.read_text("utf-8"),
        )
        data.write_text(text, "utf-8")
    return len(STRINGS)


def main() -> None:
    """Build, open every page, count."""
    with tempfile.TemporaryDirectory() as folder:
        number = lay_out_hostile(Path(folder) / "project")
        ran = in_process("build", project=Path(folder) / "project")
        if ran.code:
            sys.exit(ran.stdout + ran.stderr)
        site = Path(folder) / "project" / "site"
        with served(site) as address, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=str(find_chromium()), args=launch_arguments())
            page = chromium.new_page()
            pages = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]
            found = _open_all(page, address, pages)
            chromium.close()
    print(f"{number} strings, {len(pages)} pages: {sum(found.values())} live or refused {dict(found)}")
    sys.exit(bool(found))


def _open_all(page: Page, address: str, pages: list[str]) -> Counter[str]:
    """What was live on any page."""
    found = Counter[str]()

    def refuse(dialog: Dialog) -> None:
        found.update(["dialog"])
        dialog.dismiss()

    def note(request: Request) -> None:
        if urlsplit(request.url).netloc not in ("", urlsplit(address).netloc):
            found.update([f"request: {request.url}"])

    page.add_init_script(_LIVE)
    page.on("dialog", refuse)
    page.on("request", note)
    for path in pages:
        page.goto(address + path)
        here = page.evaluate(_INERT)
        if here:
            print(f"{path}: {sorted(set(here))}")
        found.update(here)
    return found


if __name__ == "__main__":
    main()
