"""Words beside a quotation or between its parts that negate or limit it, and question marks that it leaves out."""

import pytest
from verbatim.quotation.left_out.negations import may_negate, negates, negations_left_out
from verbatim.quotation.text.source_text import Span

from tests.quotation.text.test_edges import look


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("他不同意出兵", "同意出兵", [("不", "before")]),
        ("还没有同意", "有同意", [("没", "before")]),
        ("未確認の情報", "確認", [("未", "before")]),
        ("合意ではない。", "合意", [("ではない", "after")]),
        ("行かない", "行か", [("ない", "after")]),
        ("行きません", "行き", [("ません", "after")]),
        ("เขาไม่เห็นด้วย", "เห็นด้วย", [("ไม่", "before")]),
        ("他否认签署协议", "签署协议", [("否认", "before")]),
        ("还没有签署协议", "签署协议", [("没有", "before")]),
        ("เขาปฏิเสธว่าลงนาม", "ลงนาม", [("ปฏิเสธว่า", "before")]),
        ("他不会签署协议", "签署协议", [("不会", "before")]),
        ("他不再支持他们", "支持他们", [("不再", "before")]),
        ("所谓协议", "协议", [("所谓", "before")]),
        ("彼は同意しなかった", "同意", [("しなかっ", "after")]),
        ("署名していない", "署名", [("していない", "after")]),
        ("署名できない", "署名", [("できない", "after")]),
        ("署名を拒否した", "署名", [("を拒否", "after")]),
        ("ยังไม่เคยลงนาม", "ลงนาม", [("ไม่เคย", "before")]),
        ("เขา\u200bไม่\u200bเห็น\u200bด้วย", "เห็น\u200bด้วย", [("ไม่", "before")]),
        ("合意\u200bでは\u200bない。", "合意", [("ではない", "after")]),
        ("署名している", "署名", []),
        ("他同意", "同意", []),
        ("“不”同意", "同意", []),
    ],
)
def test_a_negation_beside_a_quotation(text: str, quote: str, expected: list[tuple[str, str]]) -> None:
    """In scripts without blanks, where nothing else shows that it was cut off."""
    start = text.index(quote)
    found = negations_left_out(text, "zh", [Span(start, start + len(quote))])
    assert [(each.word, each.where) for each in found] == expected


@pytest.mark.parametrize(
    ("lang", "text", "quote", "passage"),
    [
        ("en", "He did not sign anything.", "sign anything", "not sign anything"),
        ("en", "He didn’t sign anything.", "sign anything", "didn’t sign anything"),
        ("en-GB", "He did not, “sign anything”.", "sign anything", "not, “sign anything"),
        ("en", "He denied that talks were held.", "talks were held", "denied that talks were held"),
        ("en", "They refused to sign.", "sign", "refused to sign"),
        ("en", "It was not only arms but shells.", "only arms", "not only arms"),
        ("en", "We will attack if they come.", "We will attack", "We will attack if"),
        ("en", "If they come, we attack.", "they come", "If they come"),
        ("en", "They may sign the deal.", "sign the deal", "may sign the deal"),
        ("en", "They signed nothing.", "They signed", "They signed nothing"),
        ("en", "We will not sign.", "We will […] sign", "We will not sign"),
        ("de", "Er hat nicht unterschrieben.", "unterschrieben", "nicht unterschrieben"),
        ("fr", "Il n’a pas signé.", "signé", "pas signé"),
        ("es", "No firmará hoy.", "firmará", "No firmará"),
        ("ru", "Он не подписал.", "подписал", "не подписал"),
        ("ko", "그는 안 갔다.", "갔다", "안 갔다"),
        ("hi", "उसने नहीं कहा।", "कहा", "नहीं कहा"),
        ("ar", "لم يوقع", "يوقع", "لم يوقع"),
        ("tr", "Bu doğru değil.", "Bu doğru", "Bu doğru değil"),
        ("en", "He did no\u00adt sign.", "sign", "not sign"),
        ("en", "It is a lie that they signed.", "they signed", "a lie that they signed"),
        ("en", "He dismissed reports that they signed.", "they signed", "dismissed reports that they signed"),
        ("en", "There is no evidence that they signed.", "they signed", "no evidence that they signed"),
        (
            "en",
            "He stopped short of saying that they signed.",
            "they signed",
            "stopped short of saying that they signed",
        ),
        ("en", "It is not true that they signed.", "they signed", "not true that they signed"),
        ("en", "That they signed is a myth.", "That they signed", "That they signed is a myth"),
        ("en", "That they signed has been denied.", "That they signed", "That they signed has been denied"),
        ("en", "Never, he said, “will we sign”.", "will we sign", "Never, he said, “will we sign"),
        ("en", "They did not in any way sign it.", "sign it", "not in any way sign it"),
        ("en", "The so-called republic agreed.", "republic agreed", "so-called republic agreed"),
        ("en", "They plan to sell shells.", "sell shells", "plan to sell shells"),
        ("en", "He would sign, if paid, the deal.", "He would sign […] the deal", "He would sign, if paid, the deal"),
        ("de", "Er bestreitet, dass sie kamen.", "sie kamen", "bestreitet, dass sie kamen"),
        ("fr", "Il est faux que tu viens.", "tu viens", "faux que tu viens"),
        ("es", "Es falso que firmó.", "firmó", "falso que firmó"),
        ("ru", "Неверно, что он подписал.", "он подписал", "Неверно, что он подписал"),
        ("el", "Δεν υπέγραψε.", "υπέγραψε", "Δεν υπέγραψε"),
        ("he", "הוא הכחיש כי חתם", "חתם", "הכחיש כי חתם"),
        ("ar", "نفى أن روسيا وقعت", "روسيا وقعت", "نفى أن روسيا وقعت"),
        ("fi", "Hän ei tullut.", "tullut", "ei tullut"),
        ("ur", "اس نے نہیں کہا", "کہا", "نہیں کہا"),
        ("en", "It has not been signed.", "signed", "not been signed"),
        ("en", "No such talks were held.", "talks were held", "No such talks were held"),
        ("en", "I don’t think they signed.", "they signed", "don’t think they signed"),
        ("en", "Nor will they sign it.", "they sign it", "Nor will they sign it"),
        ("en", "They did (not) sign it.", "sign it", "not) sign it"),
        ("en", "They did not\u2003sign it.", "sign it", "not\u2003sign it"),
        ("en", "The non lethal aid came.", "lethal aid", "non lethal aid"),
        ("en", "They all but signed it.", "signed it", "all but signed it"),
        ("en", "They signed, which is a lie.", "They signed", "They signed, which is a lie"),
        ("pt", "Ele na\u0303o assinou.", "assinou", "não assinou"),
        ("ro", "Nu au semnat.", "au semnat", "Nu au semnat"),
        ("hu", "Nem írták alá.", "írták alá", "Nem írták alá"),
        ("sr", "Нису потписали.", "потписали", "Нису потписали"),
        ("ka", "არ მოაწერეს ხელი", "მოაწერეს ხელი", "არ მოაწერეს ხელი"),
        ("ar", "بدون موافقة الوزير", "موافقة الوزير", "بدون موافقة الوزير"),
        ("de", "Niemand unterschrieb es.", "unterschrieb es", "Niemand unterschrieb es"),
    ],
)
def test_a_word_that_is_left_out_and_may_turn_the_sense_round(lang: str, text: str, quote: str, passage: str) -> None:
    """A negation, a condition, a denial, a modal verb: the passage with it is shown."""
    spans = look(text, quote).spans  # type: ignore[union-attr]
    assert [each.passage for each in negations_left_out(text, lang, spans)] == [passage]


@pytest.mark.parametrize(
    ("lang", "text", "quote"),
    [
        ("en", "He signed. Not today.", "He signed."),
        ("en", "He said no. They left.", "They left"),
        ("en", "He said no.\nThey left", "They left"),
        ("en", "In 2023 one minister came.", "one minister came"),
        ("en", "She noted a deal.", "a deal"),
        ("en", "He signed, but left", "He signed"),
        ("pt", "Ele assinou no Porto.", "Porto"),
        ("xx", "He did not sign.", "sign"),
        ("en", "They do not have perfect visibility.", "perfect visibility"),
        ("en", "It would be the first trip.", "the first trip"),
    ],
)
def test_what_is_in_another_sentence_or_language_is_not_told(lang: str, text: str, quote: str) -> None:
    """Nor is a word that only begins like a negation."""
    assert not list(negations_left_out(text, lang, look(text, quote).spans))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("lang", "text", "quote", "passage"),
    [
        ("en", "Will they sign the deal?", "they sign the deal", "they sign the deal?"),
        ("en", "“We will sign”? Hardly.", "We will sign", "We will sign”?"),
        ("ru", "Они подписали договор?", "Они подписали", "Они подписали договор?"),
        ("ar", "هل وقعوا الاتفاق؟", "وقعوا", "وقعوا الاتفاق؟"),
        ("zh", "他们会签署协议吗？", "签署协议", "签署协议吗？"),
        ("el", "Θα υπογράψουν;", "υπογράψουν", "υπογράψουν;"),
    ],
)
def test_a_question_mark_that_is_left_out(lang: str, text: str, quote: str, passage: str) -> None:
    """What was asked is no statement, wherever in the question the quotation ends."""
    start = text.index(quote)
    assert [each.passage for each in negations_left_out(text, lang, [Span(start, start + len(quote))])] == [passage]


@pytest.mark.parametrize(
    ("lang", "text", "quote"),
    [
        ("en", "They signed. Will it last?", "They signed"),
        ("en", "Will they sign the deal?", "Will they sign the deal?"),
        ("en", "They signed; it rained.", "They signed"),
        ("en", "They signed\nWhy?", "They signed"),
    ],
)
def test_what_is_no_question(lang: str, text: str, quote: str) -> None:
    """Another sentence or line is asked, or the mark is quoted."""
    start = text.index(quote)
    assert not list(negations_left_out(text, lang, [Span(start, start + len(quote))]))


def test_whether_a_text_negates() -> None:
    """A word that only limits may stand for a negation in another language."""
    assert (negates("He did not sign.", "en"), may_negate("He did not sign.", "en")) == (True, True)
    assert (negates("He refused to sign.", "en-GB"), may_negate("He refused to sign.", "en")) == (False, True)
    assert (negates("Он подписал.", "ru"), may_negate("Он подписал.", "ru")) == (False, False)
    assert (negates("Not.", "xx"), may_negate("Not.", "xx")) == (None, None)
