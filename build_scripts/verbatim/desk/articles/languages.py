"""Reads what a page says about its language.

In: such as `en-GB`, `English` or `eng`. Out: the code of the language without its region, such as `en`.
"""

import re

# ISO 639-1, without `kr` (Kanuri), which pages state when they mean Korean.
_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
    "is it iu ja jv ka kg ki kj kk kl km kn ko ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr "
    "ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg "
    "si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa "
    "wo xh yi yo za zh zu"
)
# Languages of news sites that have only a code of three letters.
_THREE_LETTERS = "ast ceb ckb cmn fil gsw haw hsb lah mai nds pap scn smo tet yue"
_CODES = frozenset(f"{_TWO_LETTERS} {_THREE_LETTERS}".split())
# Other names: the codes of ISO 639-2, withdrawn codes, and names in English and in the language itself.
_NAMES = {
    name: code
    for code, names in {
        "ar": "ara arabic العربية",
        "bg": "bul bulgarian български",
        "bn": "ben bengali bangla বাংলা",
        "cs": "ces cze czech čeština",
        "da": "dan danish dansk",
        "de": "deu ger german deutsch",
        "el": "ell gre greek ελληνικά",
        "en": "eng english",
        "es": "spa spanish español castellano",
        "fa": "fas per persian farsi فارسی",
        "fi": "fin finnish suomi",
        "fr": "fra fre french français francais",
        "he": "heb iw hebrew עברית",
        "hi": "hin hindi हिन्दी हिंदी",
        "hr": "hrv croatian hrvatski",
        "hu": "hun hungarian magyar",
        "id": "ind in indonesian",
        "it": "ita italian italiano",
        "ja": "jpn japanese 日本語",
        "ko": "kor korean 한국어",
        "nl": "nld dut dutch nederlands",
        "no": "nor norwegian norsk",
        "pl": "pol polish polski",
        "pt": "por portuguese português",
        "ro": "ron rum romanian română",
        "ru": "rus russian русский",
        "sk": "slk slo slovak slovenčina",
        "sr": "srp serbian српски",
        "sv": "swe swedish svenska",
        "ta": "tam tamil தமிழ்",
        "th": "tha thai ไทย",
        "tr": "tur turkish türkçe",
        "uk": "ukr ukrainian українська",
        "ur": "urd urdu اردو",
        "vi": "vie vietnamese",
        "yi": "yid ji yiddish",
        "zh": "zho chi chinese mandarin 中文",
    }.items()
    for name in names.split()
}
_TAG = re.compile(r"([^\W\d_]{2,})(?:[-_][A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"([^\W\d_]\S*)(?:\s*\(.*\))?")


def language_code(stated: str) -> str:
    """The code of a stated language; empty if it is not one."""
    stated = stated.strip().casefold()
    tag, name = _TAG.fullmatch(stated), _NAME.fullmatch(stated)
    if tag and tag[1] in _CODES:
        return tag[1]
    return next((_NAMES[found[1]] for found in (tag, name) if found and found[1] in _NAMES), "")
