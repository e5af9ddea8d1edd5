"""Reply templates: what a house may say, with slots that its profile, its country's help numbers and its people fill.

A template holds `{{ slot }}` and nothing else that jinja2 knows; every slot is declared. It is rendered in jinja2's
sandbox, and what a profile says is inserted as it stands, never read as a template. A slot that nobody has filled stays
visible as its label in square brackets and is named, so that no half-filled answer goes out unseen.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from jinja2 import Template as Compiled
from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desk.errors import RuleError
from desk.language.problems import problem
from desk.language.words import words
from desk.model.names import HouseKind

Profile = dict[str, str]
"""What a house says of itself: its name, country, locale, and what templates may name, such as `hotline`."""

Profiles = Mapping[str, Profile]
"""Profiles by kind of house."""

_ENVIRONMENT = ImmutableSandboxedEnvironment(keep_trailing_newline=True)
_LANGUAGES = ("de", "en")
_FALLBACK_COUNTRY = "DE"
_SWISS = "CH"
_OPEN = "\0"


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slot: who fills it, and what it is called while nobody has."""

    source: Literal["profile", "help", "writer"] = msgspec.field(name="from")
    de: str
    en: str


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a template is called in the list."""

    de: str
    en: str


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A template in both languages."""

    id: str
    title: Title
    de: str
    en: str


class Templates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of templates."""

    slots: dict[str, Slot]
    template: tuple[Template, ...]


class HelpNumbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The help numbers of a country, and when somebody last compared them with what their services publish."""

    verified_on: date
    emergency: str
    police: str
    on_call: str
    crisis_line: str
    youth_line: str
    child_line: str
    violence_line: str
    poison: str
    adverse_reaction_portal: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template with its slots filled.

    Attributes:
        unfilled: names of the slots that a person still has to fill.
        literals: the text before, between and behind these slots, one part more than there are places to fill.
    """

    id: str
    title: str
    text: str
    unfilled: tuple[str, ...]
    literals: tuple[str, ...]


class TemplateBook:
    """All templates of the rules in force."""

    def __init__(self, templates: Templates, numbers: Mapping[str, HelpNumbers], sample_profiles: Profiles) -> None:
        """Take what `load` has read and checked."""
        self._templates = {template.id: template for template in templates.template}
        self._slots = templates.slots
        self.numbers = numbers
        self.sample_profiles = sample_profiles

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all templates, in the order of the file."""
        return tuple(self._templates)

    @property
    def profile_slots(self) -> tuple[str, ...]:
        """What the profile of a house should name."""
        return tuple(name for name, slot in self._slots.items() if slot.source == "profile")

    @property
    def open_labels(self) -> frozenset[str]:
        """How a slot that nobody has filled stands in an answer, in every language."""
        return frozenset(f"[{label}]" for slot in self._slots.values() for label in (slot.de, slot.en))

    def render(self, template_id: str, language: str, profile: Mapping[str, object], country: str) -> Rendered:
        """Fill a template. Its text is in the language of the post, its title in that of the desk.

        Args:
            template_id: such as `T-KRISE`.
            language: a language tag; one that is neither German nor English gets German.
            profile: what the house says of itself; it may name help numbers of its own, such as a poison centre.
            country: `DE`, `AT` or `CH`, for the help numbers; another one gets those of Germany.

        Raises:
            RuleError: there is no such template.
        """
        template = self._templates.get(template_id)
        if template is None:
            raise RuleError("replies.errors.unknown_template", id=template_id, nearest=_nearest(template_id, self.ids))
        base = _base(language)
        source: str = getattr(template, base)
        named = _slots_of(source)
        values = self._values(named, profile, country)
        unfilled = tuple(name for name in named if name not in values)
        labels = {name: f"[{getattr(self._slots[name], base)}]" for name in unfilled}
        text = _compiled(source).render(values | labels)
        literals = _compiled(source).render(values | dict.fromkeys(unfilled, _OPEN)).split(_OPEN)
        return Rendered(
            id=template.id,
            title=getattr(template.title, words().base),
            text=_spelled(text, language, country),
            unfilled=unfilled,
            literals=tuple(_spelled(part, language, country) for part in literals),
        )

    def _values(self, named: Iterable[str], profile: Mapping[str, object], country: str) -> dict[str, str]:
        numbers = self.numbers.get(country, self.numbers[_FALLBACK_COUNTRY])
        help_numbers: dict[str, object] = msgspec.structs.asdict(numbers)
        values: dict[str, str] = {}
        for name in named:
            source = self._slots[name].source
            value = profile.get(name) or (help_numbers.get(name) if source == "help" else None)
            if value and source != "writer":
                values[name] = str(value)
        return values


def load(folder: Path) -> TemplateBook:
    """Read templates, help numbers and the profiles of the sample houses.

    Args:
        folder: the folder of their files, `replies` of the rules in force.

    Raises:
        RuleError: a file can't be read, or holds a template twice, an undeclared slot, or more than slots.
    """
    file = folder / "templates.toml"
    templates: Templates = _converted(file, Templates)
    numbers: dict[str, HelpNumbers] = _converted(folder / "help_numbers.toml", dict[str, HelpNumbers])
    samples = folder / "sample_profiles.toml"
    profiles: dict[HouseKind, Profile] = _converted(samples, dict[HouseKind, Profile]) if samples.is_file() else {}
    if _FALLBACK_COUNTRY not in numbers:
        raise RuleError("replies.errors.no_country", country=_FALLBACK_COUNTRY)
    _check(templates, file)
    return TemplateBook(templates, numbers, {kind.value: profile for kind, profile in profiles.items()})


def _converted(file: Path, kind: Any) -> Any:
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise RuleError("replies.errors.unreadable", file=file.name, problem=problem(error)) from None


def _check(templates: Templates, file: Path) -> None:
    seen: set[str] = set()
    for template in templates.template:
        if template.id in seen:
            raise RuleError("replies.errors.duplicate", file=file.name, id=template.id)
        seen.add(template.id)
        for language in _LANGUAGES:
            _check_source(template.id, getattr(template, language), templates.slots, file)


def _check_source(template_id: str, source: str, slots: Mapping[str, Slot], file: Path) -> None:
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        said = words().text("problems.template", line=error.lineno)
        raise RuleError("replies.errors.syntax", file=file.name, id=template_id, problem=said) from None
    if any(not isinstance(part, nodes.TemplateData | nodes.Name) for part in _parts(tree)):
        raise RuleError("replies.errors.more_than_slots", file=file.name, id=template_id)
    for name in sorted(meta.find_undeclared_variables(tree) - set(slots)):
        raise RuleError(
            "replies.errors.unknown_slot", file=file.name, id=template_id, slot=name, nearest=_nearest(name, slots)
        )


def _parts(tree: nodes.Template) -> list[nodes.Node]:
    """Return what a template is made of; anything but text and plain names is more than slots."""
    return [part for node in tree.body for part in (node.nodes if isinstance(node, nodes.Output) else [node])]


@cache
def _compiled(source: str) -> Compiled:
    return _ENVIRONMENT.from_string(source)


@cache
def _slots_of(source: str) -> tuple[str, ...]:
    tree = _ENVIRONMENT.parse(source)
    return tuple(dict.fromkeys(part.name for part in _parts(tree) if isinstance(part, nodes.Name)))


def _base(language: str) -> str:
    base = language.partition("-")[0]
    return base if base in _LANGUAGES else _LANGUAGES[0]


def _spelled(text: str, language: str, country: str) -> str:
    """Swiss German writes no ß."""
    return text.replace("ß", "ss") if _base(language) == "de" and country == _SWISS else text


def _nearest(name: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.4)), "–")
