"""What a person has under way: replies they began, and where they stand on the screen.

None of it is a step of a case, so the audit log says nothing of it: it is no record of how fast somebody types.
"""

from sqlalchemy import delete
from sqlmodel import Session, col

from desk.errors import IllegalTransition
from desk.model.bookmarks import Bookmark
from desk.model.names import State
from desk.model.tables import BookmarkRow, Case, Draft
from desk.model.tables.columns import stored
from desk.workflow.claiming import CLOSED, case_of, check_works_here
from desk.workflow.views import DraftView
from desk.workflow.workplace import Workplace


def draft(session: Session, key: str, place: Workplace) -> DraftView:
    """Return the reply that the person who acts began, an empty one if there is none."""
    case, _ = case_of(session, key)
    kept = session.get(Draft, (place.actor.id, stored(case.id)))
    return DraftView(kept.text, kept.template) if kept else DraftView()


def keep_draft(session: Session, key: str, draft: DraftView, place: Workplace) -> None:
    """Keep a reply as far as it is written; an empty one takes away what was kept.

    Raises:
        IllegalTransition: the post was withdrawn, and nobody can answer it.
        NotAllowed: the person only reads.
    """
    check_works_here(place)
    case, _ = case_of(session, key)
    if case.state is State.WITHDRAWN:
        raise IllegalTransition(CLOSED[State.WITHDRAWN])
    staff_id, case_id = place.actor.id, stored(case.id)
    if draft.text.strip():
        session.merge(
            Draft(staff_id=staff_id, case_id=case_id, text=draft.text, template=draft.template, kept_at=place.now)
        )
    else:
        session.execute(delete(Draft).where(col(Draft.staff_id) == staff_id, col(Draft.case_id) == case_id))


def forget_drafts(session: Session, case: Case) -> None:
    """Take away every reply that anybody began for a case: it is decided, or its post is gone."""
    session.execute(delete(Draft).where(col(Draft.case_id) == case.id))


def keep_bookmark(session: Session, bookmark: Bookmark, place: Workplace) -> None:
    """Remember where the person who acts stands."""
    session.merge(
        BookmarkRow(staff_id=place.actor.id, queue=bookmark.queue, search=bookmark.search, post_key=bookmark.key)
    )
