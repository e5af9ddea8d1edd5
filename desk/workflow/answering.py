"""What a house answers with: its templates, filled for the site of a case, and who may say more than they do."""

from collections.abc import Iterable

from sqlmodel import Session

from desk.errors import NotAllowed, WrongUsage
from desk.language.words import LANGUAGES
from desk.model.names import Role
from desk.model.tables import Case, Post, Site
from desk.policy.rights import may_write_freely
from desk.replies.templates import Rendered, TemplateBook
from desk.replies.wording import keeps_to, left_open
from desk.workflow.views import Decide

_COUNTRIES = ("DE", "AT", "CH")


def offered(session: Session, case: Case, post: Post, language: str, templates: TemplateBook) -> list[Rendered]:
    """Return the templates the policy proposes for a case, then all others."""
    proposed = tuple(case.assessment.get("templates", ()))
    others = (id_ for id_ in templates.ids if id_ not in proposed)
    return _rendered(session, case, post, (*proposed, *others), language, templates)


def check_known(template: str, templates: TemplateBook) -> None:
    """Refuse the name of a template that the house does not have.

    Raises:
        WrongUsage: it has no such template.
    """
    if template and template not in templates.ids:
        raise WrongUsage("workflow.no_such_template", template=template)


def check_words(session: Session, command: Decide, case: Case, post: Post, role: Role, templates: TemplateBook) -> None:
    """Refuse an open slot from anybody, and words of one's own from whoever answers from templates.

    They answer from the one they name, else from any.

    Raises:
        WrongUsage: nobody has filled a slot of a template.
        NotAllowed: the answer is in no words of the house.
    """
    if slots := left_open(command.reply, templates.open_labels):
        raise WrongUsage("workflow.open_slot", slots=", ".join(slots))
    if may_write_freely(role):
        return
    ids = (command.template,) if command.template else templates.ids
    for language in LANGUAGES:
        if any(keeps_to(command.reply, one) for one in _rendered(session, case, post, ids, language, templates)):
            return
    raise NotAllowed("workflow.only_templates")


def _rendered(
    session: Session, case: Case, post: Post, ids: Iterable[str], language: str, templates: TemplateBook
) -> list[Rendered]:
    site = session.get_one(Site, case.site_id)
    region = post.locale.partition("-")[2]
    country = region if region in _COUNTRIES else site.country
    return [templates.render(id_, language, site.profile, country) for id_ in ids]
