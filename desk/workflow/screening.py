"""Posts that wait are screened, assessed by the policy, and opened to the people at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlmodel import Session, col, select

from desk.errors import DeskError
from desk.model.findings import Finding, Screened, Utterance
from desk.model.names import HouseKind, Identifiability, Sentiment, State
from desk.model.tables import Case, FindingRow, Post, Screening, Site
from desk.model.tables.columns import stored
from desk.policy.assess import assess
from desk.policy.assessment import Assessment, Circumstances
from desk.policy.documents import PolicyBook
from desk.store import audit
from desk.workflow.assessing import circumstances_of, remember_policy, write_assessment
from desk.workflow.protocols import Screener
from desk.workflow.transitions import Step, after
from desk.workflow.workplace import SERVICE

_Kept = TypeVar("_Kept", Post, Case)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that waits for screening, as it was when it was read."""

    post_id: int
    revision: int
    utterance: Utterance


def waiting(session: Session, limit: int) -> list[Waiting]:
    """Return posts whose present text nobody screened, the oldest first; a stored parent's text wins."""
    rows = session.exec(
        select(Post, Site.kind)
        .join(Case, col(Case.id) == col(Post.case_id))
        .join(Site, col(Site.id) == col(Case.site_id))
        .where(col(Post.screened_revision) < col(Post.revision))
        .order_by(col(Post.id))
        .limit(limit)
    ).all()
    parents = _texts(session, {post.parent_key for post, _ in rows if post.parent_key})
    return [
        Waiting(stored(post.id), post.revision, _utterance(post, house, parents.get(post.parent_key or "")))
        for post, house in rows
    ]


def _texts(session: Session, keys: set[str]) -> dict[str, str]:
    rows = session.exec(select(Post.key, Post.text).where(col(Post.key).in_(keys))).all() if keys else []
    return dict(rows)


def _utterance(post: Post, house: str, parent: str | None) -> Utterance:
    return Utterance(
        text=post.text,
        parent=parent or post.parent_text or "",
        author=post.author,
        locale=post.locale,
        house=str(house),
    )


def screen(batch: Sequence[Waiting], screener: Screener) -> list[tuple[Waiting, Screened]]:
    """Screen what waits. A post over which the engine fails stands between nobody and their work: it is set aside.

    It counts as not checked, so the policy holds it and hands it to a person.
    """
    try:
        return list(zip(batch, screener.screen(item.utterance for item in batch), strict=True))
    except DeskError:
        raise
    except Exception:  # noqa: BLE001  whatever the engine may meet in a hostile text
        if len(batch) == 1:
            return [(batch[0], _not_checked(screener.rules_version))]
        return [result for item in batch for result in screen([item], screener)]


def _not_checked(rules_version: str) -> Screened:
    return Screened(
        findings=(),
        identifiability=Identifiability.NONE,
        sentiment=Sentiment.NEUTRAL,
        language="und",
        checked=False,
        rules_version=rules_version,
    )


def file_screenings(
    session: Session, results: Sequence[tuple[Waiting, Screened]], policies: PolicyBook, now: datetime
) -> int:
    """Write what screening said; a post that was edited meanwhile stays waiting. Return how many were written."""
    posts = _by_id(session, Post, [item.post_id for item, _ in results])
    spoken = [
        (posts[item.post_id], screened)
        for item, screened in results
        if posts[item.post_id].revision == item.revision
        and posts[item.post_id].screened_revision < posts[item.post_id].revision
    ]
    if spoken:
        _write_screenings(session, spoken, now)
        _open_cases(session, spoken, policies, now)
    return len(spoken)


def _write_screenings(session: Session, spoken: Sequence[tuple[Post, Screened]], now: datetime) -> None:
    """Write screenings and their findings as two bulk statements."""
    screenings = [_screening(post, screened, now) for post, screened in spoken]
    written = insert(Screening).returning(col(Screening.id), sort_by_parameter_order=True)
    ids = session.scalars(written, screenings).all()
    findings = [
        _finding(stored(screening_id), finding)
        for screening_id, (_, screened) in zip(ids, spoken, strict=True)
        for finding in screened.findings
    ]
    if findings:
        session.execute(insert(FindingRow), findings)
    for post, _ in spoken:
        post.screened_revision = post.revision


def _open_cases(session: Session, spoken: Sequence[tuple[Post, Screened]], policies: PolicyBook, now: datetime) -> None:
    """Tell each case what the policy makes of its post, and open those that waited for it."""
    cases = _by_id(session, Case, [stored(post.case_id) for post, _ in spoken])
    places: dict[int, Circumstances] = {}
    policies_used: dict[str, tuple[Assessment, HouseKind]] = {}
    events = []
    for post, screened in spoken:
        case = cases[stored(post.case_id)]
        where = places.get(case.channel_id) or places.setdefault(case.channel_id, circumstances_of(session, case))
        assessment = assess(screened, where, policies.of(where.house))
        policies_used[assessment.policy_version] = (assessment, where.house)
        write_assessment(case, screened, assessment, now)
        if case.state is State.RECEIVED:
            case.state = after(after(case.state, Step.SCREEN), Step.OPEN)
        case.version += 1
        events.append(_screened_event(case, post, screened, now))
    for assessment, house in policies_used.values():
        remember_policy(session, assessment, house, now)
    audit.append_all(session, events)


def _screened_event(case: Case, post: Post, screened: Screened, now: datetime) -> audit.Event:
    told = {
        "revision": post.revision,
        "checked": screened.checked,
        "rules": screened.rules_version,
        "policy": case.assessment["policy_version"],
        "priority": case.priority,
        "row": case.assessment["row"],
    }
    return audit.Event(now, SERVICE, "screened", case.id, told)


def _by_id(session: Session, table: type[_Kept], ids: list[int]) -> dict[int, _Kept]:
    return {stored(row.id): row for row in session.exec(select(table).where(col(table.id).in_(ids))).all()}


def _screening(post: Post, screened: Screened, now: datetime) -> dict[str, Any]:
    return {
        "post_id": post.id,
        "revision": post.revision,
        "rules_version": screened.rules_version,
        "language": screened.language,
        "checked": screened.checked,
        "identifiability": int(screened.identifiability),
        "sentiment": screened.sentiment,
        "screened_at": now,
    }


def _finding(screening_id: int, finding: Finding) -> dict[str, Any]:
    return {
        "screening_id": screening_id,
        "rule": finding.rule,
        "axis": finding.axis,
        "category": finding.category,
        "status": finding.status,
        "subject": finding.subject,
        "start": finding.start,
        "end": finding.end,
        "certainty": finding.certainty,
        "counted": finding.counted,
        "weight": finding.weight,
        "why": [[reason.code, *reason.words] for reason in finding.why],
    }
