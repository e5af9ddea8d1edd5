"""Everything the screen says about one case, read in one go."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, func, or_, select

from desk.model.findings import Reason
from desk.model.names import Action, EffectState, Ground, Role, State
from desk.model.tables import Case, Channel, Decision, Effect, Note, Post, Screening, Site, Staff
from desk.model.tables.columns import stored
from desk.policy.assessment import Assessment
from desk.policy.rights import may, needs_release
from desk.workflow.assessing import finding_of, finding_rows, latest_screening, standing_assessment
from desk.workflow.claiming import CLOSED, awaiting_release, case_of, holder
from desk.workflow.deciding import ALWAYS, MODERATION, RESTRICTIONS
from desk.workflow.views import CaseView, Choice, FindingView, HistoryEntry, ThreadPost
from desk.workflow.workplace import Workplace

_THREAD_AT_MOST = 40


def case_view(session: Session, key: str, place: Workplace) -> CaseView:
    """Read one case. As long as the view has fields: one line says where each comes from.

    Raises:
        WrongUsage: no post has this id.
    """
    case, post = case_of(session, key)
    screening = latest_screening(session, post)
    site, channel = session.get_one(Site, case.site_id), session.get_one(Channel, case.channel_id)
    claimant = holder(session, case, place.now)
    told = case.assessment
    return CaseView(
        key=post.key,
        version=case.version,
        state=case.state,
        house=site.kind,
        site=site.name,
        channel=channel.kind,
        channel_name=channel.name,
        author=post.author,
        text=post.text,
        revision=post.revision,
        posted_at=post.posted_at,
        arrived_at=post.arrived_at,
        edited_at=post.edited_at,
        deleted_at=post.deleted_at,
        url=post.url,
        locale=post.locale,
        attachments=tuple(post.attachments),
        thread=_thread(session, post),
        assessed=screening is not None,
        checked=bool(screening and screening.checked),
        language=screening.language if screening else "",
        identifiability=screening.identifiability if screening else 0,
        sentiment=screening.sentiment if screening else "",
        rules_version=screening.rules_version if screening else "",
        findings=_findings(session, screening),
        priority=case.priority,
        severity=case.severity,
        band=case.band,
        deadline_at=case.deadline_at,
        reasons=tuple((Reason(code, tuple(words)), points) for code, words, points in told.get("reasons", ())),
        row=told.get("row", ""),
        clause=told.get("clause", {}),
        policy_version=told.get("policy_version", ""),
        trial=told.get("trial", True),
        decides=tuple(Role(role) for role in told.get("decides", ())),
        grounds=tuple(Ground(ground) for ground in told.get("grounds", ())),
        choices=_choices(session, case, post, place),
        templates=tuple(told.get("templates", ())),
        claimant=claimant.name if claimant else "",
        mine=bool(claimant and claimant.id == place.actor.id),
        lease_until=case.lease_until,
        escalated_to=case.escalated_to,
        snoozed_until=case.snoozed_until,
        hold_until=_hold_until(session, case),
        author_posts=_author_posts(session, post),
        author_measures=_author_measures(session, post),
        history=_history(session, case),
        notes=_notes(session, case),
    )


def _findings(session: Session, screening: Screening | None) -> tuple[FindingView, ...]:
    if screening is None:
        return ()
    return tuple(
        FindingView(stored(row.id), finding_of(row), dismissed) for row, dismissed in finding_rows(session, screening)
    )


def _choices(session: Session, case: Case, post: Post, place: Workplace) -> tuple[Choice, ...]:
    """What the person who acts can do now, in the policy's order, then what the policy refuses and why."""
    assessment = standing_assessment(session, place.policies, case, post)
    if assessment is None:
        return ()
    offered = [action for action in assessment.actions if action in MODERATION]
    offered += [action for action in ALWAYS if action not in (*offered, *assessment.refused)]
    choices = [_choice(action, assessment, place) for action in offered]
    choices += [
        Choice(action, allowed=False, why=why)
        for action, why in assessment.refused.items()
        if action in MODERATION or action in ALWAYS
    ]
    if waiting := awaiting_release(session, case):
        own = waiting.staff_id == place.actor.id
        why = Reason("policy.second_person") if own else may(place.actor.role, Action.RELEASE, assessment)
        choices.insert(0, Choice(Action.RELEASE, allowed=why is None, why=why))
    if closed := CLOSED.get(case.state):
        return tuple(replace(choice, allowed=False, why=Reason(closed)) for choice in choices)
    return tuple(choices)


def _choice(action: Action, assessment: Assessment, place: Workplace) -> Choice:
    why = may(place.actor.role, action, assessment)
    return Choice(action, why is None, why, needs_release(place.actor.role, action, assessment))


def _thread(session: Session, post: Post) -> tuple[ThreadPost, ...]:
    """The title or post answered first, then the other posts of the thread in their order."""
    told = [] if post.parent_text is None else [ThreadPost("", "", post.parent_text)]
    if not post.thread and not post.parent_key:
        return tuple(told)
    same = [Post.thread == post.thread] if post.thread else []
    answered = [Post.key == post.parent_key] if post.parent_key else []
    others = session.exec(
        select(Post)
        .where(or_(*same, *answered), Post.id != post.id, Post.channel_id == post.channel_id)
        .order_by(col(Post.posted_at), col(Post.id))
        .limit(_THREAD_AT_MOST)
    ).all()
    stored = any(other.key == post.parent_key for other in others)
    rows = [ThreadPost(other.key, other.author, other.text, other.posted_at) for other in others]
    return tuple(rows if stored else told + rows)


def _hold_until(session: Session, case: Case) -> datetime | None:
    return session.exec(
        select(func.max(Effect.not_before)).where(Effect.case_id == case.id, Effect.state == EffectState.PENDING)
    ).first()


def _author_posts(session: Session, post: Post) -> int:
    if not post.author_key:
        return 1
    return session.exec(
        select(func.count())
        .select_from(Post)
        .where(Post.author_key == post.author_key, Post.channel_id == post.channel_id)
    ).one()


def _author_measures(session: Session, post: Post) -> int:
    """How often a post of this author in this channel was restricted, without what was taken back."""
    if not post.author_key:
        return 0
    undone = select(Decision.undoes_id).where(col(Decision.undoes_id).is_not(None))
    return session.exec(
        select(func.count())
        .select_from(Decision)
        .join(Post, col(Post.case_id) == col(Decision.case_id))
        .where(
            Post.author_key == post.author_key,
            Post.channel_id == post.channel_id,
            col(Decision.action).in_(list(RESTRICTIONS)),
            col(Decision.state_after) != State.AWAITING_RELEASE,
            col(Decision.undoes_id).is_(None),
            col(Decision.id).not_in(undone),
        )
    ).one()


def _history(session: Session, case: Case) -> tuple[HistoryEntry, ...]:
    rows = session.exec(
        select(Decision, Staff.name, Effect.state)
        .join(Staff, col(Staff.id) == col(Decision.staff_id))
        .join(Effect, col(Effect.decision_id) == col(Decision.id), isouter=True)
        .where(Decision.case_id == case.id)
        .order_by(col(Decision.id))
    ).all()
    undone = {decision.undoes_id for decision, _, _ in rows}
    return tuple(
        HistoryEntry(
            at=decision.decided_at,
            who=name,
            action=decision.action,
            undo=decision.undoes_id is not None,
            undone=decision.id in undone,
            ground=decision.ground,
            reason=decision.reason,
            reply=decision.reply,
            effect=EffectState(effect) if effect else None,
            spans=tuple((start, end) for start, end in decision.spans),
        )
        for decision, name, effect in rows
    )


def _notes(session: Session, case: Case) -> tuple[tuple[datetime, str, str], ...]:
    rows = session.exec(
        select(Note.written_at, Staff.name, Note.text)
        .join(Staff, col(Staff.id) == col(Note.staff_id))
        .where(Note.case_id == case.id)
        .order_by(col(Note.id))
    ).all()
    return tuple((at, who, text) for at, who, text in rows)
