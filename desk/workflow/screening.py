"""Posts that wait are screened, assessed by the policy, and opened to the people at the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from desk.model.findings import Finding, Screened, Utterance
from desk.model.names import State
from desk.model.tables import Case, FindingRow, Post, Screening, Site
from desk.model.tables.columns import stored
from desk.policy.assess import assess
from desk.policy.documents import PolicyBook
from desk.store import audit
from desk.workflow.assessing import circumstances_of, write_assessment
from desk.workflow.transitions import Step, after
from desk.workflow.workplace import SERVICE


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


def file_screenings(
    session: Session, results: Sequence[tuple[Waiting, Screened]], policies: PolicyBook, now: datetime
) -> int:
    """Write what screening said; a post that was edited meanwhile stays waiting. Return how many were written."""
    filed = 0
    for item, screened in results:
        post = session.get_one(Post, item.post_id)
        if post.revision == item.revision and post.screened_revision < post.revision:
            _file(session, post, screened, policies, now)
            filed += 1
    return filed


def _file(session: Session, post: Post, screened: Screened, policies: PolicyBook, now: datetime) -> None:
    screening = Screening(
        post_id=stored(post.id),
        revision=post.revision,
        rules_version=screened.rules_version,
        language=screened.language,
        checked=screened.checked,
        identifiability=int(screened.identifiability),
        sentiment=screened.sentiment,
        screened_at=now,
    )
    session.add(screening)
    session.flush()
    session.add_all(finding_row(stored(screening.id), finding) for finding in screened.findings)
    post.screened_revision = post.revision
    _open(session, post, screened, policies, now)


def _open(session: Session, post: Post, screened: Screened, policies: PolicyBook, now: datetime) -> None:
    case = session.get_one(Case, post.case_id)
    where = circumstances_of(session, case)
    write_assessment(session, case, screened, assess(screened, where, policies.of(where.house)), now)
    if case.state is State.RECEIVED:
        case.state = after(after(case.state, Step.SCREEN), Step.OPEN)
    case.version += 1
    audit.append(
        session,
        at=now,
        actor=SERVICE,
        kind="screened",
        case_id=case.id,
        payload={
            "revision": post.revision,
            "rules": screened.rules_version,
            "policy": case.assessment["policy_version"],
            "priority": case.priority,
            "row": case.assessment["row"],
        },
    )


def finding_row(screening_id: int, finding: Finding) -> FindingRow:
    """Return a finding as a row."""
    return FindingRow(
        screening_id=screening_id,
        rule=finding.rule,
        axis=finding.axis,
        category=finding.category,
        status=finding.status,
        subject=finding.subject,
        start=finding.start,
        end=finding.end,
        certainty=finding.certainty,
        counted=finding.counted,
        weight=finding.weight,
        why=[[reason.code, *reason.words] for reason in finding.why],
    )
