"""An answer keeps to a template if nothing but the open slots of the template was filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import locations
from desk.replies.templates import Rendered, load
from desk.replies.wording import keeps_to

BOOK = load(locations.shipped_rules() / "replies")


def template(*literals: str) -> Rendered:
    return Rendered("T", "T", "[?]".join(literals), ("slot",) * (len(literals) - 1), literals)


def filled(rendered: Rendered, *fillings: str) -> str:
    pairs = zip(rendered.literals, (*fillings, ""), strict=True)
    return "".join(part for pair in pairs for part in pair)


whole = template("Bitte rufen Sie an: 0800 123.")
one_slot = template("Allgemein gilt: ", ". Mehr dazu finden Sie hier.")
two_slots = template("Allgemein gilt: ", ". Mehr dazu: ", ". Danke!")
at_the_end = template("Danke! – ", "")
at_the_start = template("", ", danke für Ihre Nachricht.")
side_by_side = template("Bis ", "", " Uhr.")


@pytest.mark.parametrize(
    ("rendered", "text"),
    [
        (whole, "Bitte rufen Sie an: 0800 123."),
        (whole, "\n Bitte rufen\nSie an:  0800\u00a0123.\n"),
        (one_slot, "Allgemein gilt: Die Frist ist ein Monat. Mehr dazu finden Sie hier."),
        (two_slots, "Allgemein gilt: a. b. Mehr dazu: example.org. Danke!"),
        (two_slots, "Allgemein gilt: x. Mehr dazu: y. Mehr dazu: z. Danke!"),
        (at_the_end, "Danke! – Kim"),
        (at_the_start, "Guten Tag, danke für Ihre Nachricht."),
        (side_by_side, "Bis heute 12 Uhr."),
    ],
)
def test_a_template_with_its_slots_filled_is_in_the_words_of_the_house(rendered: Rendered, text: str) -> None:
    assert keeps_to(text, rendered)


@pytest.mark.parametrize(
    ("rendered", "text"),
    [
        (whole, ""),
        (whole, "Bitte rufen Sie an: 0800 124."),
        (whole, "Bitte rufen Sie an: 0800 123. Gute Besserung!"),
        (whole, "Liebe Frau Muster, Bitte rufen Sie an: 0800 123."),
        (whole, "bitte rufen sie an: 0800 123."),
        (one_slot, "Allgemein gilt: . Mehr dazu finden Sie hier."),
        (one_slot, "Allgemein gilt: Die Frist ist ein Monat."),
        (one_slot, "Mehr dazu finden Sie hier. Allgemein gilt: x"),
        (two_slots, "Allgemein gilt: x. Danke! Mehr dazu: y."),
        (two_slots, "Allgemein gilt: x. Mehr dazu: . Danke!"),
        (two_slots, "Allgemein gilt: . Mehr dazu: y. Danke!"),
        (at_the_end, "Danke! –"),
        (at_the_start, ", danke für Ihre Nachricht."),
        (side_by_side, "Bis Uhr."),
    ],
)
def test_any_other_word_is_not(rendered: Rendered, text: str) -> None:
    assert not keeps_to(text, rendered)


def test_parts_that_overlap_in_the_text_do_not_both_stand_in_it() -> None:
    assert not keeps_to("Danke sehr", template("Danke s", "sehr"))
    assert not keeps_to("Guten Tag", template("Guten Tag", "Guten Tag"))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("country", ["DE", "AT", "CH"])
def test_every_shipped_template_keeps_to_itself_and_to_no_other(language: str, country: str) -> None:
    profile = BOOK.sample_profiles["insurer"]
    rendered = [BOOK.render(template_id, language, profile, country) for template_id in BOOK.ids]
    for one in rendered:
        answer = filled(one, *("ganz kurz" for _ in one.literals[1:]))
        assert [other.id for other in rendered if keeps_to(answer, other)] == [one.id]


def test_the_parts_stand_between_the_slots_that_nobody_filled() -> None:
    rendered = BOOK.render("T-INFO", "en", {}, "DE")
    assert rendered.literals == (
        "Thank you for your question. In general: ",
        ". You will find more here: ",
        ".",
    )
    assert BOOK.render("T-EDIT", "en", {}, "DE").literals == (BOOK.render("T-EDIT", "en", {}, "DE").text,)


@given(parts=st.lists(st.text(min_size=1), min_size=1, max_size=4), filling=st.text("abc", min_size=1))
def test_whatever_the_literals_are_to_fill_the_slots_keeps_to_them(parts: list[str], filling: str) -> None:
    rendered = template(*parts)
    assert keeps_to(filled(rendered, *(filling for _ in parts[1:])), rendered)
