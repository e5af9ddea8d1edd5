"""How labels look: glyph, letter and word for what was found, short channel names, glyphs of states and severity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.language.words import words
from desk.model.names import Axis, ChannelKind, State, Urgency

DISTRESSING = frozenset({Urgency.SUICIDE, Urgency.SELF_HARM, Urgency.VIOLENCE, Urgency.CHILD_PROTECTION})
_CHANNELS = {
    ChannelKind.FACEBOOK: "fb",
    ChannelKind.INSTAGRAM: "ig",
    ChannelKind.X: "x",
    ChannelKind.MASTODON: "ma",
    ChannelKind.BLUESKY: "bs",
    ChannelKind.FORUM: "fo",
    ChannelKind.BLOG: "bl",
    ChannelKind.GOOGLE_REVIEW: "go",
    ChannelKind.GROUP: "gr",
    ChannelKind.YOUTUBE: "yt",
    ChannelKind.MAIL: "@",
}
_STATES = {
    State.ESCALATED: "↑",
    State.AWAITING_RELEASE: "‖",
    State.SNOOZED: "~",
    State.REOPENED: "»",
    State.WITHDRAWN: "×",
    State.EFFECTS_PENDING: "…",
    State.DONE: "✓",
}
_MOST_SEVERE = 10


@dataclass(frozen=True, slots=True)
class Label:
    """What a row says of its post, and the role it is painted in."""

    text: str
    role: str


def channel(kind: str) -> str:
    """Return the two-letter name of a kind of channel."""
    return _CHANNELS.get(ChannelKind(kind), "··") if kind in set(ChannelKind) else "··"


def state(name: str) -> str:
    """Return the glyph of a state; an open case has none."""
    return _STATES.get(State(name), " ") if name in set(State) else " "


def severity(points: int) -> str:
    """Return severity as a row of glyphs, so that it can be read without colour."""
    filled = max(0, min(points, _MOST_SEVERE))
    return "▮" * filled + "▯" * (_MOST_SEVERE - filled)


def letter(axis: Axis) -> str:
    """Return the letter of an axis, which stands at a highlighted span and at its explanation."""
    return words().text(f"tui.letter.{axis}")


def distressing(urgency: Sequence[str]) -> list[str]:
    """Return the labels for which a text stays folded until somebody opens it."""
    return [label for label in urgency if label in DISTRESSING]


def of_row(labels: Mapping[str, Sequence[str]], *, screened: bool) -> Label:
    """Return the one label of a row: what is urgent, else what is disclosed, else conduct, else what it wants."""
    if not screened:
        return Label(words().text("tui.row.unscreened"), "p-none")
    if urgency := labels.get("urgency"):
        return Label("▲ " + _names("urgency", urgency), "urgency")
    if categories := labels.get("categories"):
        whose = ", ".join(words().text(f"tui.subject.{subject}") for subject in labels.get("subjects", ())[:2])
        return Label("● " + " · ".join(part for part in (whose, _names("category", categories)) if part), "health")
    if conduct := labels.get("conduct"):
        return Label("■ " + _names("conduct", conduct), "conduct")
    if dialogue := labels.get("dialogue"):
        return Label("○ " + _names("dialogue", dialogue), "dialogue")
    return Label(words().text("tui.row.nothing"), "muted")


def _names(kind: str, labels: Sequence[str]) -> str:
    return ", ".join(words().name(kind, label) for label in labels)
