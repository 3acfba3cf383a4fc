"""`add-source`: articles are added from text and pages by the command, then checked and quoted."""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from verbatim.desk.articles.page.webpage import read_page
from verbatim.desk.dry_run import DryRun, dry_run
from verbatim.model.reading.yaml_reader import read_yaml
from verbatim.project import Project

from tests.support.cases import lay_out
from tests.support.microsite import Ran, edit, files_in, in_process
from tests.support.webpages import (
    ADDRESS,
    COOKIES,
    FOOTER,
    HEADLINE,
    MENU,
    NEWS,
    PARAGRAPHS,
    RELATED,
    linked_data,
    page,
)

FACTS = ("--yes", "--publisher", "daily", "--published", "2022-05-02")

RUSSIAN = (
    "Министерство обороны сообщило в понедельник, что переговоры о поставках зерна продолжаются и скоро завершатся.",
    "«Мы ничего не подпишем до сбора урожая», — заявила представитель министерства Ада Берг журналистам в столице.",
    "Переговоры начались весной, после того как река второй год подряд затопила поля обеих стран, и не прерывались.",
)
KOREAN = (
    "북측과 남측 정부는 곡물에 관한 합의에 가까워졌다고 양국 관리들이 월요일에 밝혔으며 회담은 계속되고 있다.",
    "국방부 대변인은 수확 전에는 아무것도 서명하지 않을 것이라고 기자들에게 말했고 상대방도 이에 동의하였다.",
    "회담은 봄에 시작되었으며 강이 이 년 연속으로 양국의 들판을 침수시킨 뒤에 시작된 것이라고 관리들이 말했다.",
    "두 나라의 장관들은 다음 주에 수도에서 다시 만나 곡물의 가격과 운송에 대하여 이야기하기로 약속하였다.",
)
JAPANESE = (
    PARAGRAPHS[0],
    "「収穫の前には何にも署名しない」と、省の報道官アダ・ベルグは首都で記者団に語り、相手も同意したと述べた。",
    PARAGRAPHS[2],
)
FRENCH = (
    "Les gouvernements des deux pays sont près d'un accord sur les céréales, ont déclaré lundi des fonctionnaires.",
    "« Nous ne signerons rien avant la récolte », a déclaré la porte-parole du ministère à Genève après la réunion.",
    "Les négociations ont commencé au printemps, après que la rivière eut inondé les champs pour la deuxième année.",
)


@dataclass(frozen=True)
class Desk:
    """What an editor works with: a project, and a folder of files that came from outside."""

    project: Path
    downloads: Path

    def saved(self, name: str, content: str | bytes) -> Path:
        """A file as an editor saved it."""
        file = self.downloads / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def add(self, name: str, content: str | bytes, *options: str) -> Ran:
        """Save a file and add it."""
        return in_process("add-source", self.saved(name, content), *options, project=self.project)

    def entry(self, name: str = "articles") -> dict[str, Any]:
        """The last entry of a file of the seeds."""
        read, problems = read_yaml(name, (self.project / f"seeds/{name}.yaml").read_bytes())
        assert read
        assert problems == []
        return dict(read.data[name][-1])

    def stored(self, name: str) -> bytes:
        """A file of the stored texts."""
        return (self.project / "seeds/articles" / name).read_bytes()

    def errors(self) -> list[dict[str, Any]]:
        """What `check` finds, but for warnings."""
        return [
            row
            for row in in_process("check", "--format", "json", project=self.project).problems
            if row["severity"] == "error"
        ]

    def quoted(self, words: str) -> str:
        """The source in which `quote` finds words, after `check` has found no error."""
        assert self.errors() == []
        ran = in_process("quote", words, project=self.project)
        assert ran.code == 0, ran.stdout
        (source,) = [
            line.removeprefix("- source: ") for line in ran.stdout.splitlines() if line.startswith("- source: ")
        ]
        return source

    def converse(self, *answers: str) -> Ran:
        """Add the page and answer the questions, a line for each."""
        given = "".join(f"{answer}\n" for answer in answers)
        return in_process("add-source", self.saved("grain.html", page()), project=self.project, given=given)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The base of the golden cases: a voice `daily`, one article, two claims, no problem."""
    return Desk(lay_out("_base", tmp_path / "project"), tmp_path / "downloads")


def sha256(content: bytes) -> str:
    """As `sha256sum` prints it."""
    return hashlib.sha256(content).hexdigest()


# Pages


def test_a_page_is_added(desk: Desk) -> None:
    """Its words and the page itself are stored, what it states is not inferred, and its words can be quoted."""
    before = (desk.project / "seeds/articles.yaml").read_bytes()
    file = desk.saved("grain.html", page())
    ran = in_process("add-source", file, "--yes", "--new-voice", "The Northern Daily", project=desk.project)
    assert (ran.code, ran.stderr) == (0, "")
    text = desk.stored("grain.txt")
    assert text.decode("utf-8") == "\n\n".join([HEADLINE, *PARAGRAPHS]) + "\n"
    assert desk.stored("originals/grain.html") == file.read_bytes()
    assert desk.entry() == {
        "id": "northland-and-southland-near-an-agreement",
        "file": "grain.txt",
        "sha256": sha256(text),
        "original_file": "originals/grain.html",
        "original_sha256": sha256(file.read_bytes()),
        "title": HEADLINE,
        "publisher": "northern-daily",
        "original_url": ADDRESS,
        "author": "Ada Strand, Bo Lind",
        "published": "2022-05-02",
        "rights": desk.entry()["rights"],
        "note": "The text was taken out of the saved page by trafilatura; 9 passages of the page were left out.",
    }
    assert desk.entry("voices") == {"id": "northern-daily", "name": "The Northern Daily"}
    assert (desk.project / "seeds/articles.yaml").read_bytes().startswith(before)
    assert "4 sentences have no claim yet: verbatim check --coverage" in ran.stdout
    assert desk.quoted(PARAGRAPHS[0]) == "northland-and-southland-near-an-agreement"


@pytest.mark.parametrize(
    ("name", "stored", "original"),
    [
        ('Deal: near? "Mere".html', "Deal near Mere.txt", "Deal near Mere.html"),
        ("con.html", "con-article.txt", "con-article.html"),
    ],
)
def test_a_name_that_windows_refuses(desk: Desk, name: str, stored: str, original: str) -> None:
    """A safe one is proposed before anything is stored, and used."""
    ran = desk.add(name, page(), *FACTS)
    assert (ran.code, ran.stderr) == (0, "")
    assert f"Warning: its name is changed to “{original}”: “{name}” " in ran.stdout
    assert (desk.entry()["file"], desk.entry()["original_file"]) == (stored, f"originals/{original}")
    assert in_process("check", project=desk.project).code == 0


def test_a_name_that_is_no_utf8(desk: Desk) -> None:
    """Another system wrote it; its other characters are kept."""
    ran = desk.add(os.fsdecode(b"caf\xe9 talks.html"), page(), *FACTS)
    assert (ran.code, ran.stderr) == (0, "")
    assert "has bytes that are not UTF-8" in ran.stdout
    assert desk.entry()["file"] == "caf talks.txt"


def test_a_name_that_differs_only_in_case(desk: Desk) -> None:
    """Windows and macOS would take the new file for the old one."""
    ran = desk.add("Talks.TXT", PARAGRAPHS[0], *FACTS)
    assert ran.code == 1
    assert "there is another file seeds/articles/talks.txt" in ran.stderr


def test_a_headline_and_a_publisher_of_one_reserved_word(desk: Desk) -> None:
    """The ids made of them are others."""
    facts = ("--title", "Con", "--published", "2022-05-02", "--yes", "--new-voice", "AUX")
    ran = desk.add("grain.html", page(), *facts)
    assert (ran.code, ran.stderr) == (0, "")
    assert (desk.entry()["id"], desk.entry("voices")["id"]) == ("con-2", "aux-2")


def test_the_command(desk: Desk, verbatim: Callable[..., Ran]) -> None:
    """From a shell, too; the exit code tells problems of the data from those of the disk."""
    file = desk.saved("grain.html", page())
    ran = verbatim("add-source", file, *FACTS, project=desk.project)
    assert (ran.code, ran.stderr) == (0, "")
    assert desk.entry()["file"] == "grain.txt"
    assert verbatim("add-source", file, *FACTS, project=desk.project).code == 1
    (desk.project / "seeds/.articles.yaml.partial").mkdir()
    ran = verbatim("add-source", desk.saved("other.txt", PARAGRAPHS[0]), *FACTS, project=desk.project)
    assert ran.code == 3
    assert "Is a directory" in ran.stderr


def test_what_was_left_out_is_listed(desk: Desk) -> None:
    """Every visible passage that is not in the article, in order; nothing of the article, and no script."""
    ran = desk.add("grain.html", page(), *FACTS)
    assert ran.code == 0
    listed = ran.stdout.split("Left out, because not part of the article")[1].split("If words")[0]
    assert "9 passages" in listed
    places = [listed.index(passage) for passage in (COOKIES, "Accept", *MENU, "Related", RELATED, FOOTER)]
    assert places == sorted(places)
    assert not any(words in listed for words in (*PARAGRAPHS, HEADLINE, "never seen", "color"))


def test_a_menu_word_that_the_article_has_too_is_left_out() -> None:
    """Words of the page are not words of the article because they are the same."""
    paragraph = "The two governments spoke about Politics and Sport, officials of both countries said on Monday."
    read = read_page(page(paragraphs=(paragraph, *PARAGRAPHS)))
    assert {"Politics", "Sport"} <= set(read.left_out)


def test_what_browsers_do_not_show_does_not_matter(desk: Desk) -> None:
    """A control character in a page, and an XML declaration, which a parser would warn of."""
    ran = desk.add(
        "grain.xhtml",
        '<?xml version="1.0" encoding="utf-8"?>\n' + page().replace("officials", "offi\x0ccials\x07"),
        *FACTS,
    )
    assert (ran.code, ran.stderr) == (0, "")
    assert (
        desk.stored("grain.txt").decode()
        == "\n\n".join([HEADLINE, *PARAGRAPHS]).replace("officials", "offi cials") + "\n"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            NEWS,
            {
                "title": (HEADLINE, False),
                "author": ("Ada Strand, Bo Lind", False),
                "published": ("2022-05-02", False),
                "lang": ("en", False),
            },
        ),
        (
            (
                "<meta property='og:title' content='Grain &amp; water'><meta name='author' content='Ada Strand'>"
                "<meta property='og:url' content='https://a.example/b'>"
                "<meta property='article:published_time' content='2022-05-03T01:00Z'>"
                "<meta property='og:site_name' content='The Daily'>"
            ),
            {
                "title": (HEADLINE, False),
                "author": ("Ada Strand", False),
                "published": ("2022-05-03", False),
                "original_url": ("https://a.example/b", False),
                "publisher": ("The Daily", False),
            },
        ),
        (
            "<link rel='canonical' href='/relative'><meta property='article:author' content='https://facebook.example/ada'>",
            {},
        ),
        ("<script type='application/ld+json'>{broken</script>" + NEWS, {"published": ("2022-05-02", False)}),
        (linked_data({"@type": "Report", "datePublished": "last Monday"}), {}),
        (
            linked_data({"@type": "WebPage", "datePublished": "2001-01-01", "headline": "No article"}),
            {"title": (HEADLINE, False)},
        ),
        ("<script type='application/ld+json'>[1, null, {\"@graph\": 3}]</script>", {}),
    ],
    ids=["JSON-LD", "Open Graph", "no addresses", "broken JSON", "no date", "no article", "odd JSON"],
)
def test_what_a_page_states(head: str, expected: dict[str, tuple[str, bool]]) -> None:
    """What a page states is distinguished from guesses; invalid addresses, dates and other nodes are ignored."""
    details = read_page(page(head)).details
    assert {name: (details[name].value, details[name].guessed) for name in expected} == expected
    if not expected:
        assert all(detail.guessed for name, detail in details.items() if name != "title")


def test_a_guess_is_noted(desk: Desk) -> None:
    """What the page does not state is inferred, unless the editor gives it."""
    dated = page(head="").replace(
        "<article>", "<article><p class='date'><time datetime='2022-05-02'>2 May 2022</time></p>"
    )
    ran = desk.add("grain.html", dated, "--yes", "--publisher", "daily")
    assert ran.code == 0, ran.stderr
    entry = desk.entry()
    assert entry["published"] == "2022-05-02"
    assert set(entry["inferred"]) == {"published"}
    other = desk.saved("other.html", dated.replace("Monday", "Tuesday"))
    assert (
        in_process(
            "add-source", other, *FACTS[:3], "--published", "2022-05", "--title", "Mine", project=desk.project
        ).code
        == 0
    )
    assert desk.entry()["published"] == "2022-05"
    assert "inferred" not in desk.entry()


@pytest.mark.parametrize(
    ("paragraphs", "charset", "encoding", "said"),
    [
        (RUSSIAN, "windows-1251", "cp1251", "windows-1251"),
        (RUSSIAN, None, "cp1251", "windows-1251 (guessed)"),
        (KOREAN, "euc-kr", "cp949", "euc-kr"),
        (KOREAN, None, "utf-16", "utf-16"),
        (FRENCH, None, "iso-8859-1", "windows-1252 (guessed)"),
        (FRENCH, "iso-8859-1", "cp1252", "windows-1252"),
        (KOREAN, "iso-8859-1", "utf-8", "utf-8"),
        (JAPANESE, "ISO-2022-JP", "iso2022_jp", "iso-2022-jp"),
        (RUSSIAN, None, "utf-8-sig", "utf-8"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_encodings(paragraphs: tuple[str, ...], charset: str | None, encoding: str, said: str, desk: Desk) -> None:
    """In any encoding, the article's characters are stored as UTF-8, and the page unchanged."""
    head = f"<meta charset='{charset}'>" if charset else ""
    raw = page(head, paragraphs, paragraphs[0][:20]).replace("©", "(c)").encode(encoding)
    ran = desk.add("page.html", raw, *FACTS, "--id", "page", "--lang", "und")
    assert ran.code == 0, ran.stderr + ran.stdout
    assert f"HTML, {said}," in ran.stdout
    assert (desk.project / "seeds/articles/page.txt").read_text(encoding="utf-8").splitlines()[2::2] == list(paragraphs)
    assert desk.stored("originals/page.html") == raw
    assert ("guessed" in desk.entry()["note"]) is ("guessed" in said)
    assert desk.quoted(paragraphs[1]) == "page"


# Plain text


def test_text_is_stored_byte_for_byte(desk: Desk) -> None:
    """Under its own name, with its line ends; its first line is a guess at the headline."""
    raw = f"{HEADLINE}\r\n\r\n{PARAGRAPHS[0]}  \r\n".encode()
    ran = desk.add("An article, 1.txt", raw, *FACTS)
    assert ran.code == 0, ran.stderr
    assert desk.stored("An article, 1.txt") == raw
    entry = desk.entry()
    assert (entry["title"], set(entry["inferred"])) == (HEADLINE, {"title"})
    assert not {"original_file", "note"} & set(entry)
    assert not (desk.project / "seeds/articles/originals").exists()
    assert desk.quoted(PARAGRAPHS[0]) == entry["id"]


def test_a_file_that_is_there_is_only_declared(desk: Desk) -> None:
    """An editor may have copied it into the folder already."""
    file = desk.project / "seeds/articles/grain.txt"
    file.write_bytes(PARAGRAPHS[0].encode())
    assert in_process("add-source", file, *FACTS, project=desk.project).code == 0
    assert sorted(path.name for path in file.parent.iterdir()) == ["grain.txt", "talks.txt"]
    assert desk.entry()["file"] == "grain.txt"


def test_text_in_another_encoding_is_converted(desk: Desk) -> None:
    """The file is kept as it came, and the entry says what was done."""
    raw = "\r\n".join(RUSSIAN).encode("cp1251")
    ran = desk.add("a.txt", raw, *FACTS, "--id", "a", "--encoding", "windows-1251")
    assert ran.code == 0, ran.stderr
    assert desk.stored("a.txt") == "\r\n".join(RUSSIAN).encode()
    assert desk.stored("originals/a.txt") == raw
    assert desk.entry()["note"] == "Converted to UTF-8 from windows-1251."
    assert desk.quoted(RUSSIAN[2]) == "a"


# What is refused


@pytest.mark.parametrize(
    ("name", "content", "found", "hint"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "the PDF is damaged", "copy the article’s words"),
        ("a.txt", b"Words\n\x07 and a bell", "U+0007", "delete what is not text"),
        ("a.html", b"<html><body></body></html>", "no words of an article", "copy the article"),
        ("a.html", page(paragraphs=("To read on, please log in.",)).encode(), "only 22 words", "copy the article"),
        ("a.html", page("<meta charset='utf-8'>").encode("cp1252"), "declares utf-8", "--encoding"),
    ],
    ids=["PDF", "control", "empty page", "login", "false charset"],
)
def test_unreadable(name: str, content: bytes, found: str, hint: str, desk: Desk) -> None:
    """Exit code 1, what it is, and what to do; nothing is written."""
    before = files_in(desk.project)
    ran = desk.add(name, content, *FACTS)
    assert (ran.code, ran.stdout) == (1, "")
    problem = ran.stderr.splitlines()[0]
    assert "error[unreadable-file]" in problem
    assert found in problem
    assert hint in ran.stderr
    assert files_in(desk.project) == before


def test_an_article_is_stored_once(desk: Desk) -> None:
    """The same page is refused, the same words in another layout, and another file with the same name."""
    assert desk.add("grain.html", page(), *FACTS).code == 0
    before = files_in(desk.project)
    for code, name, content in (
        ("stored-already", "grain.html", page()),
        ("stored-already", "copy.html", page() + "<!-- 2 -->"),
        ("stored-already", "words.txt", " ".join([HEADLINE, *PARAGRAPHS])),
        ("file-name-taken", "grain.html", page(paragraphs=(*PARAGRAPHS, *PARAGRAPHS))),
        ("file-name-taken", "talks.txt", "Other words"),
    ):
        ran = desk.add(name, content, *FACTS)
        assert ran.code == 1
        assert f"error[{code}]" in ran.stderr
    assert files_in(desk.project) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--published", "2022-05-02"], 'Give --new-voice "The Northern Daily" to add it'),
        (["--publisher", "dialy"], "did you mean “daily”?"),
        (["--publisher", "daily", "--published", "2022-02-30"], "--published: “2022-02-30”"),
        (["--publisher", "daily", "--id", "Grain"], "is not an id"),
        (["--publisher", "daily", "--id", "talks"], "the id of another source"),
        (["--publisher", "daily", "--url", "daily.example"], "begin it with https://"),
        (["--publisher", "daily", "--title", " "], "--title: nothing is given"),
        (["--new-voice", "the daily"], "--publisher daily"),
        (["--new-voice", "Daily Two", "--publisher", "daily"], "give --publisher another id"),
        (["--new-voice", "日報"], "the new voice’s id"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_facts(options: list[str], said: str, desk: Desk) -> None:
    """Exit code 2, the option at fault and what to give instead; nothing is written."""
    before = files_in(desk.project)
    ran = desk.add("grain.html", page(), "--yes", *options)
    assert ran.code == 2
    assert said in ran.stderr
    assert files_in(desk.project) == before


def test_data_that_cannot_be_read(desk: Desk) -> None:
    """They must be corrected first; nothing is written."""
    edit(desk.project / "seeds/voices.yaml", "voices:", "voices: [")
    before = files_in(desk.project)
    ran = desk.add("grain.html", page(), *FACTS)
    assert ran.code == 1
    assert "seeds/voices.yaml:4:1: error[yaml-syntax]" in ran.stderr
    assert files_in(desk.project) == before


def test_a_fault_elsewhere_does_not_matter(desk: Desk) -> None:
    """An article can be added while a claim is unfinished; the sentences without a claim are counted as always."""
    edit(desk.project / "claims.yaml", "quote: We will not sign anything", "quote: We will sign anything")
    ran = desk.add("grain.html", page(), *FACTS)
    assert ran.code == 0, ran.stderr
    assert "4 sentences have no claim yet" in ran.stdout


def test_a_list_that_cannot_be_added_to(desk: Desk) -> None:
    """All or nothing: the article's text is not written either."""
    file = desk.project / "seeds/voices.yaml"
    file.write_text(
        "schema: 1\nvoices: [{id: northland, name: N}, {id: southland, name: S}, {id: daily, name: D}]\n"
        "people:\n- {id: ada-berg, name: A, role: r, voice: northland}\n",
        encoding="utf-8",
    )
    before = files_in(desk.project)
    ran = desk.add("grain.html", page(), "--yes", "--new-voice", "Other")
    assert ran.code == 1
    assert "seeds/voices.yaml:1:1: error[entry-not-added]" in ran.stderr
    assert files_in(desk.project) == before


def test_a_changed_original_is_an_error(desk: Desk) -> None:
    """As a changed text is; and so is a missing one, or one elsewhere."""
    assert desk.add("grain.html", page(), *FACTS).code == 0
    original, articles = desk.project / "seeds/articles/originals/grain.html", desk.project / "seeds/articles.yaml"
    original.write_bytes(original.read_bytes() + b" ")
    (problem,) = desk.errors()
    line = articles.read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
    assert (problem["code"], line[: problem["column"] - 1]) == ("changed-file", "  original_sha256: ")
    for name in ("originals/grain.htm", "originals/../talks.txt", "talks.txt"):
        edit(articles, f"original_file: {desk.entry()['original_file']}", f"original_file: {name}")
        (problem,) = desk.errors()
        assert problem["code"] == "missing-file"
    edit(articles, "  original_file: talks.txt\n", "")
    (problem,) = desk.errors()
    assert problem["code"] == "missing-key"


# The conversation


def test_the_defaults_are_confirmed(desk: Desk) -> None:
    """Enter takes what was found; the publisher is asked for until it is one, and a new one gets an id."""
    ran = desk.converse("", "", "", "", "", "", "", "", "", "y")
    assert ran.code == 0, ran.stdout + ran.stderr
    assert "Headline, the headline that the page prints [Northland and Southland near an agreement]" in ran.stdout
    assert (
        "“The Northern Daily” is not a voice in seeds/voices.yaml and will be added. Its id [northern-daily]"
        in ran.stdout
    )
    assert desk.entry()["publisher"] == "northern-daily"


def test_answers_replace_what_was_found(desk: Desk) -> None:
    """A wrong answer is asked for again; `-` means none; a known voice is known by its name."""
    answers = ("Grain", "daily", "-", "May 2022", "2022-05", "", "de", "Grain!", "grain", "Public domain.", "y")
    ran = desk.converse(*answers)
    assert ran.code == 0, ran.stdout + ran.stderr
    entry = desk.entry()
    assert "author" not in entry
    given = {
        "id": "grain",
        "title": "Grain",
        "publisher": "daily",
        "published": "2022-05",
        "lang": "de",
        "rights": "Public domain.",
    }
    assert {key: entry[key] for key in given} == given
    assert "“May 2022”: expected a day, month, year or range" in ran.stdout + ran.stderr


@pytest.mark.parametrize("answers", [(), ("", "daily", "", "", "", "", "", "", "n")], ids=["nobody there", "no"])
def test_nothing_is_stored_unconfirmed(answers: tuple[str, ...], desk: Desk) -> None:
    """Where nobody answers, or the answer is no."""
    before = files_in(desk.project)
    ran = desk.converse(*answers)
    assert ran.code == 2
    assert "Nothing was stored." in ran.stderr
    assert files_in(desk.project) == before


def test_where_the_disk_refuses_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written before the refusal is undone: new files are removed, changed ones are as they were."""
    articles = desk.project / "seeds/articles.yaml"
    before = files_in(desk.project)

    def then_refuse(project: Project, files: Mapping[Path, bytes]) -> DryRun:
        tried = dry_run(project, files)
        assert list(files)[-1] == articles
        (articles.parent / ".articles.yaml.partial").mkdir()
        return tried

    monkeypatch.setattr("verbatim.desk.articles.storing.dry_run", then_refuse)
    with pytest.raises(IsADirectoryError):
        desk.add("grain.html", page(), "--yes", "--new-voice", "The Northern Daily")
    assert files_in(desk.project) == before
