"""Everything a desk knows of a case, as other programs read it: the object of `desk show` and `desk next`."""

from datetime import datetime
from typing import Any

from desk.model.names import Axis
from desk.reports.screened_post import written_finding
from desk.reports.sentences import reason_sentence
from desk.workflow.views import CaseView, Choice, FindingView, HistoryEntry


def case_document(case: CaseView) -> dict[str, Any]:
    """Return a case as one JSON object. Hand its `version` back with a decision."""
    return _post(case) | _screened(case) | _assessed(case) | _handled(case)


def _post(case: CaseView) -> dict[str, Any]:
    return {
        "id": case.key,
        "version": case.version,
        "state": case.state,
        "house": case.house,
        "site": case.site,
        "channel": case.channel,
        "channel_name": case.channel_name,
        "author": case.author,
        "text": case.text,
        "revision": case.revision,
        "locale": case.locale,
        "url": case.url,
        "attachments": case.attachments,
        "posted_at": _time(case.posted_at),
        "arrived_at": _time(case.arrived_at),
        "edited_at": _time(case.edited_at),
        "deleted_at": _time(case.deleted_at),
        "thread": [
            {"id": post.key or None, "author": post.author, "text": post.text, "posted_at": _time(post.posted_at)}
            for post in case.thread
        ],
    }


def _screened(case: CaseView) -> dict[str, Any]:
    return {
        "screened": case.assessed,
        "checked": case.checked,
        "language": case.language,
        "sentiment": case.sentiment,
        "identifiability": case.identifiability,
        "disclosure": bool(_labels(case, Axis.HEALTH)),
        "subjects": list(
            dict.fromkeys(view.finding.subject for view in _standing(case) if view.finding.axis is Axis.HEALTH)
        ),
        "categories": _labels(case, Axis.HEALTH),
        "urgency": _labels(case, Axis.URGENCY),
        "conduct": _labels(case, Axis.CONDUCT),
        "dialogue": _labels(case, Axis.DIALOGUE),
        "findings": [
            written_finding(view.finding, case.text) | {"finding": view.id, "dismissed": view.dismissed}
            for view in case.findings
        ],
        "rules_version": case.rules_version,
    }


def _standing(case: CaseView) -> list[FindingView]:
    return [view for view in case.findings if view.finding.counted and not view.dismissed]


def _labels(case: CaseView, axis: Axis) -> list[str]:
    return list(dict.fromkeys(view.finding.category for view in _standing(case) if view.finding.axis is axis))


def _assessed(case: CaseView) -> dict[str, Any]:
    return {
        "priority": case.priority,
        "severity": case.severity,
        "band": case.band,
        "deadline": _time(case.deadline_at),
        "reasons": [{"reason": reason_sentence(reason), "points": points} for reason, points in case.reasons],
        "row": case.row,
        "clause": case.clause,
        "policy_version": case.policy_version,
        "trial": case.trial,
        "decides": case.decides,
        "actions": [choice.action for choice in case.choices if choice.allowed],
        "four_eyes": [choice.action for choice in case.choices if choice.four_eyes],
        "refused": [_refused(choice) for choice in case.choices if not choice.allowed],
        "grounds": case.grounds,
        "templates": case.templates,
    }


def _refused(choice: Choice) -> dict[str, Any]:
    return {"action": choice.action, "why": reason_sentence(choice.why) if choice.why else None}


def _handled(case: CaseView) -> dict[str, Any]:
    return {
        "claimant": case.claimant or None,
        "mine": case.mine,
        "lease_until": _time(case.lease_until),
        "escalated_to": case.escalated_to,
        "snoozed_until": _time(case.snoozed_until),
        "hold_until": _time(case.hold_until),
        "author_posts": case.author_posts,
        "author_measures": case.author_measures,
        "history": [_entry(entry) for entry in case.history],
        "notes": [{"at": _time(at), "who": who, "text": text} for at, who, text in case.notes],
    }


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "at": _time(entry.at),
        "who": entry.who,
        "action": entry.action,
        "undo": entry.undo,
        "undone": entry.undone,
        "ground": entry.ground,
        "reason": entry.reason,
        "reply": entry.reply,
        "effect": entry.effect,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
