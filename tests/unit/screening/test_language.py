"""Which language a text is in, and that one which is not covered is never read as harmless."""

from collections.abc import Callable

import pytest

from desk.model.findings import Screened
from desk.model.names import Axis
from desk.screening.language import language_of
from desk.screening.reading import read


@pytest.mark.parametrize(
    ("text", "locale", "language"),
    [
        ("Ich habe seit gestern nichts mehr gehört.", "en", "de"),
        ("I have not heard from you since Monday.", "de-DE", "en"),
        ("J'ai un cancer du sein et je suis très inquiète", "de-CH", "fr"),
        ("Ho il cancro e non so cosa fare, grazie", "de-CH", "it"),
        ("Tengo cáncer y no sé qué hacer con la seguridad", "de-DE", "es"),
        ("Mam raka i nie wiem, co dalej, dzień dobry", "de-DE", "pl"),
        ("Ben çok hastayım ve ne yapacağım bilmiyorum", "de-DE", "tr"),
        ("У меня рак, что мне делать?", "de-DE", "ru"),
        ("У мене рак, що мені робити? Дякую, їдемо", "de-DE", "uk"),
        ("عندي سرطان وماذا أفعل", "de-DE", "ar"),
        ("我得了癌症", "en", "zh"),
        ("ok", "de-AT", "de"),
        ("ok", "en", "en"),
        ("👍", "", "de"),
        ("Bonjour zusammen, ich habe eine Frage zu der Rechnung", "de-CH", "de"),
        ("Krеbs ist doof", "de-DE", "de"),
    ],
)
def test_words_and_letters_tell_the_language(text: str, locale: str, language: str) -> None:
    assert language_of(read(text), locale) == language


def test_a_text_in_a_language_not_covered_is_not_checked(screen: Callable[..., Screened]) -> None:
    screened = screen("J'ai un cancer du sein et je suis très inquiète, A123456780")
    assert (screened.checked, screened.language) == (False, "fr")
    assert screened.labels(Axis.IDENTIFIER) == ["kvnr"]
    assert not screened.disclosure
