"""What is known of an article → the facts of its entry, each confirmed or given by the editor.

In: a `Candidate`, the project's voices and ids, the options of the command, and a way to ask. Out: `Answers`. Whoever asks
(a terminal, or nobody where `--yes` takes every default) is a function; nothing is printed or written here.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from verbatim.desk.articles.reading import Candidate
from verbatim.model.fields import Address, Id, Text, When
from verbatim.model.load import Loaded
from verbatim.model.sources import Inferable, Voice
from verbatim.model.validation import PATTERNS
from verbatim.problems import did_you_mean, suggestion

# Words of a headline that make a proposed id.
_WORDS_OF_AN_ID = 6

RIGHTS = (
    "The text belongs to {publisher}. It is stored whole because the proof of each quotation needs it, "
    "and published here only as short, attributed quotations for criticism and review."
)


class WrongAnswerError(Exception):
    """An option's value, or a default that `--yes` takes, cannot stand; the message says why and what to give."""


@dataclass(frozen=True)
class Question:
    """One fact to be asked for: its words, the default, and what is wrong with an answer (None if nothing is)."""

    words: str
    default: str
    fault: Callable[[str], str | None]


@dataclass(frozen=True)
class Answers:
    """The facts by the names of `Article`'s fields, those that were only inferred, and a voice to be added."""

    fields: dict[str, str]
    inferred: dict[str, str]
    new_voice: Voice | None


Ask = Callable[[Question], str]

# Field → the option that gives it, the words it is asked for with, its type, whether it may stay empty.
_ASKED: dict[str, tuple[str, str, Any, bool]] = {
    "title": ("--title", "Headline", Text, False),
    "publisher": ("--publisher", "Publisher (the id or name of a voice)", Text, False),
    "author": ("--author", "Author", Text, True),
    "published": ("--published", "Published on (2023-08-30)", When, False),
    "original_url": ("--url", "Address", Address, True),
    "lang": ("--lang", "Language", Text, False),
    "id": ("--id", "Id (permanent; the address of its page)", Id, False),
    "rights": ("--rights", "Rights (on what basis it is stored and quoted)", Text, False),
}


def interview(
    candidate: Candidate, loaded: Loaded, given: Mapping[str, str], voice_name: str | None, ask: Ask | None
) -> Answers:
    """Go through the facts: what an option gives stands, the rest is asked, or taken as proposed where `ask` is None.

    Raises WrongAnswerError for an option, or a proposal nobody was asked about, that cannot stand.
    """
    interviewer = _Interviewer(candidate, loaded, given, ask)
    title = interviewer.answer("title", interviewer.fact("title"))
    voice, is_new = interviewer.publisher(voice_name)
    fields = {"title": title, "publisher": voice.id}
    for name in ("author", "published", "original_url"):
        fields[name] = interviewer.answer(name, interviewer.fact(name))
    language = interviewer.fact("lang") or (loaded.policy.value.site.lang if loaded.policy else "en")
    fields["lang"] = interviewer.answer("lang", language)
    fields["id"] = interviewer.answer("id", interviewer.free_id(title))
    fields["rights"] = interviewer.answer("rights", RIGHTS.format(publisher=voice.name.removesuffix(".")))
    inferred = {name: basis for name, basis in interviewer.inferred.items() if name in set(Inferable)}
    return Answers(fields, inferred, voice if is_new else None)


class _Interviewer:
    """Asks one thing after another, and remembers what was only inferred."""

    def __init__(self, candidate: Candidate, loaded: Loaded, given: Mapping[str, str], ask: Ask | None) -> None:
        self.facts = candidate.facts
        self.file = candidate.file
        self.given = given
        self.ask = ask
        self.voices = {voice.value.id: voice.value for voice in loaded.voices}
        self.taken = {source.value.id for source in loaded.sources} | {
            name for kind in loaded.unreadable.values() for name in kind if name is not None
        }
        self.inferred: dict[str, str] = {}

    def fact(self, name: str) -> str:
        return self.facts[name].value if name in self.facts else ""

    def answer(self, name: str, proposed: str) -> str:
        option, words, _, may_be_empty = _ASKED[name]
        basis = f", {self.facts[name].basis}" if name in self.facts else ""
        hint = " (- for none)" if may_be_empty and proposed else ""
        question = Question(words + basis + hint, proposed, lambda answer: self.fault(name, answer.strip()))
        value = self._value(question, option, self.given.get(name)).strip()
        if name in self.facts and self.facts[name].guessed and value == proposed:
            self.inferred[name] = f"{self.facts[name].basis[0].upper()}{self.facts[name].basis[1:]}."
        return "" if value == "-" else value

    def publisher(self, voice_name: str | None) -> tuple[Voice, bool]:
        """The publisher's voice, and whether it is a new one, which nobody adds unawares."""
        named = voice_name or self.fact("publisher")
        known = self._voice(named)
        if voice_name:
            if known:
                raise WrongAnswerError(f"--new-voice: “{known.name}” is a voice already; say --publisher {known.id}")
            voice_id = self.given.get("publisher") or _voice_id(voice_name)
            if voice_id in self.voices:
                raise WrongAnswerError(
                    f"--new-voice: “{voice_id}” is the voice “{self.voices[voice_id].name}” already; give --publisher another id"
                )
            fault = _fault_of(Id, voice_id)
            if fault:
                raise WrongAnswerError(f"--publisher, the new voice’s id: {fault}")
            return Voice(id=voice_id, name=voice_name), True
        if self.ask is None and "publisher" not in self.given and not known:
            says = (
                f"The page says that its publisher is “{named}”, which is no voice of seeds/voices.yaml"
                if named
                else "The publisher is not known"
            )
            option = f'--new-voice "{named}"' if named else '--new-voice "Its name"'
            raise WrongAnswerError(
                f"{says}. Say {option} to add it there, or --publisher with the id of a voice; {suggestion(named, self.voices)}"
            )
        answer = self.answer("publisher", known.id if known else named)
        voice = self._voice(answer)
        return (voice, False) if voice else self._new_voice(answer)

    def _new_voice(self, name: str) -> tuple[Voice, bool]:
        """A voice that the editor named at the prompt, with an id; the id of a known one takes the name back."""
        near = did_you_mean(name, self.voices)
        words = f"“{name}” is no voice of seeds/voices.yaml{f' (did you mean {near}?)' if near else ''} and will be added. Its id"
        voice_id = self._value(
            Question(words, _voice_id(name), lambda answer: _fault_of(Id, answer.strip())), "--publisher", None
        ).strip()
        return (self.voices[voice_id], False) if voice_id in self.voices else (Voice(id=voice_id, name=name), True)

    def _voice(self, answer: str) -> Voice | None:
        """The voice of that id or name; an article before the name does not matter."""
        same = (voice for voice in self.voices.values() if _bare(voice.name).casefold() == _bare(answer).casefold())
        return self.voices.get(answer) or next(same, None)

    def fault(self, name: str, value: str) -> str | None:
        """What is wrong with an answer, in words that end the line."""
        _, _, kind, may_be_empty = _ASKED[name]
        if value in ("", "-"):
            return None if may_be_empty else "nothing is given, and the entry needs it"
        fault = _fault_of(kind, value)
        if fault:
            return fault
        if name == "id" and value in self.taken:
            return f"“{value}” is the id of another source"
        if name == "publisher" and self.ask is None and not self._voice(value):
            hint = suggestion(value, self.voices)
            return f"“{value}” is no voice of seeds/voices.yaml; {hint} Say --new-voice with its name to add it there"
        return None

    def free_id(self, title: str) -> str:
        """An id made of the headline, or of the file's name where that has no Latin letters, that no source has yet."""
        base = slug(title, _WORDS_OF_AN_ID) or slug(self.file.rpartition(".")[0], _WORDS_OF_AN_ID) or "article"
        number = 2
        proposed = base
        while proposed in self.taken:
            proposed, number = f"{base}-{number}", number + 1
        return proposed

    def _value(self, question: Question, option: str, given: str | None) -> str:
        """What was given, or is answered, or is proposed."""
        if given is None and self.ask is not None:
            return self.ask(question)
        value = question.default if given is None else given
        fault = question.fault(value)
        if fault:
            raise WrongAnswerError(f"{option}: {fault}")
        return value


def _fault_of(kind: Any, value: str) -> str | None:
    """What keeps a text from being a value of a field's type."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        pattern = PATTERNS.get(str(fault.get("ctx", {}).get("pattern")))
        return f"“{value}” {pattern[0]}: {pattern[1]}" if pattern else f"“{value}”: {fault['msg']}"
    return None


def _bare(name: str) -> str:
    """A name without its article."""
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)


def _voice_id(name: str) -> str:
    return slug(_bare(name))


def slug(text: str, most_words: int = 8) -> str:
    """The Latin letters and digits of a text as an id; empty where it has none."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text)).encode("ascii", "ignore").decode()
    kept = ""
    for word in re.findall(r"[a-z0-9]+", plain.lower())[:most_words]:
        joined = f"{kept}-{word}" if kept else word[:60]
        kept = joined if len(joined) <= 60 else kept
    return kept
