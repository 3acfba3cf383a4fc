"""The edges of quotations by script and by kind: what may be cut off, what may not, and what the error says."""

import pytest
from verbatim.model.sources import Selector
from verbatim.quotation.locate import Absent, Found, locate
from verbatim.quotation.text.source_text import SourceText

# Script, a text, words that are whole in it, and words that cut a word in it.
SCRIPTS = [
    ("Latin", "The unhappy ministers met", "unhappy ministers", "happy ministers"),
    ("Cyrillic", "Это незаконно сегодня", "незаконно", "законно"),
    ("Greek", "Η παράνομη πράξη", "παράνομη", "νομη"),
    ("Armenian", "Նա անօրինական է", "անօրինական", "օրինական"),
    ("Georgian", "ეს უკანონო იყო", "უკანონო", "კანონო"),
    ("Hebrew", "הוא לאחוקי מאוד", "לאחוקי", "חוקי"),
    ("Arabic", "هذا لاقانوني جدا", "لاقانوني", "قانوني"),
    ("Persian", "این غیرقانونی است", "غیرقانونی", "قانونی"),
    ("Devanagari", "यह अवैध है", "अवैध है", "वैध है"),
    ("Bengali", "এটি অবৈধ ছিল", "অবৈধ", "বৈধ"),
    ("Tamil", "அது சட்டவிரோதமானது என்று", "சட்டவிரோதமானது", "சட்ட"),
    ("Hangul", "그는 불법이라고 했다", "불법이라고", "법이라고"),
    ("Ethiopic", "ይህ ሕገወጥ ነው", "ሕገወጥ", "ወጥ"),
    ("Thaana", "މިއީ ޤާނޫނާޚިލާފު", "މިއީ", "އީ"),
    ("Tibetan", "འདི་ ཁྲིམས་འགལ", "འགལ", "གལ"),
    ("Katakana", "新しいスマートフォンは", "スマートフォン", "フォン"),
    ("Thai", "เขาเห็นด้วยกับเรา", "เห็นด้วย", "ห็นด้วย"),
    ("Khmer", "គាត់យល់ព្រមហើយ", "យល់ព្រម", "រមហើយ"),
    ("Burmese", "ဂန္ဓီသဘောတူသည်", "သဘောတူ", "ဓီသဘောတူ"),
    ("Lao", "ລາວເຫັນດີນຳ", "ເຫັນດີ", "ຫັນດີ"),
    ("Han", "他们在三百万人中", "他们在", "百万人"),
    ("Hiragana", "彼はがんばった", "がんばった", "か"),
]


def look(text: str, quote: str) -> Found | Absent:
    """Locate a quotation that occurs at most once."""
    answer = locate(Selector(quote=quote), SourceText(text), 400)
    assert isinstance(answer, Found | Absent)
    return answer


@pytest.mark.parametrize(("script", "text", "whole", "cut"), SCRIPTS, ids=[row[0] for row in SCRIPTS])
def test_each_script(script: str, text: str, whole: str, cut: str) -> None:
    """Whole words are found; a part of a word or character is not, where that can be known."""
    assert isinstance(look(text, whole), Found), script
    assert isinstance(look(text, cut), Absent), script


@pytest.mark.parametrize(
    ("text", "quote"), [("他不同意出兵", "同意出"), ("彼はがんばった", "んば"), ("เขาเห็นด้วย", "ขาเ")]
)
def test_a_script_without_blanks_may_be_cut_between_two_letters(text: str, quote: str) -> None:
    """But not inside a syllable that is written as one."""
    assert isinstance(look(text, quote), Absent if "เ" in quote else Found)


# A text, the words that cut it, what the error names, and what it says to write.
CUT = [
    ("US-backed rebels came", "backed rebels", "US-backed", "US-backed rebels"),
    ("sent non-lethal aid", "lethal aid", "non-lethal", "non-lethal aid"),
    ("sent non-\nlethal aid", "lethal aid", "non-\nlethal", "non-\nlethal aid"),
    ("a 12-year-old boy", "year-old boy", "12-year-old", "12-year-old boy"),
    ("some 300 000 men", "300", "300 000", "300 000"),
    ("some 300\u202f000 men", "000 men", "300\u202f000", "300\u202f000 men"),
    ("some 1’000’000 people", "000 people", "1’000’000", "1’000’000 people"),
    ("at 10:30 pm", "30 pm", "10:30", "10:30 pm"),
    ("on 12/11/2023 they", "12", "12/11/2023", "12/11/2023"),
    ("the 1999–2001 talks", "2001 talks", "1999–2001", "1999–2001 talks"),
    ("grew 5 % more", "5", "5 %", "5 %"),
    ("paid US$5 million", "5 million", "US$5", "US$5 million"),
    ("paid 5€ more", "5", "5€", "5€"),
    ("paid 5 € more", "5", "5 €", "5 €"),
    ("some 10^6 men", "6 men", "10^6", "10^6 men"),
    ("the 4×4 cars", "4 cars", "4×4", "4×4 cars"),
    ("was −5 degrees", "5 degrees", "−5", "−5 degrees"),
    ("was -5 degrees", "5 degrees", "-5", "-5 degrees"),
    ("about ~300 men", "300 men", "~300", "~300 men"),
    ("some ½ and 3½ tonnes", "½ tonnes", "3½", "3½ tonnes"),
    ("at 5°C today", "5", "5°C", "5°C"),
    ("有300万人", "万人", "300万", "300万人"),
    ("有百分之三十的人", "三十的人", "百分之三十", "百分之三十的人"),
    ("some ١٢٬٠٠٠ men", "١٢", "١٢٬٠٠٠", "١٢٬٠٠٠"),
    ("the im\u00ad\nportant deal", "portant deal", "im\u00ad\nportant", "im\u00ad\nportant deal"),
    ("the im¬\nportant deal", "portant deal", "im¬\nportant", "im¬\nportant deal"),
    ("x\u0331 is here", "x", "x\u0331", "x\u0331"),
    ("a 🇺🇦 b", "a 🇺", "🇺🇦", "a 🇺🇦"),
    ("a 👩\u200d👧 b", "a 👩", "👩\u200d👧", "a 👩\u200d👧"),
    ("co\u00adoperation now", "operation now", "co\u00adoperation", "co\u00adoperation now"),
    ("the U.S. said", "S. said", "U.S", "U.S. said"),
    ("on example.com now", "com now", "example.com", "example.com now"),
    ("the R&D budget", "D budget", "R&D", "R&D budget"),
    ("l’armée est", "armée est", "l’armée", "l’armée est"),
    ("el col·lega diu", "lega diu", "col·lega", "col·lega diu"),
    ("my_name here", "name here", "my_name", "my_name here"),
    ("the non–lethal aid", "lethal aid", "non–lethal", "non–lethal aid"),
    ("an ex–general and", "general and", "ex–general", "ex–general and"),
    ("a non- lethal plan", "lethal plan", "non- lethal", "non- lethal plan"),
    ("some 5 – 10 men", "10 men", "5 – 10", "5 – 10 men"),
    ("some 10⁻³ grams", "³ grams", "10⁻³", "10⁻³ grams"),
    ("a man of 5' 10\" fell", '10" fell', "5' 10\"", "5' 10\" fell"),
    ("ranked No.5 there", "5 there", "No.5", "No.5 there"),
    ("paid Rs.500 there", "Rs", "Rs.500", "Rs.500"),
    ("cost kr.500 there", "500 there", "kr.500", "kr.500 there"),
    ("中国No.25国", "中国No", "No.25", "中国No.25"),
    ("看10月5日", "10", "10月", "10月"),
    ("看10月5日", "月5日", "10月", "10月5日"),
    ("二〇二三年", "年", "二〇二三年", "二〇二三年"),
    ("3か月後", "か月後", "3か月", "3か月後"),
    ("付300万元", "300万", "300万元", "300万元"),
    ("မြန်မာ", "န်မာ", "မြန်", "မြန်မာ"),
]


@pytest.mark.parametrize(("text", "quote", "word", "passage"), CUT)
def test_a_cut_is_named_with_the_words_to_write(text: str, quote: str, word: str, passage: str) -> None:
    """And what it says to write is found."""
    answer = look(text, quote)
    assert isinstance(answer, Absent)
    assert answer.cut
    assert (answer.cut.word, answer.cut.passage) == (word, passage)
    assert isinstance(look(text, passage), Found)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("in 2023 – 10 men", "10 men"),
        ("on Monday – 10 men", "10 men"),
        ("he left–then came", "then came"),
        ("it ended badly.300 men", "300 men"),
        ("paid Rs 500 there", "500"),
        ("ranked No. 5 there", "5 there"),
        ("有300人", "300"),
        ("统一时间", "时间"),
        ("F-16战机", "F-16"),
        ("saw '5' and \"10\" men", 'and "10"'),
    ],
)
def test_what_is_beside_words_is_not_always_part_of_them(text: str, quote: str) -> None:
    """A dash of a sentence, a full stop, and a unit that is a word of its own."""
    assert isinstance(look(text, quote), Found)


def test_words_that_are_nowhere_cut_nothing() -> None:
    """Nor do words that are whole elsewhere in the text."""
    assert look("The ministers met", "presidents").cut is None  # type: ignore[union-attr]
    assert isinstance(look("not no", "no"), Found)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("500+ men came", "500"),
        ("On 20. 11. 2023 they met", "11. 2023 they met"),
        ("5 %–10 % of men", "10 % of men"),
        ("the (un)signed deal", "signed deal"),
        ("the “non”-lethal aid", "lethal aid"),
        ("an anti - war speech", "war speech"),
        ("the non—lethal aid", "lethal aid"),
        ("a U.S.-backed force", "backed force"),
        ("write to a@b.example now", "b.example"),
        ("don`t go", "don"),
        ("Minister*innen kamen", "Minister"),
        ("paid $5m–$10m for it", "$10m"),
        ("open 5am-10am today", "5am"),
        ("the F–16 jets", "16 jets"),
        ("some 300\u2005000 men", "000 men"),
        ("some 3⋅5 men", "5 men"),
        ("كان ٣،٥ من", "٥ من"),
        ("some ∓5 men", "5 men"),
        ("was －5 degrees", "5 degrees"),
        ("a 5˚C day", "5"),
        ("the (non-)lethal aid", "lethal aid"),
        ("the [non]lethal aid", "lethal aid"),
        ("the “un”signed deal", "signed deal"),
        ("the non -lethal aid", "lethal aid"),
        ("the non—\nlethal aid", "lethal aid"),
        ("a dis- honest man", "honest man"),
        ("это анти–военный марш", "военный марш"),
        ("共三年半时间", "三年"),
        ("3年半後", "3年"),
        ("三点半开始", "三点"),
        ("三十来岁的人", "三十"),
        ("何十人も", "十人"),
        ("十数人が来た", "十"),
        ("三分の一", "一"),
        ("全体の3分の1だ", "1"),
        ("paid 5 US$ more", "5"),
        ("بنسبة ٪٥٠ من", "٥٠ من"),
        ("toplamın %50 kadarı", "50 kadarı"),
    ],
)
def test_other_signs_that_join(text: str, quote: str) -> None:
    """Signs within a word, a number or a range; a half; a prefix that marks, brackets or blanks part from its word."""
    assert look(text, quote).cut  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the law (2023)and more", "and more"),
        ("a *very* big deal", "very"),
        ("2+2 is four", "2+2"),
        ("there were 20. 11 men came", "11 men came"),
        ("he said `no` to it", "no"),
        ("the minister(s) met", "the minister"),
        ("SEOUL (AP)Kim said", "Kim said"),
        ("said “in”and out", "and out"),
        ("三点半夜里", "三点"),
        ("任何十人", "十人"),
        ("三百来自中国", "三百"),
        ("三十数据", "三十"),
        ("a rise of 5% 10 men saw", "10 men"),
        ("in 2023 US$5 was paid", "2023"),
        ("from 5 May–June 10 on", "June 10"),
    ],
)
def test_signs_that_do_not_join(text: str, quote: str) -> None:
    """The same signs next to whole words and numbers."""
    assert isinstance(look(text, quote), Found)
