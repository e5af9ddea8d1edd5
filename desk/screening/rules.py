"""Rule files in, a `RuleSet` out, or a list of problems that say where and what would have been right."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

import msgspec

from desk.errors import RuleError
from desk.language.problems import problem, value_problem
from desk.screening.collection import uncollected
from desk.screening.documents import AnyRule, IdentifierRule, Language, Rule, RuleSet
from desk.screening.problems import Problem, nearest
from desk.screening.validation import problems_of
from desk.screening.witness import Lessons, Witness, WitnessRule, lessons
from desk.screening.word_lists import WordLists

_FOLDERS = ("lexicon", "patterns", "identifiers")
_WITNESS_FOLDER = "witness"
WITNESS = f"{_WITNESS_FOLDER}/witness.toml"
"""Where the second witness is switched, below a folder of rules."""
_HEAD = ("axis", "category", "language")


@dataclass(slots=True)
class Loaded:
    """What the files of a folder say, as far as it could be read."""

    rules: list[Rule] = field(default_factory=list)
    identifiers: list[IdentifierRule] = field(default_factory=list)
    lists: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    word_lists: WordLists = field(default_factory=lambda: WordLists({}))
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    version: str = ""
    witness: WitnessRule | None = None
    lessons: Lessons | None = None

    def rule_set(self) -> RuleSet:
        """Freeze it."""
        witness = Witness(self.witness, self.lessons) if self.witness and self.lessons else None
        rules, identifiers = tuple(self.rules), tuple(self.identifiers)
        return RuleSet(rules, identifiers, self.word_lists, self.version, self.files, witness)


def load(folder: Path) -> RuleSet:
    """Read the rules of a folder.

    Raises:
        RuleError: a file does not hold; the first problem is its sentence.
    """
    with uncollected():
        loaded = read_folder(folder)
    if loaded.problems:
        first = loaded.problems[0]
        raise RuleError(f"screening.rules.{first.code}", **first.values)
    return loaded.rule_set()


def read_folder(folder: Path) -> Loaded:
    """Read every rule file, collecting problems instead of stopping at the first."""
    loaded = Loaded()
    digest = hashlib.sha256()
    for file in rule_files(folder):
        name = file.relative_to(folder).as_posix()
        content = file.read_bytes()
        digest.update(name.encode() + b"\0" + content + b"\0")
        if not name.startswith(_WITNESS_FOLDER):
            _read_file(loaded, name, content)
    if (folder / WITNESS).exists():
        _read_witness(loaded, folder)
    loaded.word_lists = WordLists(loaded.lists)
    every: list[AnyRule] = [*loaded.rules, *loaded.identifiers]
    for rule in every:
        loaded.problems += problems_of(rule, loaded.files[rule.id], loaded.word_lists)
    if not loaded.files and not loaded.problems:
        loaded.problems.append(Problem("no_rules", str(folder)))
    loaded.version = digest.hexdigest()[:12]
    return loaded


def rule_files(folder: Path) -> Iterator[Path]:
    """Yield every file that what screening finds depends on, in the order in which they are read."""
    for name in _FOLDERS:
        yield from sorted((folder / name).glob("**/*.toml"))
    yield from sorted((folder / _WITNESS_FOLDER).glob("*"))


def _read_file(loaded: Loaded, name: str, content: bytes) -> None:
    document = _document(loaded, name, content)
    if document is None:
        return
    stem = Path(name).name
    if stem.startswith("lists."):
        _read_lists(loaded, name, document)
        return
    kind: type[AnyRule] = IdentifierRule if name.startswith("identifiers/") else Rule
    _unknown(loaded, name, "", document, ["file", "rule"])
    head = document.get("file", {})
    _unknown(loaded, name, "file", head, [*_HEAD] if kind is Rule else ["language"])
    for number, table in enumerate(document.get("rule", []), start=1):
        _read_rule(loaded, name, number, head | table, kind)


def _document(loaded: Loaded, name: str, content: bytes) -> dict[str, Any] | None:
    """Parse a file, None if it is no TOML."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        loaded.problems.append(Problem("no_toml", name, detail=problem(error)))
        return None


def _read_rule(loaded: Loaded, name: str, number: int, table: dict[str, Any], kind: type[AnyRule]) -> None:
    identity = str(table.get("id", f"rule {number}"))
    if _unknown(loaded, name, identity, table, list(_keys(kind))):
        return
    try:
        rule = msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        loaded.problems.append(_invalid(name, identity, table, str(error)))
        return
    if identity in loaded.files:
        loaded.problems.append(Problem("duplicate", name, identity, key=identity, detail=loaded.files[identity]))
        return
    loaded.files[identity] = name
    if isinstance(rule, Rule):
        loaded.rules.append(rule)
    else:
        loaded.identifiers.append(rule)


@cache
def _keys(kind: type[AnyRule] | type[WitnessRule]) -> tuple[str, ...]:
    return tuple(field.encode_name for field in msgspec.structs.fields(kind))


def _unknown(loaded: Loaded, name: str, place: str, table: Mapping[str, object], valid: list[str]) -> bool:
    """Note every key that no document of this kind has; True if there was one."""
    unknown = [key for key in table if key not in valid]
    loaded.problems += [Problem("unknown_key", name, place, key, nearest(key, valid)) for key in unknown]
    return bool(unknown)


def _invalid(name: str, identity: str, table: Mapping[str, object], error: str) -> Problem:
    """Turn msgspec's sentence into a problem that names the key and, for a closed list, the nearest valid word."""
    detail, _, path = error.partition(" - at `$.")
    key = path.rstrip("`")
    if "missing required field" in error:
        return Problem("missing_key", name, identity, key=error.split("`")[1])
    value = table.get(key)
    choices = _choices(key)
    if isinstance(value, str) and choices:
        return Problem("unknown_value", name, identity, f"{key} = {value}", nearest(value, choices))
    return Problem("invalid", name, identity, key, detail=value_problem(detail))


def _choices(key: str) -> list[str]:
    """The closed list a key takes its value from, empty if it is free."""
    kinds = [one.type for kind in (Rule, IdentifierRule) for one in msgspec.structs.fields(kind) if one.name == key]
    values: list[str] = []
    for kind in kinds:
        for option in (kind, *get_args(kind)):
            values += _members(option)
    return values


def _members(option: object) -> list[str]:
    if isinstance(option, type) and hasattr(option, "__members__"):
        return [str(member.value) for member in cast("Any", option)]
    return [word for word in get_args(option) if isinstance(word, str)]


def _read_witness(loaded: Loaded, folder: Path) -> None:
    """Read the second witness and what it learnt."""
    content = (folder / WITNESS).read_bytes()
    document = _document(loaded, WITNESS, content)
    if document is None or _unknown(loaded, WITNESS, "", document, list(_keys(WitnessRule))):
        return
    try:
        rule = msgspec.convert(document, WitnessRule)
        loaded.lessons = lessons((folder / WITNESS).with_name(rule.weights).read_bytes())
    except OSError as error:
        loaded.problems.append(Problem("invalid", WITNESS, "", "weights", detail=str(error.strerror)))
        return
    except msgspec.MsgspecError as error:
        loaded.problems.append(_invalid(WITNESS, "", document, str(error)))
        return
    loaded.witness = rule
    loaded.files[rule.id] = WITNESS
    if not rule.match or not rule.no_match:
        loaded.problems.append(Problem("no_examples", WITNESS, rule.id, "no_match" if rule.match else "match"))


def _read_lists(loaded: Loaded, name: str, document: dict[str, Any]) -> None:
    parts = Path(name).name.split(".")[1:-1]
    language = next((part for part in parts if part in get_args(Language)), "")
    if not language:
        loaded.problems.append(Problem("unknown_language", name, key=", ".join(get_args(Language))))
        return
    _unknown(loaded, name, "", document, ["lists"])
    lists = loaded.lists.setdefault(language, {})
    loaded.files.setdefault(name, name)
    for title, entries in document.get("lists", {}).items():
        if not isinstance(entries, list) or not all(isinstance(entry, str) and entry.strip() for entry in entries):
            loaded.problems.append(Problem("invalid", name, title, title))
        else:
            lists[title] = (*lists.get(title, ()), *entries)
