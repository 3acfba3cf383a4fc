"""The other parts of names, numbers, dates and references that a quotation leaves out."""

import pytest
from verbatim.quotation.left_out.details import details_left_out
from verbatim.quotation.text.source_text import Span

# The language, a text, what is quoted of it, and the passage that is whole.
PARTS = [
    ("en", "Kim Jong Un will travel there", "Kim Jong", "Kim Jong Un"),
    ("en", "the leader of North Korea said", "leader of North", "leader of North Korea"),
    ("en", "the leader of North Korea said", "Korea said", "North Korea said"),
    ("en", "the People’s Republic of China agreed", "Republic of China", "People’s Republic of China"),
    ("en", "the second World War II ended", "World War", "World War II"),
    ("fr", "la Corée du Nord parle demain", "la Corée", "la Corée du Nord"),
    ("es", "habla Corea del Norte", "Corea", "Corea del Norte"),
    ("ru", "Северная Корея заявила", "Корея заявила", "Северная Корея заявила"),
    ("zh", "南朝鲜表示同意", "朝鲜表示", "南朝鲜表示"),
    ("ja", "北朝鮮は合意した", "朝鮮は", "北朝鮮は"),
    ("en", "it breaks Article 5(2) of it", "Article 5", "Article 5(2)"),
    ("en", "it breaks Article 12 (a) of it", "Article 12", "Article 12 (a)"),
    ("en", "it breaks Article 5 bis of it", "Article 5", "Article 5 bis"),
    ("de", "gegen Art. 5 Abs. 2 verstoßen", "Art. 5", "Art. 5 Abs."),
    ("en", "on 12 July they met", "July they met", "12 July they met"),
    ("en", "on 12th July they met", "July they met", "12th July they met"),
    ("en", "in late July they met", "July they met", "late July they met"),
    ("en", "before July they met", "July they met", "before July they met"),
    ("en", "on July 12 they met", "on July", "on July 12"),
    ("de", "am 12. Juli kamen sie", "am 12", "am 12. Juli"),
    ("fr", "le 12 juillet ils", "le 12", "le 12 juillet"),
    ("es", "el 12 de julio vino", "el 12", "el 12 de julio"),
    ("ru", "12 июля они", "12", "12 июля"),
    ("en", "at 10 pm they met", "at 10", "at 10 pm"),
    ("en", "in 300 BC they met", "in 300", "in 300 BC"),
    ("en", "They sold two hundred thousand shells.", "hundred thousand shells", "two hundred thousand shells"),
    ("en", "They sold two hundred thousand shells.", "They sold two", "They sold two hundred"),
    ("en", "One hundred and five men came.", "five men came", "hundred and five men came"),
    ("en", "On 12\u2009July they met.", "July they met", "12\u2009July they met"),
    ("en", "They sold 300 million shells.", "They sold 300", "They sold 300 million"),
    ("en", "It rose by 5 per cent.", "It rose by 5", "It rose by 5 per cent"),
    ("en", "half a million men came", "a million men", "half a million men"),
    ("en", "less than 300 men came", "300 men", "less than 300 men"),
    ("en", "minus 5 degrees", "5 degrees", "minus 5 degrees"),
    ("en", "one in five men", "five men", "one in five men"),
    ("de", "kostete 5 Millionen Euro", "kostete 5", "kostete 5 Millionen"),
    ("de", "kostete 5 Mrd. Euro", "kostete 5", "kostete 5 Mrd"),
    ("fr", "coûte 5 milliards", "coûte 5", "coûte 5 milliards"),
    ("es", "costó 5 mil millones", "costó 5", "costó 5 mil"),
    ("ru", "стоит 5 млрд рублей", "стоит 5", "стоит 5 млрд"),
    ("ar", "دفع 5 ملايين", "دفع 5", "دفع 5 ملايين"),
    ("he", "שילם 5 מיליון", "שילם 5", "שילם 5 מיליון"),
    ("hi", "5 करोड़ रुपये", "5", "5 करोड़"),
    ("th", "300 ล้านบาท", "300", "300 ล้าน"),
]
WHOLE = [
    ("en", "On Monday Kim met them there", "On Monday"),
    ("en", "In July Putin met them there", "In July"),
    ("en", "KIM TO MEET PUTIN", "KIM"),
    ("en", "Kim To Meet Putin", "Kim"),
    ("en", "President Putin met them there", "Putin met"),
    ("en", "the north Korea borders", "Korea borders"),
    ("de", "Der Präsident Nordlands kam gestern", "Der Präsident"),
    ("en", "on 12 July 2022 they met", "on 12 July"),
    ("en", "Resolution 1718 (2006) of it", "Resolution 1718"),
    ("en", "It has 300 ships", "It has 300"),
    ("en", "In 2023 one minister came", "one minister came"),
    ("en", "She sent grain", "She sent"),
    ("xx", "Kim met them there", "Kim"),
]


@pytest.mark.parametrize(("lang", "text", "quote", "passage"), PARTS)
def test_a_part_that_is_left_out(lang: str, text: str, quote: str, passage: str) -> None:
    """The passage has the part with what is quoted."""
    start = text.index(quote)
    (found,) = details_left_out(text, lang, [Span(start, start + len(quote))])
    assert found.passage == passage
    assert found.word in passage
    assert found.where == ("after" if passage.startswith(quote) else "before")


@pytest.mark.parametrize(("lang", "text", "quote"), WHOLE)
def test_what_is_whole(lang: str, text: str, quote: str) -> None:
    """A capital at the start of another name or of a headline, a year, and a noun after a number are nothing of it."""
    start = text.index(quote)
    assert not list(details_left_out(text, lang, [Span(start, start + len(quote))]))
