"""The words of a language that negate or limit other words, and the patterns that find them beside a quotation."""

import re
from dataclasses import dataclass
from functools import cached_property

import regex

_EDGE, _END = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
# Between such a word and the quotation there may be these.
_BLANKS = r"[ \u00a0,“”„«»\"'‘’(*_]+"
_FILLER = (
    "that|to|say(?:ing)?|ever|yet|even|really|actually|only|fully|formally|officially|publicly|necessarily|currently"
    "|in any way|dass|que|qu|che|что|що|že|ότι|πως|أن|أنه|כי"
)
_FILLERS = rf"(?:(?:{_FILLER})[ \u00a0“”„«»\"’']+){{0,2}}"
_BETWEEN = regex.compile(rf"{_BLANKS}{_FILLERS}$", regex.I)
# What is said between a negation and its words: Never, he said, will we sign.
_INTERJECTED = rf"{_EDGE}(?P<word>not|never),[^,.!?…“”\"\n]{{1,30}},{_BLANKS}$"
_MAY_BE_INTERJECTED = re.compile(rf"(?:not|never),[^,]*,{_BLANKS}$", re.IGNORECASE)


@dataclass(frozen=True)
class NegatingWords:
    """Patterns of whole words of a language: what negates, and what else limits the words after or before it."""

    negating: str
    limiting_next: str = "(?!)"
    limiting_last: str = "(?!)"

    def before(self, text: str) -> regex.Match[str] | None:
        """Such a word at the end of what comes before a quotation."""
        # The whole pattern is slow, and slow to compile. It finds nothing unless such a word ends where a run of blanks
        # and fillers begins that goes on to the end of the text, or unless the text may end with an interjection.
        ends = (between.start() for between in _BETWEEN.finditer(text, overlapped=True))
        if any(self._ends.match(text, end) for end in ends) or _MAY_BE_INTERJECTED.search(text):
            return self._before.search(text)
        return None

    @cached_property
    def _before(self) -> regex.Pattern[str]:
        words = rf"{_EDGE}(?P<word>{self.negating}|{self.limiting_next}){_BETWEEN.pattern}"
        return regex.compile(rf"{words}|{_INTERJECTED}", regex.I)

    @cached_property
    def _ends(self) -> regex.Pattern[str]:
        """An offset directly after such a word."""
        return regex.compile(rf"(?<={_EDGE}(?:{self.negating}|{self.limiting_next}))", regex.I)

    @cached_property
    def after(self) -> regex.Pattern[str]:
        """Such a word at the start of what comes after a quotation."""
        return regex.compile(rf"{_BLANKS}(?P<word>{self.negating}|{self.limiting_last}){_END}", regex.I)

    @cached_property
    def negation(self) -> regex.Pattern[str]:
        """A negation."""
        return regex.compile(rf"{_EDGE}(?P<word>{self.negating}){_END}", regex.I)

    @cached_property
    def between(self) -> regex.Pattern[str]:
        """Such a word between two parts of a quotation: a negation or a condition."""
        return regex.compile(rf"{_EDGE}(?P<word>{self.negating}|{self.limiting_last}){_END}", regex.I)

    @cached_property
    def anywhere(self) -> regex.Pattern[str]:
        """A negation, or a word that limits those next to it."""
        words = f"{self.negating}|{self.limiting_next}|{self.limiting_last}"
        return regex.compile(rf"{_EDGE}(?P<word>{words}){_END}", regex.I)


# What an English text calls words that are not, or not known to be, so.
_RUMOURS = "(?:claims?|reports?|rumou?rs?|allegations?|accusations?|suggestions?|notion|idea|assertions?|story|stories)"
_LIMITING_NEXT_IN_ENGLISH = "|".join(
    (
        r"if|unless|whether|may|might|could|would|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)",
        r"declin(?:e|es|ed|ing)|fail(?:s|ed|ing|ure)?|unable|unlikely|false(?:ly)?|alleged(?:ly)?|supposed(?:ly)?",
        rf"(?:reject|dismiss|disput|refut|debunk|disprov|discredit|doubt)\w*(?: the| any| all| these)?(?: {_RUMOURS})?",
        rf"contrary to(?: the)?(?: {_RUMOURS})?|rumou?red|purported(?:ly)?|reportedly|apparently|possibl[ey]",
        r"(?:no|little) (?:evidence|proof|signs?|indications?|truth)|not true|untrue|wrong|mistaken|nonsense",
        r"a (?:lie|myth|hoax|fabrication|rumou?r)|(?:nobody|no one|few) (?:believes?|thinks?|claims?|says?)",
        r"stop(?:s|ped)? short of|no longer|anything but|far from|instead of|rather than|lack of|rul(?:es?|ed|ing) out",
        r"avoid(?:s|ed|ing)?|(?:has|have|had|is|are|was|were) yet|too \w+|suppos(?:e|ing)|assuming|almost|nearly",
        r"(?:plan|want|hope|intend|threaten|propos|offer|wish|attempt|aim|seek|tri|try|promis|pledg)\w*(?= to)",
        "should|about(?= to)",
        "so-called|self-proclaimed|self-styled|would-be|fake|bogus|forged|former|acting|deputy",
    )
)
_LIMITING_LAST_IN_ENGLISH = (
    r"if|only if|unless|provided|(?:is|are|was|were|ha(?:s|ve|d) been) (?:false|untrue|wrong|denied|rejected"
    r"|an? (?:\w+ )?(?:lie|myth|hoax|rumou?r|fabrication)|not (?:true|so|correct|the case))"
)

# Of a language that is not here only the signs are known.
WORDS = {
    "en": NegatingWords(
        r"not|never|no|nor|neither|without|hardly|barely|scarcely|cannot|[a-z]+n['’]t|none|nothing|nobody|nowhere",
        _LIMITING_NEXT_IN_ENGLISH,
        _LIMITING_LAST_IN_ENGLISH,
    ),
    "de": NegatingWords(
        r"nicht|nie|niemals|kein(?:e[mnrs]?)?|ohne|weder|nichts|kaum",
        r"wenn|falls|angeblich\w*|bestr(?:eite|itt)\w*|leugne\w*|dementier\w*|falsch|unwahr|so ?genannte\w*",
        r"wenn|falls",
    ),
    "fr": NegatingWords(
        r"ne|n['’]|ni|sans|non|pas|jamais|rien|aucune?",
        r"si|nie|niait|aurait|auraient|faux|dément(?:i|ent)?|prétendue?s?|soi-disant",
        r"si",
    ),
    "es": NegatingWords(
        r"no|nunca|ni|sin|jamás|nada|ning[uú]n\w*",
        r"si|niega|negó|desmiente|desmintió|falso|mentira|supuest[oa]s?",
        r"si",
    ),
    "it": NegatingWords(
        r"non|mai|né|senza|niente|nulla|nessun\w*", r"se|nega|negato|smentisce|smentito|falso|cosiddett\w+", r"se"
    ),
    "pt": NegatingWords(r"não|nunca|nem|sem|nada|nenhuma?", r"nega|negou|desmente|desmentiu|falso|mentira"),
    "nl": NegatingWords(
        r"niet|nooit|geen|zonder|niets|noch", r"indien|tenzij|ontkent|ontkende|onwaar|vermeende", r"indien|tenzij"
    ),
    "sv": NegatingWords(r"inte|ej|aldrig|ingen|inget|inga|utan", r"förnekar|förnekade|falskt|påstådda?"),
    "da": NegatingWords(r"ikke|aldrig|ingen|intet|uden", r"hvis|benægter|benægtede|falsk", r"hvis"),
    "no": NegatingWords(r"ikke|aldri|ingen|intet|uten", r"hvis|benekter|benektet|falsk", r"hvis"),
    "fi": NegatingWords(r"ei|en|et|emme|ette|eivät|ilman", r"jos|kiisti|kiistää", r"jos"),
    "pl": NegatingWords(
        r"nie|nigdy|nic|ani|bez", r"jeśli|jeżeli|gdyby|rzekom\w+|zaprzecza|zaprzeczył\w*|nieprawd\w+", r"jeśli|jeżeli"
    ),
    "cs": NegatingWords(r"ne|není|nejsou|nikdy|nic|bez", r"pokud|údajn\w+|popírá|popřel\w*|pravda", r"pokud"),
    "ru": NegatingWords(
        r"не|ни|нет|без|никогда", r"если|якобы|отрица\w+|опроверг\w*|неверно|неправда|ложь|так называем\w+", r"если"
    ),
    "uk": NegatingWords(
        r"не|ні|немає|без|ніколи", r"якщо|нібито|запереч\w+|спростува\w+|неправда|брехня|так зван\w+", r"якщо"
    ),
    "el": NegatingWords(r"δεν|δε|μη|μην|όχι|ποτέ|χωρίς", r"αν|εάν|αρν(?:είται|ήθηκε)|διέψευσε|ψευδ\w+", r"αν|εάν"),
    "ar": NegatingWords(r"لا|لم|لن|ليس|ليست|غير|دون", r"إذا|لو|نفى|نفت|ينفي|تنفي|أنكر|مزعوم\w*", r"إذا|لو|إلا"),
    "he": NegatingWords(r"לא|אין|אינו|אינה|בלי|ללא", r"אם|מכחיש\w*|הכחיש\w*|שקר", r"אם"),
    "fa": NegatingWords(r"نه|بدون|هیچ|نیست|نبود|غیر", r"اگر|تکذیب کرد"),
    "ur": NegatingWords(r"نہیں|نہ|بغیر|غیر", r"اگر"),
    "hi": NegatingWords(r"नहीं|न|बिना|मत|गैर", r"अगर|यदि"),
    "bn": NegatingWords(r"না|নেই|নয়|করেনি", r"যদি"),
    "ta": NegatingWords(r"இல்லை|அல்ல"),
    "tr": NegatingWords(r"değil\w*|yok\w*|hiçbir", r"eğer|sözde"),
    "ko": NegatingWords(r"안|못|(?:않|없|아니)\w*", r"만약|만일"),
    "vi": NegatingWords(r"không|chưa|chẳng", r"nếu", r"nếu"),
    "id": NegatingWords(r"tidak|bukan|belum|tanpa", r"jika|kalau|membantah", r"jika|kalau"),
}
