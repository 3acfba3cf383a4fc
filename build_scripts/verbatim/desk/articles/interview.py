"""Asks the editor for the details of a new article.

In: a `NewArticle`, the data, the options of the command, and a function that asks a question (none with `--yes`, which
accepts every default). Out: the `ArticleAnswers`. Nothing is printed or written here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from verbatim.desk.articles.new_article import NewArticle
from verbatim.desk.slug import slug, unused_id
from verbatim.model.loaded import Loaded
from verbatim.model.reading.validation import PATTERNS
from verbatim.model.sources import Inferable, Voice
from verbatim.model.values.fields import Address, Id, Language, Text, When
from verbatim.problems import did_you_mean, suggestion

# How many words of a headline a proposed id is made of.
_WORDS_OF_AN_ID = 6

RIGHTS = (
    "The text belongs to {publisher}. It is stored whole because the proof of each quotation needs it, "
    "and published here only as short, attributed quotations for criticism and review."
)


class WrongAnswerError(Exception):
    """The value of an option, or a default accepted by `--yes`, is not valid; the message says why and what to give."""


@dataclass(frozen=True)
class Question:
    """A question for one detail: its words, the default, and what is wrong with an answer (None if it is valid)."""

    words: str
    default: str
    fault: Callable[[str], str | None]


@dataclass(frozen=True)
class ArticleAnswers:
    """The details by the names of `Article`'s fields; which are only inferred, and from what; a voice to be added."""

    fields: dict[str, str]
    inferred: dict[str, str]
    new_voice: Voice | None


Ask = Callable[[Question], str]

# For each field the option that gives it, the question, its type, and whether it may be empty.
_ASKED: dict[str, tuple[str, str, Any, bool]] = {
    "title": ("--title", "Headline", Text, False),
    "publisher": ("--publisher", "Publisher (the id or name of a voice)", Text, False),
    "author": ("--author", "Author", Text, True),
    "published": ("--published", "Published on (2023-08-30)", When, False),
    "original_url": ("--url", "Address", Address, True),
    "lang": ("--lang", "Language", Language, False),
    "id": ("--id", "Id (permanent; the address of its page)", Id, False),
    "rights": ("--rights", "Rights (on what basis it is stored and quoted)", Text, False),
}


def interview(
    article: NewArticle, loaded: Loaded, given: Mapping[str, str], voice_name: str | None, ask: Ask | None
) -> ArticleAnswers:
    """Get each detail from the options, else from the editor; if `ask` is None, the default is accepted.

    Raises WrongAnswerError where an option, or a default that nobody was asked about, is not valid.
    """
    interviewer = _Interviewer(article, loaded, given, ask)
    title = interviewer.answer("title", interviewer.detail("title"))
    voice, is_new = interviewer.publisher(voice_name)
    fields = {"title": title, "publisher": voice.id}
    for name in ("author", "published", "original_url"):
        fields[name] = interviewer.answer(name, interviewer.detail(name))
    language = interviewer.detail("lang") or (loaded.policy.value.site.lang if loaded.policy else "en")
    fields["lang"] = interviewer.answer("lang", language)
    fields["id"] = interviewer.answer("id", interviewer.proposed_id(title))
    fields["rights"] = interviewer.answer("rights", RIGHTS.format(publisher=voice.name.removesuffix(".")))
    inferred = {name: basis for name, basis in interviewer.inferred.items() if name in set(Inferable)}
    return ArticleAnswers(fields, inferred, voice if is_new else None)


class _Interviewer:
    """Asks one question after another, and remembers which details are only inferred."""

    def __init__(self, article: NewArticle, loaded: Loaded, given: Mapping[str, str], ask: Ask | None) -> None:
        self.details = article.details
        self.file = article.file
        self.given = given
        self.ask = ask
        self.voices = {voice.value.id: voice.value for voice in loaded.voices}
        self.taken = {source.value.id for source in loaded.sources} | {
            name for kind in loaded.unreadable.values() for name in kind if name is not None
        }
        self.inferred: dict[str, str] = {}

    def detail(self, name: str) -> str:
        return self.details[name].value if name in self.details else ""

    def answer(self, name: str, proposed: str) -> str:
        option, words, _, may_be_empty = _ASKED[name]
        basis = f", {self.details[name].basis}" if name in self.details else ""
        hint = " (- for none)" if may_be_empty and proposed else ""
        question = Question(words + basis + hint, proposed, lambda answer: self.fault(name, answer.strip()))
        value = self._value(question, option, self.given.get(name)).strip()
        if name in self.details and self.details[name].guessed and value == proposed:
            basis = self.details[name].basis
            self.inferred[name] = f"{basis[0].upper()}{basis[1:]}."
        return "" if value == "-" else value

    def publisher(self, voice_name: str | None) -> tuple[Voice, bool]:
        """The publisher's voice, and whether it is new; a voice is added only if the editor says so."""
        named = voice_name or self.detail("publisher")
        known = self._voice(named)
        if voice_name:
            if known:
                raise WrongAnswerError(f"--new-voice: “{known.name}” is a voice already; give --publisher {known.id}")
            voice_id = self.given.get("publisher") or _voice_id(voice_name)
            if voice_id in self.voices:
                other = self.voices[voice_id].name
                raise WrongAnswerError(
                    f"--new-voice: “{voice_id}” is the id of the voice “{other}”; give --publisher another id"
                )
            fault = _fault_of(Id, voice_id)
            if fault:
                raise WrongAnswerError(f"--publisher, the new voice’s id: {fault}")
            return Voice(id=voice_id, name=voice_name), True
        if self.ask is None and "publisher" not in self.given and not known:
            found = f"“{named}”, the publisher, is not a voice yet" if named else "The publisher is not known"
            option = f'--new-voice "{named or "Its name"}"'
            raise WrongAnswerError(
                f"{found}. Give {option} to add it to seeds/voices.yaml, or --publisher with the id of a voice;"
                f" {suggestion(named, self.voices)}"
            )
        answer = self.answer("publisher", known.id if known else named)
        voice = self._voice(answer)
        return (voice, False) if voice else self._new_voice(answer)

    def _new_voice(self, name: str) -> tuple[Voice, bool]:
        """A new voice with the name that the editor gave, or a known one if the editor gives its id now."""
        near = did_you_mean(name, self.voices)
        meant = f" (did you mean {near}?)" if near else ""
        words = f"“{name}” is not a voice in seeds/voices.yaml{meant} and will be added. Its id"
        question = Question(words, _voice_id(name), lambda answer: _fault_of(Id, answer.strip()))
        voice_id = self._value(question, "--publisher", None).strip()
        return (self.voices[voice_id], False) if voice_id in self.voices else (Voice(id=voice_id, name=name), True)

    def _voice(self, answer: str) -> Voice | None:
        """The voice with that id or name, with or without `the` before it."""
        same = (voice for voice in self.voices.values() if _bare(voice.name).casefold() == _bare(answer).casefold())
        return self.voices.get(answer) or next(same, None)

    def fault(self, name: str, value: str) -> str | None:
        """What is wrong with an answer, as the end of a sentence; None if it is valid."""
        _, _, kind, may_be_empty = _ASKED[name]
        if value in ("", "-"):
            return None if may_be_empty else "nothing is given, but the entry needs it"
        fault = _fault_of(kind, value)
        if fault:
            return fault
        if name == "id" and value in self.taken:
            return f"“{value}” is the id of another source"
        if name == "publisher" and self.ask is None and not self._voice(value):
            hint = suggestion(value, self.voices)
            return (
                f"“{value}” is not a voice in seeds/voices.yaml; give --new-voice with its name to add it there; {hint}"
            )
        return None

    def proposed_id(self, title: str) -> str:
        """An id that no source has yet, made of the headline, or of the file's name if that has no Latin letters."""
        made = slug(title, _WORDS_OF_AN_ID) or slug(self.file.rpartition(".")[0], _WORDS_OF_AN_ID)
        return unused_id(made or "article", self.taken)

    def _value(self, question: Question, option: str, given: str | None) -> str:
        """The given value, else the editor's answer, else the default."""
        if given is None and self.ask is not None:
            return self.ask(question)
        value = question.default if given is None else given
        fault = question.fault(value)
        if fault:
            raise WrongAnswerError(f"{option}: {fault}")
        return value


def _fault_of(kind: Any, value: str) -> str | None:
    """Why a text is not a valid value of a field; None if it is one."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        pattern = PATTERNS.get(str(fault.get("ctx", {}).get("pattern")))
        return f"“{value}” {pattern[0]}: {pattern[1]}" if pattern else f"“{value}”: {fault['msg']}"
    return None


def _bare(name: str) -> str:
    """A name without `the`."""
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)


def _voice_id(name: str) -> str:
    return unused_id(slug(_bare(name)), ())
