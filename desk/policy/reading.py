"""Policy files, read and refused: a complaint names file, row and, for an unknown name, the nearest valid one."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from desk.errors import RuleError
from desk.language.problems import problem
from desk.model import names
from desk.model.names import Action, Conduct, Dialogue, Priority
from desk.policy.conditions import When
from desk.policy.schema import STRUCTS, Document, GroundRule, Keeping, PriorityClass, Row, Span

RESTRICTIONS = frozenset({Action.HOLD, Action.REDACT, Action.HIDE, Action.DELETE})
"""Actions that take something from view: each needs a ground of the closed list."""

CRITICISM: frozenset[str] = frozenset(
    {
        Dialogue.COMPLAINT,
        Dialogue.CRITICISM,
        Conduct.PRESS,
        Conduct.LEGAL_ACTION,
        Conduct.MALPRACTICE_CLAIM,
    }
)
"""What is said against a house. Criticism is never a reason to hide (Kritik-Grundsatz)."""

_Entry = TypeVar("_Entry", Row, PriorityClass, GroundRule, Keeping)
_UNKNOWN_KEY = re.compile(r"unknown field `(?P<name>[^`]*)`")
_UNKNOWN_NAME = re.compile(r"[Ii]nvalid enum value '?(?P<name>[^']*)'?")
_ENTRIES: dict[str, type[Row] | type[PriorityClass] | type[GroundRule] | type[Keeping]] = {
    "row": Row,
    "class": PriorityClass,
    "ground": GroundRule,
    "retention": Keeping,
}


def read(file: Path) -> tuple[Document, bytes]:
    """Read one policy file.

    Returns:
        The document, and the bytes it was read from.

    Raises:
        RuleError: it can't be read, or holds an unknown key or name, a row twice, or a row that does not hold.
    """
    raw, content = _parsed(file)
    entries = {key: raw.pop(key, []) for key in _ENTRIES}
    document = _converted(raw, Document, file, "")
    document = msgspec.structs.replace(
        document,
        rows=_read_entries(entries["row"], Row, file),
        classes=_read_entries(entries["class"], PriorityClass, file),
        grounds=_read_entries(entries["ground"], GroundRule, file),
        keeping=_read_entries(entries["retention"], Keeping, file),
    )
    _check(document, file)
    return document, content


def _parsed(file: Path) -> tuple[dict[str, Any], bytes]:
    try:
        content = file.read_bytes()
        return tomllib.loads(content.decode("utf-8")), content
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError("policy.errors.unreadable", file=file.name, problem=problem(error)) from None


def _read_entries(entries: list[dict[str, Any]], kind: type[_Entry], file: Path) -> tuple[_Entry, ...]:
    return tuple(_converted(_with_list(entry), kind, file, _place(entry)) for entry in entries)


def _with_list(entry: dict[str, Any]) -> dict[str, Any]:
    """A single constellation may be written without a list around it."""
    return entry | {"when": [entry["when"]]} if isinstance(entry.get("when"), dict) else entry


def _place(entry: dict[str, Any]) -> str:
    return str(next((entry[key] for key in ("id", "ground", "retention") if key in entry), "?"))


_Converted = TypeVar("_Converted")


def _converted(raw: dict[str, Any], kind: type[_Converted], file: Path, place: str) -> _Converted:
    try:
        return msgspec.convert(raw, kind, dec_hook=_span)
    except msgspec.ValidationError as error:
        raise _refusal(error, file, place or "–") from None


def _span(kind: type, value: object) -> Span:
    if kind is not Span or not isinstance(value, str):
        raise NotImplementedError  # how msgspec is told that a type is none of ours
    span = Span(value)
    _ = span.duration
    return span


def _refusal(error: msgspec.ValidationError, file: Path, place: str) -> RuleError:
    if unknown := _UNKNOWN_KEY.search(str(error)):
        key = unknown["name"]
        return RuleError(
            "policy.errors.unknown_key", file=file.name, row=place, key=key, nearest=_nearest(key, _known_keys())
        )
    if unknown := _UNKNOWN_NAME.search(str(error)):
        name = unknown["name"]
        return RuleError(
            "policy.errors.unknown_name", file=file.name, row=place, name=name, nearest=_nearest(name, _known_names())
        )
    return RuleError("policy.errors.invalid", file=file.name, row=place, problem=problem(error))


def _nearest(name: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, sorted(set(known)), n=1, cutoff=0.4)), "–")


def _known_keys() -> Iterator[str]:
    for struct in STRUCTS:
        yield from struct.__struct_encode_fields__


def _known_names() -> Iterator[str]:
    for kind in vars(names).values():
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum:
            yield from (member.value for member in kind)


def _check(document: Document, file: Path) -> None:
    for ids in ([row.id for row in document.rows], [entry.id for entry in document.classes]):
        if twice := [name for name, times in Counter(ids).items() if times > 1]:
            raise RuleError("policy.errors.duplicate", file=file.name, row=twice[0])
    for row in document.rows:
        if fault := _fault(row):
            raise RuleError(f"policy.errors.{fault}", file=file.name, row=row.id)


def _fault(row: Row) -> str:
    """Return why a row does not hold, as the last part of the key of its sentence."""
    faults = {
        "no_examples": not row.match or not row.no_match,
        "no_condition": not row.when,
        "no_decider": not row.decides,
        "no_reason": row.proposed and not row.reason,
        "no_ground": not row.fallback and bool(RESTRICTIONS.intersection(row.allow)) != bool(row.grounds),
        "hides_criticism": bool(row.grounds) and any(map(_only_criticism, row.when)),
        "urgent_alone": row.priority is Priority.P0 and Action.ESCALATE not in row.allow,
    }
    return next((fault for fault, found in faults.items() if found), "")


def _only_criticism(when: When) -> bool:
    """Whether a condition asks for nothing but criticism: on that no restriction may rest."""
    labels = [label for _, those in when.label_sets for label in those]
    return bool(labels) and when.ground is not True and not when.asks_health and CRITICISM.issuperset(labels)
