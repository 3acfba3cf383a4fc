"""Tags of languages, by BCP 47 (RFC 5646)."""

import pytest
from verbatim.model.values.languages import language_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("no", "no"),
        ("es-419", "es-419"),
        ("sr-latn", "sr-Latn"),
        ("kmr", "kmr"),
        ("zh-yue", "zh-yue"),
        ("sq-XK", "sq-XK"),
        ("de-CH-1996", "de-CH-1996"),
        ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"),
        ("en-x-house", "en-x-house"),
    ],
)
def test_a_tag(text: str, tag: str) -> None:
    """Written with the recommended capitals."""
    assert language_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("English", "en"),
        ("eng", "en"),
        ("deutsch", "de"),
        ("iw", "he"),
        ("en_US", "en"),
        ("en-UK", "en-GB"),
        ("en-XX", "en"),
        ("ja-JA", "ja"),
        ("en-ABC", "en"),
        ("jp", ""),
        ("xx", ""),
        ("en-", ""),
        ("e", ""),
        ("1", ""),
        ("日本語", "ja"),
        ("en US", ""),
    ],
)
def test_no_tag(text: str, meant: str) -> None:
    """With the tag that may be meant."""
    with pytest.raises(ValueError, match=rf"^{meant}$"):
        language_tag(text)
