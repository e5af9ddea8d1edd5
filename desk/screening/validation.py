"""What a rule must hold beyond its types: known labels, lists and checkers, patterns and shapes that run, examples."""

from collections.abc import Callable, Iterable, Iterator

from desk.screening.checks import CHECKERS
from desk.screening.documents import LABELS as LABELS_OF
from desk.screening.documents import AnyRule, IdentifierRule, Rule
from desk.screening.labels import ASKED, LABELS, NUMBER
from desk.screening.patterns import PatternError, is_pattern, parse
from desk.screening.problems import Problem, nearest
from desk.screening.shapes import ShapeError, shape
from desk.screening.terms import TermError, exact_term, term, written_out
from desk.screening.word_lists import WordLists


def problems_of(rule: AnyRule, file: str, lists: WordLists) -> Iterator[Problem]:
    """Yield what does not hold in a rule."""
    validation = _Validation(rule, file, lists)
    if not rule.match or not rule.no_match:
        yield validation.problem("no_examples", "no_match" if rule.match else "match")
    if isinstance(rule, IdentifierRule):
        yield from validation.identifier(rule)
    else:
        yield from validation.labels(rule)
        yield from validation.terms(rule)
        yield from validation.each("patterns", rule.patterns, validation.pattern)


class _Validation:
    """Looks at one rule."""

    def __init__(self, rule: AnyRule, file: str, lists: WordLists) -> None:
        self._rule = rule
        self._file = file
        self._lists = lists.of(rule.language)

    def problem(self, code: str, key: str, near: str = "", detail: str = "") -> Problem:
        """Say that something does not hold here."""
        return Problem(code, self._file, self._rule.id, key, near, detail)

    def identifier(self, rule: IdentifierRule) -> Iterator[Problem]:
        """What holds only for identifiers."""
        if rule.check and rule.check not in CHECKERS:
            yield self.problem("unknown_value", f"check = {rule.check}", nearest(rule.check, sorted(CHECKERS)))
        for key, value in (("check", rule.check), ("context", rule.context)):
            if key in rule.needs and not value:
                yield self.problem("missing_key", key)
        yield from self.each("shape", [rule.shape], lambda written: shape(written, self._lists))
        yield from self.each("context", rule.context, self._term)

    def labels(self, rule: Rule) -> Iterator[Problem]:
        """A known category, and the label its axis asks for and no other."""
        valid = LABELS_OF[rule.axis]
        if rule.category not in valid:
            near = nearest(rule.category, sorted(valid - {""}))
            yield self.problem("unknown_value", f"category = {rule.category}", near)
        for axis, value in (("status", rule.status), ("subject", rule.subject), ("sentiment", rule.sentiment)):
            if rule.axis == axis and not value:
                yield self.problem("missing_key", axis)
            if rule.axis != axis and value:
                yield self.problem("misplaced", axis, detail=rule.axis)

    def terms(self, rule: Rule) -> Iterator[Problem]:
        """Something to look for, where such a rule may look for it."""
        if not rule.finds and (rule.terms or rule.exact):
            yield self.problem("misplaced", "terms", detail=rule.axis)
        if not (rule.terms or rule.exact or rule.patterns):
            yield self.problem("missing_key", "terms" if rule.finds else "patterns")
        yield from self.each("terms", rule.terms, lambda written: term(written, rule.language))
        yield from self.each("exact", rule.exact, exact_term)
        yield from self.each("except", rule.except_, self._term)
        yield from self.each("stops", rule.stops, self._term)
        for key in ("near", "unless", "anywhere", "nowhere", "parent"):
            yield from self.each(key, getattr(rule, key), self._condition)

    def pattern(self, written: str) -> None:
        """Parse a pattern."""
        parse(written, self._lists, LABELS)

    def each(self, key: str, entries: Iterable[str], check: Callable[[str], object]) -> Iterator[Problem]:
        """Check every entry of a key."""
        for entry in entries:
            try:
                check(entry)
            except (TermError, PatternError, ShapeError) as error:
                code, what = error.args
                yield self.problem(code, f"{key}: {what}", self._near(code, what))

    def _condition(self, written: str) -> None:
        if written not in ASKED:
            (self.pattern if is_pattern(written) else self._term)(written)

    def _term(self, written: str) -> None:
        for phrase in written_out(written, self._lists):
            term(phrase, self._rule.language)

    def _near(self, code: str, what: str) -> str:
        known = {
            "unknown_list": [*self._lists.names, *sorted(LABELS)],
            "unknown_label": [*sorted(LABELS), NUMBER],
        }
        return nearest(what, known.get(code, ()))
