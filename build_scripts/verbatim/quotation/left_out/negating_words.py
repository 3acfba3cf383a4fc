"""The words of a language that negate or limit other words, and the patterns that find them beside a quotation."""

from dataclasses import dataclass
from functools import cached_property

import regex

_EDGE, _END = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
# Between such a word and the quotation there may be these.
_BLANKS = r"[\p{Z},“”„«»\"'‘’()*_]+"
_BLANK_OR_LINE_END = " \u00a0\u2000\u2009\u200a\u202f\n,“”„«»\"'‘’()*_"
_FILLERS = (
    *("that", "to", "say", "saying", "ever", "yet", "even", "really", "actually", "only", "fully", "formally"),
    *("officially", "publicly", "necessarily", "currently", "in any way"),
    *("يمكن", "dass", "que", "qu", "che", "что", "що", "že", "ότι", "πως", "أن", "أنه", "כי"),
)
# After a negation these as well: not been signed, no such talks, I don’t think they signed.
_FILLERS_OF_NEGATION = (
    *("at all", "again", "any", "such", "a", "an", "the", "means", "it", "they", "we", "be", "being", "been"),
    *("has been", "have been", "had been", "do", "does", "did", "will", "would", "going", "clear", "think", "believe"),
    *("bao giờ", "hề", "akan", "pernah"),
)
_FILLER, _FILLER_OF_NEGATION = "|".join(_FILLERS), "|".join(_FILLERS_OF_NEGATION)
_LAST_OF_FILLERS = frozenset(filler.split()[-1] for filler in (*_FILLERS, *_FILLERS_OF_NEGATION))
_BETWEEN = regex.compile(rf"{_BLANKS}(?:(?:{_FILLER})[\p{{Z}}“”„«»\"’']+){{0,2}}$", regex.I)
_BETWEEN_OF_NEGATION = regex.compile(
    rf"{_BLANKS}(?:(?:{_FILLER}|{_FILLER_OF_NEGATION})[\p{{Z}}“”„«»\"’']+){{0,3}}$", regex.I
)
_BLANKS_BEFORE = regex.compile(rf"(?<={_BLANKS}\n?)")
# What is said between a negation and its words: Never, he said, will we sign.
_INTERJECTED = rf"{_EDGE}(?P<word>not|never),[^,.!?…“”\"\n]{{1,30}},{_BLANKS}$"
_MAY_BE_INTERJECTED = regex.compile(rf"(?:not|never),[^,]*,{_BLANKS}$", regex.I)


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
        if not _BLANKS_BEFORE.match(text, len(text)):
            return None
        body = text.rstrip(_BLANK_OR_LINE_END)
        last = body.rpartition(" ")[2]
        # Unless the last word is a filler, only the blanks after it can be such a run.
        start = len(body) if last.isascii() and last.isalpha() and last.lower() not in _LAST_OF_FILLERS else 0
        ends = (between.start() for between in _BETWEEN_OF_NEGATION.finditer(text, start, overlapped=True))
        if any(self._ends_at(text, end) for end in ends) or _MAY_BE_INTERJECTED.search(text):
            return self._before.search(text)
        return None

    def _ends_at(self, text: str, at: int) -> bool:
        word = self._ends.match(text, at)
        return word is not None and (word["negating"] is not None or _BETWEEN.match(text, at) is not None)

    @cached_property
    def _before(self) -> regex.Pattern[str]:
        negating = rf"{_EDGE}(?P<word>{self.negating}){_BETWEEN_OF_NEGATION.pattern}"
        limiting = rf"{_EDGE}(?P<word>{self.limiting_next}){_BETWEEN.pattern}"
        return regex.compile(rf"{negating}|{limiting}|{_INTERJECTED}", regex.I)

    @cached_property
    def _ends(self) -> regex.Pattern[str]:
        """An offset directly after such a word."""
        return regex.compile(rf"(?<={_EDGE}(?:(?P<negating>{self.negating})|{self.limiting_next}))", regex.I)

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
        r"impossible|all but|as though|pretend\w*",
        r"avoid(?:s|ed|ing)?|(?:has|have|had|is|are|was|were) yet|too \w+|suppos(?:e|ing)|assuming|almost|nearly",
        r"(?:plan|want|hope|intend|threaten|propos|offer|wish|attempt|aim|seek|tri|try|promis|pledg)\w*(?= to)",
        "should|about(?= to)",
        "so-called|self-proclaimed|self-styled|would-be|fake|bogus|forged|former|acting|deputy",
    )
)
_LIMITING_LAST_IN_ENGLISH = (
    r"if|only if|unless|provided|(?:which )?(?:is|are|was|were|ha(?:s|ve|d) been) (?:false|untrue|wrong|denied|rejected"
    r"|an? (?:\w+ )?(?:lie|myth|hoax|rumou?r|fabrication)|not (?:true|so|correct|the case))"
)

# Of a language that is not here only the signs are known.
WORDS = {
    "en": NegatingWords(
        r"not|never|no|nor|non|neither|without|hardly|barely|scarcely|cannot|[a-z]+n['’]t|none|nothing|nobody|nowhere",
        _LIMITING_NEXT_IN_ENGLISH,
        _LIMITING_LAST_IN_ENGLISH,
    ),
    "de": NegatingWords(
        r"nicht|nie|niemals|kein(?:e[mnrs]?)?|keines(?:falls|wegs)|ohne|weder|nichts|niemand|kaum",
        r"wenn|falls|angeblich\w*|bestr(?:eite|itt)\w*|leugne\w*|dementier\w*|falsch|unwahr|so ?genannte\w*",
        r"wenn|falls",
    ),
    "fr": NegatingWords(
        r"ne|n['’]|ni|sans|non|pas|jamais|rien|aucune?",
        r"si|nie|niait|aurait|auraient|faux|dément(?:i|ent)?|prétendue?s?|soi-disant",
        r"si",
    ),
    "es": NegatingWords(
        r"no|nunca|ni|sin|jamás|nada|nadie|tampoco|ning[uú]n\w*",
        r"si|niega|negó|desmiente|desmintió|falso|mentira|supuest[oa]s?",
        r"si",
    ),
    "it": NegatingWords(
        r"non|mai|né|senza|niente|nulla|nessun\w*|neanche|nemmeno|neppure",
        r"se|nega|negato|smentisce|smentito|falso|cosiddett\w+",
        r"se",
    ),
    "pt": NegatingWords(r"não|nunca|nem|sem|nada|ninguém|nenhuma?", r"nega|negou|desmente|desmentiu|falso|mentira"),
    "nl": NegatingWords(
        r"niet|nooit|geen|zonder|niets|niemand|noch",
        r"indien|tenzij|ontkent|ontkende|onwaar|vermeende",
        r"indien|tenzij",
    ),
    "sv": NegatingWords(r"inte|ej|aldrig|ingen|inget|inga|utan", r"förnekar|förnekade|falskt|påstådda?"),
    "da": NegatingWords(r"ikke|aldrig|ingen|intet|uden", r"hvis|benægter|benægtede|falsk", r"hvis"),
    "no": NegatingWords(r"ikke|aldri|ingen|intet|uten", r"hvis|benekter|benektet|falsk", r"hvis"),
    "fi": NegatingWords(r"ei|en|et|emme|ette|eivät|ilman", r"jos|kiisti|kiistää", r"jos"),
    "pl": NegatingWords(
        r"nie|nigdy|nikt|nic|ani|bez",
        r"jeśli|jeżeli|gdyby|rzekom\w+|zaprzecza|zaprzeczył\w*|nieprawd\w+",
        r"jeśli|jeżeli",
    ),
    "cs": NegatingWords(r"ne|není|nejsou|nikdy|nic|bez", r"pokud|údajn\w+|popírá|popřel\w*|pravda", r"pokud"),
    "ru": NegatingWords(
        r"не|ни|нет|без|никогда|никто|нельзя|(?:вряд|едва) ли",
        r"если|якобы|отрица\w+|опроверг\w*|неверно|неправда|ложь|так называем\w+",
        r"если",
    ),
    "uk": NegatingWords(
        r"не|ні|немає|без|ніколи|ніхто", r"якщо|нібито|запереч\w+|спростува\w+|неправда|брехня|так зван\w+", r"якщо"
    ),
    "el": NegatingWords(r"δεν|δε|μη|μην|όχι|ποτέ|χωρίς", r"αν|εάν|αρν(?:είται|ήθηκε)|διέψευσε|ψευδ\w+", r"αν|εάν"),
    "ar": NegatingWords(
        r"لا|لم|لن|ليس\w*|لسنا|لست|غير|دون|بدون|عدم",
        r"إذا|لو|نفى|نفت|ينفي|تنفي|أنكر|مزعوم\w*",
        r"إذا|لو|إلا",
    ),
    "he": NegatingWords(r"לא|אין|אינו|אינה|אינם|אינן|בלי|ללא|בלתי|אי|טרם", r"אם|מכחיש\w*|הכחיש\w*|שקר", r"אם"),
    "fa": NegatingWords(r"نه|بدون|هیچ|نیست|نبود|غیر|هرگز|عدم", r"اگر|تکذیب کرد"),
    "ur": NegatingWords(r"نہیں|نہ|بغیر|غیر", r"اگر"),
    "hi": NegatingWords(r"नहीं|न|बिना|मत|गैर|ग़ैर", r"अगर|यदि"),
    "bn": NegatingWords(r"না|নেই|নয়|করেনি", r"যদি"),
    "ta": NegatingWords(r"இல்லை|அல்ல"),
    "tr": NegatingWords(r"değil\w*|yok\w*|hiçbir", r"eğer|sözde"),
    "ko": NegatingWords(r"안|(?:못|않|없|아니)\w*", r"만약|만일"),
    "vi": NegatingWords(r"không|chưa|chẳng", r"nếu", r"nếu"),
    "ro": NegatingWords(r"nu|n-(?:a|am|ai|au|ați)|nici|fără|niciodată|nimeni", r"dacă", r"dacă"),
    "hu": NegatingWords(r"nem|ne|sem|se|soha|nincs|senki", r"ha|állítólag", r"ha"),
    "bg": NegatingWords(r"не|няма|нито|без|никога|никой", r"ако|отрича\w*|отрече", r"ако"),
    "mk": NegatingWords(r"не|нема|ниту|без|никогаш", r"ако|негира\w*", r"ако"),
    "sr": NegatingWords(r"не|ни(?:је|су|смо|сам|сте)|нема|без|никад\w*|ne|ni(?:je|su|smo|sam|ste)|nema|bez|nikad\w*"),
    "hr": NegatingWords(r"ne|ni(?:je|su|smo|sam|ste)|nema|bez|nikad\w*", r"ako", r"ako"),
    "bs": NegatingWords(r"ne|ni(?:je|su|smo|sam|ste)|nema|bez|nikad\w*", r"ako", r"ako"),
    "sl": NegatingWords(r"ne|ni(?:so|smo|sem|ste)?|brez|nikoli|nihče", r"če|zanika\w*", r"če"),
    "sk": NegatingWords(r"nie|nikdy|nikto|nič|ani|bez", r"ak|údajn\w+|popiera|poprel\w*", r"ak"),
    "lt": NegatingWords(r"ne|nėra|be|niekada|niekas", r"jei|jeigu", r"jei|jeigu"),
    "lv": NegatingWords(r"ne|nav|bez|nekad|neviens", r"ja", r"ja"),
    "et": NegatingWords(r"ei|mitte|ilma|kunagi", r"kui|eitas", r"kui"),
    "is": NegatingWords(r"ekki|aldrei|enginn|engin|ekkert|án", r"ef", r"ef"),
    "ca": NegatingWords(r"no|mai|ni|sense|res|ningú", r"si|nega", r"si"),
    "gl": NegatingWords(r"non|nunca|nin|sen|ninguén", r"se|nega", r"se"),
    "sq": NegatingWords(r"nuk|mos|pa|kurrë|askush", r"nëse", r"nëse"),
    "af": NegatingWords(r"nie|nooit|geen|sonder", r"as", r"as"),
    "ka": NegatingWords(r"არ|ვერ|არა|არც", r"თუ", r"თუ"),
    "hy": NegatingWords(r"ոչ|չի|չեն|չէ|առանց", r"եթե", r"եթե"),
    "kk": NegatingWords(r"жоқ|емес|ешқашан"),
    "mr": NegatingWords(r"नाही\w*|न|विना", r"जर"),
    "pa": NegatingWords(r"ਨਹੀਂ|ਨਾ|ਬਿਨਾਂ", r"ਜੇ"),
    "gu": NegatingWords(r"નથી|નહીં|ન|વિના", r"જો"),
    "ms": NegatingWords(r"tidak|tak|bukan|belum|tanpa", r"jika|kalau", r"jika|kalau"),
    "id": NegatingWords(r"tidak|bukan|belum|tanpa", r"jika|kalau|membantah", r"jika|kalau"),
}
