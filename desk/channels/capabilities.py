"""What a house can do on each kind of network. Networks change this often; a configured channel may say otherwise.

Redaction exists only where the house runs the software itself. To hide is not to delete: a hidden Facebook comment
stays visible to its author's friends, a hidden reply on X behind a click. A review portal offers nothing but an
answer and a report.
"""

from desk.model.names import Action, ChannelKind

_ANSWER = (Action.REPLY, Action.REFER, Action.ASK_EDIT)
_PORTAL = (*_ANSWER, Action.REPORT)
_PAGE = (*_ANSWER, Action.HIDE, Action.DELETE, Action.REPORT, Action.BLOCK, Action.WARN)
_OWN = (*_ANSWER, Action.HOLD, Action.REDACT, Action.HIDE, Action.DELETE, Action.WARN, Action.BLOCK)

CAPABILITIES: dict[ChannelKind, tuple[Action, ...]] = {
    ChannelKind.FACEBOOK: _PAGE,
    ChannelKind.INSTAGRAM: _PAGE,
    ChannelKind.YOUTUBE: _PAGE,
    ChannelKind.X: (*_ANSWER, Action.HIDE, Action.REPORT, Action.BLOCK),
    ChannelKind.MASTODON: (*_ANSWER, Action.REPORT, Action.BLOCK),
    ChannelKind.BLUESKY: (*_ANSWER, Action.HIDE, Action.REPORT, Action.BLOCK),
    ChannelKind.GOOGLE_REVIEW: _PORTAL,
    ChannelKind.FORUM: _OWN,
    ChannelKind.BLOG: _OWN,
    ChannelKind.GROUP: _PAGE,
    ChannelKind.MAIL: (Action.REPLY, Action.REFER),
}

PREMODERATED = frozenset({ChannelKind.BLOG, ChannelKind.FORUM})
"""Kinds on which a post is invisible until somebody approves it."""
