"""Makes an origin or a record while `new` asks for a claim, each with its voice if that is new, too.

In: a project, its data, and the questions. Out: the id of what was added to seeds/, as by `add-origin` and
`add-record`, or nothing where the editor stops or the data would have an error; then the reason is printed.
"""

from typing import Any

from verbatim.desk.claims.questions import NEW, Questions
from verbatim.desk.register_entry import VOICE_KEYS, add_to_register
from verbatim.model.loaded import Loaded
from verbatim.model.reading.load import load
from verbatim.model.sources import OriginKind, RecordKind
from verbatim.project import Project


class NewSources:
    """Asks for origins and records; `loaded` are the data with what was added."""

    def __init__(self, project: Project, loaded: Loaded, questions: Questions) -> None:
        self.project = project
        self.loaded = loaded
        self._questions = questions
        self._ask = questions.terminal.ask

    def origin(self) -> str:
        """The id of a new origin."""
        title = self._ask("What the pages call it, such as “Berg’s statement of 2 May” (empty: none)")
        if not title:
            return ""
        kind = self._questions.choice("What kind of origin it is", {each.value: each.meaning for each in OriginKind})
        voice, new_voice = self._voice("Whose word it is; a voice’s id, or words of its name")
        day = self._ask("When it was said, signed or observed (empty: not known)")
        return self._added("origins", {"title": title, "kind": kind, "voices": voice, "day": day}, new_voice)

    def record(self, words: str) -> str:
        """The id of a new record, whose page has some words."""
        title = self._ask("The headline of the page that has them (empty: none)")
        if not title:
            return ""
        fields: dict[str, Any] = {
            "title": title,
            "kind": self._questions.choice(
                "What kind of record it is", {each.value: each.meaning for each in RecordKind}
            ),
        }
        fields["publisher"], new_voice = self._voice("Who published it; a voice’s id, or words of its name")
        fields["published"] = self._ask("Published on (a day, month, year or range)")
        fields["original_url"] = self._ask("Its address (empty: none)")
        fields["lang"] = self._ask("Its language", self.loaded.policy.value.site.lang if self.loaded.policy else "en")
        return self._added("records", {**fields, "read": "excerpt", "passages": [{"text": words}]}, new_voice)

    def _voice(self, question: str) -> tuple[str, str]:
        """The id of a voice, or else the name of a new one."""
        voices = {voice.value.id: voice.value.name for voice in self.loaded.voices}
        chosen = self._questions.choice(question, voices, may_be_new=True)
        return ("", self._ask("Its name")) if chosen == NEW else (chosen, "")

    def _added(self, key: str, fields: dict[str, Any], new_voice: str) -> str:
        if not fields[VOICE_KEYS[key]] and not new_voice:
            self._questions.terminal.say("  Nothing was added: it needs a voice.")
            return ""
        added = add_to_register(self.project, self.loaded, key, fields, new_voice)
        if added.problems:
            faults = [f"  {problem.message}; {problem.hint}" for problem in added.problems]
            self._questions.terminal.say("\n".join(["  Nothing was added:", *faults]))
            return ""
        self._questions.terminal.say(f"  “{added.id}” was added to seeds/{key}.yaml.")
        self.loaded = load(self.project)
        return added.id
