"""A language: the sentences of the pages in it, and how it writes dates, numbers and lists.

In: a tag (BCP 47), English sentences, values. Out: words for readers. The sentences come from the catalogue of the
language, everything else from CLDR. A sentence is whole; its values are placeholders such as `%(name)s`, and a percent
sign in it is doubled.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, parse_pattern
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal

from verbatim.model.values.fields import Period, Word
from verbatim.translation.catalogue import ENGLISH, catalogue_file, read_catalogue

# English without a country writes dates and lists as most countries do: 25 July 2023; a, b and c.
_INTERNATIONAL_ENGLISH = "en-001"

# The narrow blank that CLDR has in ranges of dates.
_THIN_SPACE = "\u2009"
_SHORT_MONTH = re.compile("(?<!M)MMM(?!M)")

# In a sentence from right to left a value may be a name from left to right, which must not change the order of the
# words around it (Unicode Standard Annex 9, 2.4.2 and 6.3). The values inside of tags are addresses. A date
# is set apart too, or its day would go to a name before it.
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_TAG_OR_PLACEHOLDER = re.compile(r"<[^<>]*>|%\((\w+)\)s")

# Russian writes the word for “year” in full where a sentence can end after it.
_YEAR_IN_RUSSIAN = ("\u202fг.", "\u00a0года")

# So many numbers from 0 on have every plural form that whole numbers have in any language.
_NUMBERS = 201


def to_translate(message: str) -> str:
    """Mark an English sentence for the catalogues, where it is not translated yet."""
    return message


@dataclass(frozen=True)
class Language:
    """A language by its tag."""

    tag: str

    def __reduce__(self) -> tuple[type["Language"], tuple[str]]:
        """Only the tag goes to another process."""
        return Language, (self.tag,)

    def gettext(self, message: str, /, **values: Any) -> str:
        """A sentence."""
        return self._filled(self._translations.gettext(message), values)

    def pgettext(self, context: str, message: str, /, **values: Any) -> str:
        """A sentence or a word that means something else in another context."""
        return self._filled(self._translations.pgettext(context, message), values)

    def ngettext(self, singular: str, plural: str, num: int, /, **values: Any) -> str:
        """A sentence about a number of things, which is its placeholder `num`."""
        return self._filled(self._translations.ngettext(singular, plural, num), {"num": num, **values})

    def npgettext(self, context: str, singular: str, plural: str, num: int, /, **values: Any) -> str:
        """The same in a context, such as after a preposition."""
        return self._filled(self._translations.npgettext(context, singular, plural, num), {"num": num, **values})

    def word(self, word: Word) -> str:
        """A word of a fixed set, such as the kind of a change."""
        return self.pgettext(type(word).__name__, word.value.replace("_", " "))

    def by_number(self, singular: str, plural: str) -> dict[str, str]:
        """The forms of a sentence by the categories of CLDR (`one`, `few`, …), with `{num}` for the number."""
        forms = dict[str, str]()
        for number in range(_NUMBERS):
            form = self._translations.ngettext(singular, plural, number) % {"num": "{num}"}
            forms.setdefault(self.locale.plural_form(number), form)
        return forms

    @property
    def comma(self) -> str:
        """What is between things that are listed one after the other."""
        return self.pgettext("between things", ", ")

    @property
    def semicolon(self) -> str:
        """The same between things that have commas."""
        return self.pgettext("between things", "; ")

    @property
    def colon(self) -> str:
        """What follows a label."""
        return self.pgettext("after a label", ":")

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def number(self, number: int) -> str:
        """A whole number. Up to three digits are never grouped; CLDR's pattern would take most of a page's time."""
        return str(number) if 0 <= number < 1000 else format_decimal(number, locale=self.locale)

    def name_of(self, tag: str) -> str:
        """The name of a language; its tag if it has none here."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def percent(self, share: float) -> str:
        """A share from 0 to 1, in whole percent."""
        return self.gettext("%(number)s %%", number=round(100 * share))

    def listed(self, words: Iterable[str]) -> str:
        """Words as a list in a sentence: `a, b and c`; empty if there are none."""
        return format_list([*words], "standard", self.locale)

    # A site has a few hundred days, and some of them on every page.
    @lru_cache(maxsize=10_000)  # noqa: B019 - a language is only its tag
    def day(self, value: date | Period) -> str:
        """A date or a period in words: `25–27 July 2023`, `July 2023`, `2023`."""
        words = self._in_words(value)
        if self.direction == "rtl":
            return f"{_ISOLATE}{words}{_END_ISOLATE}"
        return words.replace(*_YEAR_IN_RUSSIAN) if self.locale.language == "ru" else words

    def _in_words(self, value: date | Period) -> str:
        if not isinstance(value, Period):
            return format_date(value, "long", self.locale)
        start, end = value.start, value.end
        first, _, last = value.text.partition("/")
        if not last:
            return self._exact_to(len(first), start)
        if len(first) == len(last) == len("2023-07-25") and start.year == end.year:
            return self._interval(start, end)
        pattern = str(self.locale.interval_formats[None]).replace(_THIN_SPACE, " ")
        return pattern.format(*(self._in_words(Period.parse(part)) for part in (first, last)))

    def _exact_to(self, length: int, day: date) -> str:
        """A year, a month or a day, by the length of its text in the data."""
        skeleton = {4: "y", 7: "yMMMM"}.get(length)
        return format_skeleton(skeleton, day, locale=self.locale) if skeleton else self._in_words(day)

    def _interval(self, start: date, end: date) -> str:
        """Two days of one year."""
        formats = self.locale.interval_formats
        named = "yMMMMd" if "yMMMMd" in formats else "yMMMd"
        pieces = formats[named]["d" if start.month == end.month else "M"]
        written = (
            parse_pattern(_SHORT_MONTH.sub("MMMM", piece)).apply(day, self.locale)
            for piece, day in zip(pieces, (start, end), strict=True)
        )
        return "".join(written).replace(_THIN_SPACE, " ")

    @property
    def catalogue(self) -> str:
        """The language of its catalogue, which may be a part of the tag."""
        file = catalogue_file(self.tag)
        return file.stem if file else ENGLISH

    @cached_property
    def locale(self) -> Locale:
        """The data of CLDR."""
        for tag in _lookup(_INTERNATIONAL_ENGLISH if self.tag == ENGLISH else self.tag):
            try:
                return Locale.parse(tag, sep="-")
            except (UnknownLocaleError, ValueError):
                continue
        return Locale.parse(_INTERNATIONAL_ENGLISH, sep="-")

    @cached_property
    def _translations(self) -> NullTranslations:
        file = catalogue_file(self.tag)
        if file is None:
            return NullTranslations()
        compiled = BytesIO()
        write_mo(compiled, read_catalogue(file))
        compiled.seek(0)
        return GNUTranslations(compiled)

    def _filled(self, text: str, values: dict[str, Any]) -> str:
        if self.direction == "rtl":
            text = _TAG_OR_PLACEHOLDER.sub(
                lambda found: f"{_ISOLATE}{found[0]}{_END_ISOLATE}" if _is_foreign(values.get(found[1])) else found[0],
                text,
            )
        return text % {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}


def _is_foreign(value: Any) -> bool:
    """Whether a value has a letter of a script that is written from left to right."""
    return any(bidirectional(character) == "L" for character in str(value or ""))


def _lookup(tag: str) -> Iterator[str]:
    """The tag, and then shorter ones (RFC 4647, section 3.4)."""
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        yield "-".join(parts[:end])
