"""Which language a text is probably in, and what is proposed where a page states another one."""

import pytest
from verbatim.desk.articles.likely_language import likely_languages

from tests.desk.test_add_source import FACTS, Desk, desk
from tests.support.webpages import NEWS, PARAGRAPHS, page

__all__ = ["desk"]

GERMAN = (
    "Der Minister hat am Montag gesagt, dass die Verhandlungen mit dem Nachbarn nicht vor der Ernte beendet werden.",
    "Die Sprecherin des Ministeriums wollte das nicht bestätigen, und auch für den Verband ist die Lage noch unklar.",
    "Im Frühjahr hatte der Fluss die Felder von beiden Ländern überschwemmt, wie es in einem Bericht der Bauern heißt.",
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(PARAGRAPHS), "en"),
        (" ".join(GERMAN), "de"),
        (
            "Le ministre a dit que les négociations avec le pays voisin ne sont pas finies, et que la récolte est " * 3,
            "fr",
        ),
        (
            "El ministro dijo que las negociaciones con el país vecino no se cierran por la cosecha de los campos " * 3,
            "es",
        ),
        (
            "Ministern sade att det inte är klart och att man har för avsikt att gå till en ny omgång på måndag " * 3,
            "sv",
        ),
        ("Министр сказал, что переговоры продолжаются.", "ru"),
        ("Ο υπουργός είπε ότι οι συνομιλίες συνεχίζονται.", "el"),
        ("大臣は会談が続くと述べた。", "ja"),
        ("部长说会谈继续进行。", "zh"),
        ("장관은 회담이 계속된다고 말했다.", "ko"),
        ("मंत्री ने कहा कि वार्ता जारी है।", "hi"),
        ("قال الوزير إن المحادثات مستمرة.", "ar"),
        ("Міністр сказав, що її переговори тривають, а він ще не бачив їхніх угод.", "uk"),
        ("Міністр сказаў, што перамовы працягваюцца, а ён яшчэ не бачыў дамоў.", "be"),
        ("Министар је рекао да ће се разговори наставити и да ће доћи.", "sr"),
        ("وزیر گفت که گفتگوها ادامه دارد و چیزی امضا نشد.", "fa"),
        ("وزیر نے کہا کہ بات چیت جاری ہے اور کچھ نہیں ہوا۔", "ur"),
        ("รัฐมนตรีกล่าวว่าการเจรจายังดำเนินต่อไป", "th"),
    ],
)
def test_the_likeliest_language(text: str, language: str) -> None:
    """By its frequent words, or by its script."""
    assert likely_languages(text)[0] == language


@pytest.mark.parametrize(
    "text", ["", "1, 2, 3", "The minister said so.", "Zxq vbn mko " * 40, "Ada Berg, Bo Lind, " * 30]
)
def test_what_says_nothing(text: str) -> None:
    """Few words, names, or words of no language."""
    assert likely_languages(text) == ()


def test_both_of_two_languages_that_differ_little() -> None:
    """A text may be Danish or Norwegian."""
    text = "Han sier at det er en god dag for alle, og at de ikke har tid til en ny runde med den andre på mandag " * 3
    assert {"da", "no", "nb"} <= set(likely_languages(text))


def test_a_german_text_file_is_not_called_english(desk: Desk) -> None:
    """The proposed language is that of the text."""
    ran = desk.add("a.txt", "\n\n".join(GERMAN), "--title", "Ernte", *FACTS)
    assert ran.code == 0, ran.stderr
    assert desk.entry()["lang"] == "de"
    assert "lang: de  (guessed from the text’s words)" in ran.stdout


def test_a_page_that_states_another_language(desk: Desk) -> None:
    """The editor is warned, and the language of the text is proposed."""
    ran = desk.add("a.html", page(NEWS, GERMAN, "Ernte in Gefahr"), *FACTS)
    assert ran.code == 0, ran.stderr
    assert "says “en”, but the text looks like “de”." in ran.stdout
    assert desk.entry()["lang"] == "de"


def test_a_bad_byte_is_told_and_kept(desk: Desk) -> None:
    """The text has U+FFFD in its place, the saved page is kept byte for byte."""
    raw = page("<meta charset='utf-8'>").encode().replace(b"spring", b"spr\xffing")
    ran = desk.add("grain.html", raw, *FACTS)
    assert ran.code == 0, ran.stderr
    told = "1 character of the file could not be read as utf-8, 1 of them in the text that is stored, as “\ufffd”"
    assert f"Warning: {told}." in ran.stdout
    assert desk.stored("originals/grain.html") == raw
    assert "spr\ufffding" in desk.stored("grain.txt").decode()


def test_a_text_file_with_a_bad_byte_is_converted(desk: Desk) -> None:
    """Stored text is UTF-8, and the file itself is kept."""
    raw = "\n\n".join(PARAGRAPHS).encode().replace(b"spring", b"spr\xffing")
    ran = desk.add("a.txt", raw, "--title", "Grain", *FACTS)
    assert ran.code == 0, ran.stderr
    assert desk.stored("originals/a.txt") == raw
    assert "spr\ufffding" in desk.stored("a.txt").decode()
