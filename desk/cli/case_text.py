"""A case as text for people: line by line, fit for a screen reader and for a pipe.

Whatever a stranger wrote stands behind a bar, so that a post can't pass itself off as a line of the desk.
"""

from collections.abc import Iterator
from datetime import datetime

from desk.cli.phrases import finding_name, quote, reason_line
from desk.language.explain import explain
from desk.language.words import words
from desk.plain_text import harmless, one_line
from desk.reports.sentences import reason_sentence
from desk.workflow.views import CaseView, Choice, FindingView, HistoryEntry

_BAR = "│ "
_NAME, _KEY = 60, 120


def case_text(case: CaseView) -> Iterator[str]:
    """Yield the lines of a case."""
    yield from _head(case)
    yield from _thread(case)
    yield from _quoted(case.text)
    if case.assessed:
        yield from _why(case)
        yield from _findings(case)
        yield from _policy(case)
    else:
        yield _say("unscreened")
    yield from _handled(case)


def _say(key: str, /, **values: object) -> str:
    """Return a sentence of this page; it is one line whatever its values hold."""
    return harmless(words().text(f"cli.case.{key}", **values), keep_lines=False)


def _head(case: CaseView) -> Iterator[str]:
    say = words()
    yield _say("id", key=one_line(case.key, _KEY), version=case.version, state=say.name("state", case.state))
    where = f"{say.name('channel_kind', case.channel)}, {case.site}"
    yield _say("where", author=one_line(case.author, _NAME), where=where, at=moment(case.posted_at or case.arrived_at))
    if case.deleted_at:
        yield _say("deleted", at=moment(case.deleted_at))
    elif case.edited_at:
        yield _say("edited", at=moment(case.edited_at), revision=case.revision)
    if case.priority:
        band = say.name("band", case.band or "low")
        yield _say("priority", priority=case.priority, band=band, severity=case.severity)
    yield _say("deadline", at=moment(case.deadline_at))
    if case.claimant:
        yield _say("mine" if case.mine else "claimed", who=case.claimant, until=moment(case.lease_until))


def _thread(case: CaseView) -> Iterator[str]:
    if case.thread:
        yield _say("thread")
        for post in case.thread:
            yield from _quoted(f"{post.author}: {post.text}" if post.author else post.text)
        yield _say("post")


def _quoted(text: str) -> Iterator[str]:
    yield from (_BAR + line for line in harmless(text).split("\n"))


def _why(case: CaseView) -> Iterator[str]:
    yield _say("why")
    for reason, points in case.reasons:
        yield reason_line(reason, points)


def _findings(case: CaseView) -> Iterator[str]:
    counted = [view for view in case.findings if view.finding.counted and not view.dismissed]
    aside = [view for view in case.findings if view not in counted]
    if not case.checked:
        yield _say("unchecked")
    yield _say("found" if counted else "nothing_found")
    for view in counted:
        yield from _finding(case, view)
    if aside:
        yield _say("aside")
        for view in aside:
            yield f"  {quote(view.finding, case.text)} {_explained(view)}"


def _finding(case: CaseView, view: FindingView) -> Iterator[str]:
    finding = view.finding
    yield f"  {finding_name(finding)} {quote(finding, case.text)} [{finding.start}:{finding.end}]"
    yield f"    {_explained(view)} ({finding.rule})"


def _explained(view: FindingView) -> str:
    return (
        _say("dismissed") if view.dismissed else harmless(explain(view.finding, words(), quoted=True), keep_lines=False)
    )


def _policy(case: CaseView) -> Iterator[str]:
    say = words()
    clause = case.clause.get(say.base) or next(iter(case.clause.values()), "")
    yield _say("clause", row=case.row, clause=clause, version=case.policy_version)
    if case.trial:
        yield _say("trial")
    yield _say("decides", roles=", ".join(say.name("role", role) for role in case.decides))
    yield _say("allowed", actions=", ".join(_allowed(choice) for choice in case.choices if choice.allowed) or "–")
    if case.grounds:
        yield _say("grounds", grounds=", ".join(f"{ground} {say.name('ground', ground)}" for ground in case.grounds))
    if case.templates:
        yield _say("templates", templates=", ".join(case.templates))
    yield from _refusals(case)


def _allowed(choice: Choice) -> str:
    name = f"{choice.action} ({words().name('action', choice.action)})"
    return f"{name} {_say('four_eyes')}" if choice.four_eyes else name


def _refusals(case: CaseView) -> Iterator[str]:
    for choice in case.choices:
        if not choice.allowed and choice.why:
            name = words().name("action", choice.action)
            yield _say("refused", action=choice.action, name=name, why=reason_sentence(choice.why))


def _handled(case: CaseView) -> Iterator[str]:
    if case.escalated_to:
        yield _say("escalated", role=words().name("role", case.escalated_to))
    if case.snoozed_until:
        yield _say("snoozed", until=moment(case.snoozed_until))
    if case.hold_until:
        yield _say("held", until=moment(case.hold_until))
    yield _say("author", posts=case.author_posts, measures=case.author_measures)
    for at, who, text in case.notes:
        yield _say("note", at=moment(at), who=who)
        yield from _quoted(text)
    for entry in case.history:
        yield from _entry(entry)


def _entry(entry: HistoryEntry) -> Iterator[str]:
    say = words()
    key = "taken_back" if entry.undo else "undone" if entry.undone else "decided"
    effect = f" – {say.name('effect_state', entry.effect)}" if entry.effect else ""
    ground = f" {entry.ground}" if entry.ground else ""
    yield _say(key, at=moment(entry.at), who=entry.who, action=say.name("action", entry.action) + ground) + effect
    for text in filter(None, (entry.reason, entry.reply)):
        yield from _quoted(text)


def moment(at: datetime | None) -> str:
    """Return a time as people here write it, in the zone of this machine."""
    return at.astimezone().strftime(words().text("cli.moment")) if at else "–"
