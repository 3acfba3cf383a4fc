"""Tells from a text which language it is probably in.

In: a text. Out: the code of its language, or of several that have its script; nothing if it is not clear. It checks
what a page states about its language, because pages and templates often state another one.
"""

from collections import Counter

import regex

# The most frequent words of languages in Latin script, each in few other lists.
_FREQUENT = {
    code: frozenset(words.split())
    for code, words in {
        "cs": "je se na že by jsem ale jako jeho která které byl jsou také podle při",
        "da": "og det er at en den til på for af ikke med der har ikke blev efter også",
        "de": "der die und das den nicht von mit ist dem des ein eine auf für sich im auch",
        "en": "the of and to in that is was for with on as by it at from has are said",
        "es": "de la el los las que del una por para con se su lo como más fue en",
        "fi": "ja on ei että se oli hän mutta ovat kun myös joka mukaan sekä",
        "fr": "le la les des et est dans que pour une du qui sur au pas par il ce",
        "hu": "a az és hogy nem is egy meg volt csak már azt mint szerint",
        "id": "yang dan di dengan untuk dari tidak ini itu pada dalam adalah oleh",
        "it": "il di che la per una sono non del della con gli nel alla le da ha",
        "nl": "de het een van en dat niet op te zijn voor met die is aan ook door",
        "no": "og det er på som en den til for av ikke med har ble etter også seg",
        "pl": "w i na się nie że do z jest to jak po co przez został oraz",
        "pt": "o de que não do da em um uma para os com no na por mais ao foi",
        "ro": "și de la în care nu o este cu pe din pentru mai au fost că",
        "sv": "och att det i på som en är av för med inte den till har efter också",
        "tr": "ve bir bu için de da ile olarak daha çok olan gibi sonra kadar dedi",
        "vi": "của và là có không được cho trong với người này một những đã",
    }.items()
}
# The languages of news that are written in a script.
_OF_SCRIPT = {
    "Cyrillic": "ru uk bg sr mk be kk ky mn tg",
    "Greek": "el",
    "Arabic": "ar fa ur ps ku ckb sd ug",
    "Hebrew": "he yi",
    "Devanagari": "hi mr ne",
    "Bengali": "bn as",
    "Tamil": "ta",
    "Telugu": "te",
    "Gujarati": "gu",
    "Kannada": "kn",
    "Malayalam": "ml",
    "Gurmukhi": "pa",
    "Sinhala": "si",
    "Thai": "th",
    "Lao": "lo",
    "Khmer": "km",
    "Myanmar": "my",
    "Georgian": "ka",
    "Armenian": "hy",
    "Ethiopic": "am ti",
    "Hangul": "ko",
    "Hiragana": "ja",
    "Han": "zh yue cmn ja",
}
# Letters that a language writes, and the others of its script do not.
_OWN_LETTERS = {
    "uk": "їєґ",
    "be": "ў",
    "sr": "ђћ",
    "mk": "ѓќѕ",
    "fa": "پچژگ",
    "ur": "ٹڈڑںہے",
    "ps": "ټډړښږځڅۍ",
    "ckb": "ێۆڕڵ",
    "yi": "ײװױ",
    "as": "ৰৱ",
}
_SCRIPTS = {name: regex.compile(rf"\p{{Script={name}}}") for name in _OF_SCRIPT}
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{Latin}+")
# Kana are the sign of Japanese, of which most letters may be Han.
_LEAST_SHARE = {"Hiragana": 0.2}
_USUAL_SHARE = 0.5
# Fewer letters of its own could be those of foreign names.
_LEAST_OWN_SHARE = 0.003

# Fewer words say nothing. A tenth of a text are frequent words of its language, and half as many of any other one.
_FEWEST_WORDS = 40
_LEAST_FREQUENT = 0.1
_AHEAD = 1.5


def likely_languages(text: str) -> tuple[str, ...]:
    """The codes of the languages that a text may be in, the likeliest first; none if it is not clear."""
    letters = len(_LETTER.findall(text))
    for script in ("Hiragana", *_OF_SCRIPT):
        share = len(_SCRIPTS[script].findall(text)) / letters if letters else 0
        if share > _LEAST_SHARE.get(script, _USUAL_SHARE):
            return _by_own_letters(_OF_SCRIPT[script].split(), text.casefold(), letters)
    words = Counter(_WORD.findall(text.casefold()))
    if words.total() < _FEWEST_WORDS:
        return ()
    shares = {code: sum(words[word] for word in known) / words.total() for code, known in _FREQUENT.items()}
    first, second, *_ = sorted(shares, key=lambda code: -shares[code])
    # Danish and Norwegian differ too little.
    close = {first, second} == {"da", "no"}
    if shares[first] < _LEAST_FREQUENT or (shares[first] < _AHEAD * shares[second] and not close):
        return ()
    return (first, second, "nb", "nn") if close else (first,)


def _by_own_letters(codes: list[str], text: str, letters: int) -> tuple[str, ...]:
    """The languages of a script; the one of which the text has the most letters of its own comes first."""
    shares = {code: sum(map(text.count, _OWN_LETTERS.get(code, ""))) / letters for code in codes}
    return tuple(sorted(codes, key=lambda code: -shares[code] if shares[code] > _LEAST_OWN_SHARE else 0))
