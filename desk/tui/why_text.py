"""What the why pane says: how urgent and why, which rule found what, what was set aside, what the policy allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from textual.content import Content

from desk.language.explain import explain
from desk.language.words import words
from desk.model.findings import Finding, Reason
from desk.model.names import Action, Axis
from desk.plain_text import one_line
from desk.tui import labels, moments
from desk.tui.actions import DECIDING
from desk.tui.badges import Badged, badged, set_aside
from desk.tui.keymap import Keymap
from desk.tui.sentences import choice, clause, policy_reason, refusal
from desk.workflow.views import CaseView, FindingView

_QUOTE = 80
_WITHOUT_SCREENING = (Action.NOTE, Action.ESCALATE, Action.SNOOZE)
_KINDS = {Axis.HEALTH: "category", Axis.IDENTIFIER: "identifier_type"}


@dataclass(frozen=True, slots=True)
class Asking:
    """In which circumstances somebody asks why."""

    now: datetime
    zone: tzinfo | None
    keymap: Keymap
    folded: bool = False


def why_content(case: CaseView, asking: Asking) -> Content:
    """Return everything the why pane shows."""
    if not case.assessed:
        waiting = words().text("tui.why.unscreened", possible=_possible())
        return Content("\n").join([_deadline(case, asking), Content(waiting)])
    lines = [*_priority(case), _deadline(case, asking), *_clause(case), *_findings(case, asking)]
    return Content("\n").join([*lines, *_aside(case, asking), *_choices(case, asking), *_also(case)])


def _possible() -> str:
    return ", ".join(words().name("action", action) for action in _WITHOUT_SCREENING)


def _priority(case: CaseView) -> Iterator[Content]:
    band = case.band or "low"
    yield Content.assemble(
        (f" {case.priority} ", (case.priority or "p-none").lower()),
        " ",
        (f"{labels.severity(case.severity)} {case.severity} ", f"band-{band}"),
        (words().name("band", band), f"band-{band}"),
    )
    scored = [_reason(reason, points) for reason, points in case.reasons if points]
    yield from (*scored, *_unscored(case)[:1])


def _unscored(case: CaseView) -> list[Content]:
    """Return what explains the priority without points; the policy names first what decided it."""
    return [_reason(reason, points) for reason, points in case.reasons if not points]


def _reason(reason: Reason, points: int) -> Content:
    amount = f"{points:+d}" if points else " ·"
    return Content.assemble((f" {amount} ", "strong" if points else "muted"), "\t", policy_reason(reason))


def _also(case: CaseView) -> Iterator[Content]:
    if further := _unscored(case)[1:]:
        yield Content("")
        yield Content.styled(words().text("tui.why.also"), "heading")
        yield from further


def _deadline(case: CaseView, asking: Asking) -> Content:
    left = moments.countdown(case.deadline_at, asking.now)
    at = moments.moment(case.deadline_at, asking.now, asking.zone)
    return Content.assemble((words().text("tui.why.deadline", at=at) + " ", "muted"), (left.text, left.role))


def _clause(case: CaseView) -> Iterator[Content]:
    trial = words().text("tui.why.trial") if case.trial else ""
    yield Content.assemble((f"{case.row} ", "heading"), clause(case), (trial, "note"))
    if case.decides:
        roles = ", ".join(words().name("role", role) for role in case.decides)
        yield Content.styled(words().text("tui.why.decides", roles=roles), "muted")


def _findings(case: CaseView, asking: Asking) -> Iterator[Content]:
    yield Content("")
    found = badged(case)
    yield Content.styled(words().text("tui.why.found" if found else "tui.why.nothing_found"), "heading")
    for item in found:
        yield from _finding(case, item, asking)


def _finding(case: CaseView, item: Badged, asking: Asking) -> Iterator[Content]:
    finding = item.view.finding
    yield Content.assemble((item.badge, f"badge-{finding.axis}"), " \t", *_what(finding))
    if asking.folded:  # reasons quote the text, too
        yield Content.styled(f"   {finding.rule}", "muted")
        return
    quote = (_quoted(case, finding), f"span-{finding.axis}")
    yield Content.assemble("   ", quote, " ", (finding.rule, "muted"))
    if reasons := explain(finding, words(), quoted=True):
        yield Content.assemble("   ", reasons)


def named(finding: Finding) -> str:
    """Return what people call the label of a finding."""
    return words().name(_KINDS.get(finding.axis, str(finding.axis)), finding.category)


def _what(finding: Finding) -> list[tuple[str, str]]:
    say = words()
    parts = [(named(finding), str(finding.axis))]
    if finding.axis is Axis.HEALTH:
        parts += [
            (f" · {say.text(f'tui.subject.{finding.subject}')}", "strong"),
            (f" · {say.name('status', finding.status)}", ""),
        ]
    return parts


def _quoted(case: CaseView, finding: Finding) -> str:
    return words().text("tui.why.quote", text=one_line(case.text[finding.start : finding.end], _QUOTE))


def _aside(case: CaseView, asking: Asking) -> Iterator[Content]:
    aside = [] if asking.folded else set_aside(case)
    if not aside:
        return
    yield Content("")
    yield Content.styled(words().text("tui.why.aside"), "heading")
    for view in aside:
        quote = _quoted(case, view.finding)
        yield Content.assemble(("– ", "muted"), "\t", quote, " ", (_why_aside(view), "muted"))


def _why_aside(view: FindingView) -> str:
    return words().text("tui.why.dismissed") if view.dismissed else explain(view.finding, words(), quoted=True)


def _choices(case: CaseView, asking: Asking) -> Iterator[Content]:
    yield Content("")
    yield Content.styled(words().text("tui.why.allowed"), "heading")
    choices = [(deed, choice(case, deed.choice)) for deed in DECIDING if deed.choice]
    for deed, found in choices:
        if found.allowed:
            eyes = words().text("tui.why.four_eyes") if found.four_eyes else ""
            yield Content.assemble((f" {asking.keymap.shown(deed.id) or ':':<2}", "key"), deed.title, (eyes, "note"))
    yield Content("")
    yield Content.styled(words().text("tui.why.refused"), "heading")
    for deed, found in choices:
        if not found.allowed and found.why:
            key = f" {asking.keymap.shown(deed.id) or ':':<2}"
            yield Content.assemble((key, "key-off"), "\t", (f"{deed.title}: ", "off"), (refusal(found), "muted"))
