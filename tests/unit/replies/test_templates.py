"""Reply templates: filled from profile and help numbers only, never saying what no reply may say."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from desk import locations
from desk.errors import RuleError
from desk.language.words import speak
from desk.model.names import HouseKind
from desk.policy.documents import load as load_policies
from desk.replies.templates import TemplateBook, load

SHIPPED = locations.shipped_rules() / "replies"
LONGEST = 600
CONFIRMS = re.compile(
    r"bei uns (waren|gewesen|behandelt|operiert|versichert|in Behandlung)"
    r"|\bIhre?[mnrs]? (Aufenthalt|Behandlung|Besuch|Termin|Operation|Eingriff|Entlassung)\b"
    r"|\bIhre?[mnrs]? (Therapie|Befund|Akte|Fall|Antrag)\b"
    r"|\bals (unser|langjährige)|während Ihres|gute Besserung|wie Sie wissen|unseren Unterlagen|schön, dass Sie bei uns"
    r"|\byour (stay|treatment|visit|appointment|surgery|discharge|therapy|result|file|case|application)\b"
    r"|get well|as our (patient|member)|you were (here|treated)",
    re.IGNORECASE,
)
CARELESS = re.compile(
    r"Selbstmord|Freitod|Kopf hoch|wird schon|garantiert|versprochen|rechtliche Schritte"
    r"|\bSie sollten\b|setzen Sie .* ab|suicide",
    re.IGNORECASE,
)

Edit = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def book() -> TemplateBook:
    """The shipped templates."""
    return load(SHIPPED)


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Edit the shipped templates by hand."""

    def change(old: str, new: str) -> Path:
        folder = copytree(SHIPPED, tmp_path / "replies")
        file = folder / "templates.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def refusal(folder: Path) -> RuleError:
    with pytest.raises(RuleError) as refused:
        load(folder)
    return refused.value


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_template_confirms_anything_or_speaks_carelessly(language: str, book: TemplateBook) -> None:
    for template in book.ids:
        text = book.render(template, language, {}, "DE").text
        assert not CONFIRMS.search(text), template
        assert not CARELESS.search(text), template


@pytest.mark.parametrize("house", list(HouseKind))
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sample_houses_fill_every_slot_but_those_of_the_writer(
    house: HouseKind, language: str, book: TemplateBook
) -> None:
    profile = book.sample_profiles[house]
    for template in book.ids:
        rendered = book.render(template, language, profile, profile["country"])
        assert set(rendered.unfilled) <= {"fact", "link", "source", "topic", "time", "terms"}
        assert "{" not in rendered.text
        assert len(rendered.text) <= LONGEST


def test_every_template_that_a_policy_names_exists(book: TemplateBook) -> None:
    policies = load_policies(locations.shipped_rules() / "policy").policies.values()
    named = {template for policy in policies for row in policy.rows for template in row.templates}
    assert named <= set(book.ids)


@pytest.mark.parametrize(
    ("country", "number", "crisis"),
    [("DE", "112", "0800 111 0 111"), ("AT", "144", "142"), ("CH", "144", "143"), ("FR", "112", "0800 111 0 111")],
)
def test_help_numbers_follow_the_country(country: str, number: str, crisis: str, book: TemplateBook) -> None:
    text = book.render("T-KRISE", "de", {}, country).text
    assert f": {number}." in text
    assert crisis in text


def test_a_number_that_is_only_planned_stands_in_no_template(book: TemplateBook) -> None:
    assert not any(re.search(r"\b113\b", book.render(template, "de", {}, "DE").text) for template in book.ids)


def test_a_house_may_name_its_own_poison_centre(book: TemplateBook) -> None:
    assert "089 19240" in book.render("T-GIFT", "de", {"poison": "089 19240"}, "DE").text


def test_what_nobody_filled_stays_visible_and_is_named(book: TemplateBook) -> None:
    rendered = book.render("T-KANAL", "de", {"hotline": "0800 5550 100"}, "DE")
    assert rendered.unfilled == ("portal",)
    assert "[Portal]" in rendered.text
    assert "0800 5550 100" in rendered.text
    assert rendered.title == "Verweis auf den sicheren Weg"


def test_a_german_text_is_listed_by_its_title_in_the_language_of_the_desk(book: TemplateBook) -> None:
    german = book.render("T-KANAL", "de", {}, "DE")
    speak("en")
    listed = book.render("T-KANAL", "de", {}, "DE")
    assert listed.text == german.text
    assert listed.title == book.render("T-KANAL", "en", {}, "DE").title != german.title


def test_a_profile_can_fill_no_slot_of_the_writer(book: TemplateBook) -> None:
    rendered = book.render("T-INFO", "en", {"fact": "we pay everything", "link": "example.org"}, "DE")
    assert rendered.unfilled == ("fact", "link")
    assert "everything" not in rendered.text


def test_what_a_profile_says_is_never_read_as_a_template(book: TemplateBook) -> None:
    hostile = "{{ 7 * 7 }}{% for x in [1] %}{{ portal }}{% endfor %}"
    assert hostile in book.render("T-KANAL", "de", {"hotline": hostile, "portal": "p"}, "DE").text


@pytest.mark.parametrize(("language", "word"), [("de-AT", "Danke"), ("en-GB", "Thank"), ("fr", "Danke"), ("", "Danke")])
def test_a_language_without_templates_gets_german(language: str, word: str, book: TemplateBook) -> None:
    assert word in book.render("T-KANAL", language, {}, "DE").text


def test_swiss_german_writes_no_sharp_s(book: TemplateBook) -> None:
    assert "ß" in book.render("T-INFO-MEDIZIN", "de-DE", {}, "DE").text
    assert "ß" not in book.render("T-INFO-MEDIZIN", "de-CH", {}, "CH").text


def test_an_unknown_template_is_refused_with_the_nearest_one(book: TemplateBook) -> None:
    with pytest.raises(RuleError) as refused:
        book.render("T-KRIESE", "de", {}, "DE")
    assert refused.value.values["nearest"] == "T-KRISE"
    assert "T-KRISE" in str(refused.value)


def test_a_slot_nobody_declared_is_refused_with_the_nearest_one(edit: Edit) -> None:
    error = refusal(edit("{{ hotline }} oder", "{{ hotlin }} oder"))
    assert error.key == "replies.errors.unknown_slot"
    assert (error.values["id"], error.values["slot"], error.values["nearest"]) == ("T-KANAL", "hotlin", "hotline")


@pytest.mark.parametrize(
    "source", ["{{ hotline.upper() }}", "{{ hotline | upper }}", "{% if hotline %}x{% endif %}", "{{ 7 * 7 }}"]
)
def test_a_template_holds_slots_and_nothing_else(source: str, edit: Edit) -> None:
    assert refusal(edit("{{ hotline }} oder", f"{source} oder")).key == "replies.errors.more_than_slots"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("{{ hotline }} oder", "{{ hotline oder", "syntax"),
        ('id = "T-KRISE"', 'id = "T-KANAL"', "duplicate"),
        ("[[template]]", "[[template]]\nsubject = 1", "unreadable"),
        ('from = "profile"', 'from = "guess"', "unreadable"),
    ],
)
def test_a_file_that_does_not_hold_is_refused(old: str, new: str, key: str, edit: Edit) -> None:
    error = refusal(edit(old, new))
    assert error.key == f"replies.errors.{key}"
    assert str(error) != error.key


def test_help_numbers_of_the_fallback_country_must_be_there(tmp_path: Path) -> None:
    folder = copytree(SHIPPED, tmp_path / "replies")
    numbers = folder / "help_numbers.toml"
    numbers.write_text(numbers.read_text(encoding="utf-8").replace("[DE]", "[LI]"), encoding="utf-8")
    assert refusal(folder).key == "replies.errors.no_country"


def test_a_house_of_its_own_needs_no_sample_houses(tmp_path: Path) -> None:
    folder = copytree(SHIPPED, tmp_path / "replies")
    (folder / "sample_profiles.toml").unlink()
    assert load(folder).sample_profiles == {}
