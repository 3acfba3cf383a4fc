"""Names of languages: the tags of the data, and what pages say about their language.

In: a tag such as `en-gb`, or what a page states, such as `English` or `eng`. Out: the tag as BCP 47 writes it
(`en-GB`), or the code of the language without its region (`en`). Source: RFC 5646.
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
_STATED_TAG = re.compile(r"([^\W\d_]{2,})(?:[-_][A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"([^\W\d_]\S*)(?:\s*\(.*\))?")


# RFC 5646, section 2.1: language, script, region, variants, extensions, private use.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)
# ISO 3166-1, with the codes of Kosovo, the European Union and the United Nations.
_COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET EU FI FJ FK FM "
    "FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT "
    "JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN "
    "MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT "
    "PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL "
    "TM TN TO TR TT TV TW TZ UA UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
_REGIONS = frozenset(_COUNTRIES.split())
# The languages to whose tags RFC 5646 allows a second part of three letters, as in `zh-yue`.
_WITH_EXTENDED = frozenset(("ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"))
# Not a country of ISO 3166, but often written for the United Kingdom.
_NO_REGIONS = {"UK": "GB"}


def language_tag(text: str) -> str:
    """A tag with the capitals that BCP 47 recommends. Raises ValueError, with what may be meant, if it is none."""
    found = _TAG.fullmatch(text)
    code = language_code(text)
    if not found:
        raise ValueError(code)
    language, script, region = found["language"].lower(), found["script"], (found["region"] or "").upper()
    if (len(language) == 2 and language not in _CODES) or language in _NAMES:
        raise ValueError(code)
    if region in _NO_REGIONS:
        raise ValueError(f"{language}-{_NO_REGIONS[region]}")
    if (region.isalpha() and region not in _REGIONS) or (found["extended"] and language not in _WITH_EXTENDED):
        raise ValueError(language)
    parts = (language + found["extended"].lower(), script.title() if script else "", region)
    return "-".join(filter(None, parts)) + found["rest"].lower()


def language_code(stated: str) -> str:
    """The code of a stated language; empty if it is not one."""
    stated = stated.strip().casefold()
    tag, name = _STATED_TAG.fullmatch(stated), _NAME.fullmatch(stated)
    if tag and tag[1] in _CODES:
        return tag[1]
    return next((_NAMES[found[1]] for found in (tag, name) if found and found[1] in _NAMES), "")
