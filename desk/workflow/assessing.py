"""From the findings of a post to what the policy makes of its case, and into the row of the case."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from desk.model.findings import Finding, Reason, Screened
from desk.model.names import Axis, ChannelKind, HouseKind, Identifiability, Sentiment
from desk.model.tables import Case, Channel, Dismissal, FindingRow, PolicyVersion, Post, Screening, Site
from desk.policy.assess import assess
from desk.policy.assessment import Assessment, Circumstances
from desk.policy.documents import PolicyBook


def latest_screening(session: Session, post: Post) -> Screening | None:
    """Return what screening said last of the present text of a post."""
    return session.exec(
        select(Screening)
        .where(Screening.post_id == post.id, Screening.revision == post.revision)
        .order_by(col(Screening.id).desc())
        .limit(1)
    ).first()


def finding_rows(session: Session, screening: Screening) -> list[tuple[FindingRow, bool]]:
    """Return the findings of a screening in the order of the text, each with whether somebody dismissed it."""
    rows = session.exec(
        select(FindingRow, Dismissal.id)
        .join(Dismissal, col(Dismissal.finding_id) == col(FindingRow.id), isouter=True)
        .where(FindingRow.screening_id == screening.id)
        .order_by(col(FindingRow.start), col(FindingRow.id))
    ).all()
    return [(row, dismissed is not None) for row, dismissed in rows]


def screened_of(screening: Screening, findings: list[Finding]) -> Screened:
    """Return a stored screening as the plain value it was."""
    return Screened(
        findings=tuple(findings),
        identifiability=Identifiability(screening.identifiability),
        sentiment=Sentiment(screening.sentiment),
        language=screening.language,
        checked=screening.checked,
        rules_version=screening.rules_version,
    )


def finding_of(row: FindingRow) -> Finding:
    """Return a stored finding as the plain value it was."""
    return Finding(
        rule=row.rule,
        axis=row.axis,
        category=row.category,
        start=row.start,
        end=row.end,
        status=row.status,
        subject=row.subject,
        certainty=row.certainty,
        counted=row.counted,
        weight=row.weight,
        why=tuple(Reason(code, tuple(words)) for code, *words in row.why),
    )


def circumstances_of(session: Session, case: Case) -> Circumstances:
    """Return what the policy needs to know of a case beside its findings."""
    channel = session.get_one(Channel, case.channel_id)
    site = session.get_one(Site, case.site_id)
    return Circumstances(
        house=site.kind,
        channel=ChannelKind(channel.kind),
        capabilities=frozenset(channel.capabilities),
        premoderated=channel.premoderated,
    )


def standing_assessment(session: Session, policies: PolicyBook, case: Case, post: Post) -> Assessment | None:
    """Assess a case by the policy in force and the findings nobody dismissed; None if its post waits for screening."""
    screening = latest_screening(session, post)
    if screening is None:
        return None
    findings = [finding_of(row) for row, dismissed in finding_rows(session, screening) if not dismissed]
    where = circumstances_of(session, case)
    return assess(screened_of(screening, findings), where, policies.of(where.house))


def write_assessment(case: Case, screened: Screened, assessment: Assessment, now: datetime) -> None:
    """Write what the policy says into the row of the case, where the queue and the why pane read it."""
    case.priority = assessment.priority
    case.rank = assessment.priority.rank
    case.severity = assessment.severity
    case.band = assessment.band
    case.deadline_at = case.opened_at + assessment.first_look
    case.disclosure = screened.disclosure
    case.labels = labels_of(screened)
    case.actions = list(assessment.actions)
    case.assessment = as_document(assessment)
    case.retention = assessment.retention
    case.changed_at = now


def labels_of(screened: Screened) -> dict[str, list[str]]:
    """Return the labels of a post as the queue shows them."""
    return {
        "categories": screened.labels(Axis.HEALTH),
        "subjects": [subject.value for subject in screened.subjects],
        "identifiers": screened.labels(Axis.IDENTIFIER),
        "urgency": screened.labels(Axis.URGENCY),
        "conduct": screened.labels(Axis.CONDUCT),
        "dialogue": screened.labels(Axis.DIALOGUE),
    }


def as_document(assessment: Assessment) -> dict[str, Any]:
    """Return the parts of an assessment that have no column of their own, as JSON."""
    return {
        "reasons": [[points.reason.code, list(points.reason.words), points.points] for points in assessment.reasons],
        "row": assessment.row,
        "clause": assessment.clause,
        "refused": {action.value: [why.code, list(why.words)] for action, why in assessment.refused.items()},
        "grounds": [ground.value for ground in assessment.grounds],
        "decides": [role.value for role in assessment.decides],
        "four_eyes": sorted(action.value for action in assessment.four_eyes),
        "templates": list(assessment.templates),
        "policy_version": assessment.policy_version,
        "trial": assessment.trial,
    }


def remember_policy(session: Session, assessment: Assessment, house: HouseKind, now: datetime) -> None:
    """Keep that this version of a policy was in force here."""
    version = assessment.policy_version
    if session.get(PolicyVersion, version) is None:
        session.add(PolicyVersion(version=version, house=house, trial=assessment.trial, first_used_at=now))
