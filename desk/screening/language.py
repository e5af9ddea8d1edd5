"""Which language a text is written in, as far as the rules need to know: German, English, or one they do not cover.

Evidence is everyday words and letters. A text too short to tell is taken to be in the language of its place.
"""

import unicodedata
from collections import Counter

from desk.screening.reading import Reading

COVERED = frozenset({"de", "en"})
_LOOKED_AT = 400
"""Words from the start of a text that are looked at."""
_LEAST_WORDS = 2
_SCRIPT_SHARE = 0.3

_EVERYDAY_WORDS: dict[str, str] = {
    "de": (
        "der die das und ich nicht ist ein eine einen einem einer zu mit auf fuer von den dem des sich auch es wir "
        "ihr sie er mein meine meinen meiner mir mich bei hab habe hat war wird wurde nur noch schon aber oder "
        "wenn dass als wie was bin sind kann euch eure euer seit nach am im zum zur vom beim jetzt heute immer "
        "wieder danke bitte kein keine man so da doch mal ja nein gibt wo warum hier sehr gut vielen dank schlecht "
        "haben werden muss nix net ned isch hob ned nid nuet"
    ),
    "en": (
        "the and i is was my you to of a it that for in on have has had with not be are this they we he she but at "
        "from your me been will would can what so just do does did if or an as about there when no who how thank "
        "thanks please im ive dont its our their them were than then out up all any very good after before because "
        "since"
    ),
    "fr": (
        "le la les et je un une des est pas pour que qui dans avec sur vous nous mon ma mes ai suis ce cette mais "
        "ou bonjour merci c'est j'ai il elle depuis votre tres plus au aux du sont etait"
    ),
    "it": (
        "il lo la gli che di e un una non per con sono ho mi mio mia questo ma come anche grazie buongiorno del "
        "della nel sul siamo hanno da piu dopo perche molto ci"
    ),
    "es": (
        "el la los las que de y un una no por con para mi es en se lo su pero como mas gracias hola tengo estoy "
        "muy del al este esta cuando desde porque son"
    ),
    "pl": (
        "nie i w na sie z do to jest ze mam jak ale czy po za mnie dla od moja moj jestem prosze dzien dobry "
        "dziekuje bardzo juz tylko"
    ),
    "tr": (
        "bir ve bu icin ben cok ne var mi de da ile olarak daha benim gibi ama merhaba tesekkurler degil kadar "
        "sonra nasil yok oldu"
    ),
}
_SPOKEN_IN: dict[str, list[str]] = {}
for _language, _words in _EVERYDAY_WORDS.items():
    for _word in set(_words.split()):
        _SPOKEN_IN.setdefault(_word, []).append(_language)
_TELLING: dict[str, str] = {
    "ğ": "tr",
    "ı": "tr",
    "ş": "tr",
    "ą": "pl",
    "ę": "pl",
    "ż": "pl",
    "ł": "pl",
    "ñ": "es",
    "¿": "es",
    "œ": "fr",
}
_UKRAINIAN = frozenset("іїєґ")
_SCRIPTS: dict[str, str] = {
    "CYRILLIC": "ru", "ARABIC": "ar", "GREEK": "el", "HEBREW": "he", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja",
    "HANGUL": "ko", "THAI": "th", "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy", "TAMIL": "ta",
    "ETHIOPIC": "am",
}  # fmt: skip


def language_of(reading: Reading, locale: str) -> str:
    """Return the language of a text: `de`, `en`, another language's code, or `other`."""
    return _by_script(reading.text[: _LOOKED_AT * 8]) or _by_words(reading, locale)


def _by_script(text: str) -> str:
    """Return the language that a script stands for, if a good part of the letters is of it."""
    if text.isascii():
        return ""
    letters = [char for char in text if char.isalpha()]
    foreign = [char for char in letters if char > "\u036f"]
    if len(foreign) < _LEAST_WORDS or len(foreign) < _SCRIPT_SHARE * len(letters):
        return ""
    scripts = Counter(_SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "") for char in foreign)
    language = scripts.most_common(1)[0][0]
    return "uk" if language == "ru" and _UKRAINIAN & set(text.lower()) else language


def _by_words(reading: Reading, locale: str) -> str:
    scores = dict.fromkeys(_EVERYDAY_WORDS, 0)
    for word in reading.words[:_LOOKED_AT]:
        for language in _SPOKEN_IN.get(word, ()):
            scores[language] += 1
    for char in _TELLING.keys() & set(reading.text[: _LOOKED_AT * 8].lower()):
        scores[_TELLING[char]] += 1
    home = locale[:2].lower() if locale[:2].lower() in COVERED else "de"
    best = max(scores, key=lambda language: (scores[language], language == home, language in COVERED))
    if scores[best] < _LEAST_WORDS or scores[best] <= scores[home]:
        return home
    return best if best in COVERED or scores[best] > 2 * max(scores["de"], scores["en"]) else home
