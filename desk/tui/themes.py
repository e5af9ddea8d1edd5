"""The three themes, and the inks that the panes paint with.

A role is what a piece of text is (`urgency`, `muted`, `key`), an ink is how it looks in a theme. No role speaks by
colour alone: whoever uses one of the label roles writes a glyph, a letter or a word beside it.
"""

from dataclasses import dataclass, fields, replace

from textual.color import Color
from textual.style import Style
from textual.theme import Theme

DEFAULT = "desk-dark"
PLAIN = "desk-plain"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme."""

    ground: str
    raised: str
    cursor: str
    line: str
    text: str
    muted: str
    strong: str
    accent: str
    danger: str
    warn: str
    ok: str
    note: str
    reply: str
    health: str
    identifier: str
    urgency: str
    conduct: str
    dialogue: str


PALETTES = {
    "desk-dark": Palette(
        ground="#14171c",
        raised="#1d222a",
        cursor="#2a3b52",
        line="#3a4452",
        text="#d7dde5",
        muted="#9ca8b7",
        strong="#ffffff",
        accent="#82c8ff",
        danger="#ff8089",
        warn="#ffbd5e",
        ok="#92d997",
        note="#ecd06f",
        reply="#82c8ff",
        health="#ffb46b",
        identifier="#d3a6ff",
        urgency="#ff8089",
        conduct="#f5a3d6",
        dialogue="#8fd3c0",
    ),
    "desk-light": Palette(
        ground="#fcfcfa",
        raised="#f0f1ec",
        cursor="#d3e4f7",
        line="#b9beb8",
        text="#20252b",
        muted="#57606b",
        strong="#000000",
        accent="#0a5499",
        danger="#ad1023",
        warn="#7d4a00",
        ok="#1d662b",
        note="#6b5500",
        reply="#0a5499",
        health="#8c4100",
        identifier="#6a2fa3",
        urgency="#ad1023",
        conduct="#94206d",
        dialogue="#0f6152",
    ),
    "desk-plain": Palette(
        ground="#000000",
        raised="#141414",
        cursor="#2e2e2e",
        line="#7a7a7a",
        text="#ffffff",
        muted="#d0d0d0",
        strong="#ffffff",
        accent="#56b4e9",
        danger="#ff9466",
        warn="#e69f00",
        ok="#3fd1a5",
        note="#f0e442",
        reply="#56b4e9",
        health="#e69f00",
        identifier="#e3a3c8",
        urgency="#ff9466",
        conduct="#f0e442",
        dialogue="#3fd1a5",
    ),
}

_KEPT_WITHOUT_COLOURS = ("ground", "raised", "cursor", "line", "text", "muted")


def without_colours(palette: Palette) -> Palette:
    """Return a palette of black, white and grey: what differed by colour stays as bright as all other text."""
    colours = [colour.name for colour in fields(palette) if colour.name not in _KEPT_WITHOUT_COLOURS]
    return replace(palette, **dict.fromkeys(colours, palette.text))


# role: foreground, background, attributes
_ROLES: dict[str, tuple[str, str, str]] = {
    "text": ("text", "", ""),
    "muted": ("muted", "", ""),
    "strong": ("strong", "", "bold"),
    "heading": ("accent", "", "bold"),
    "key": ("accent", "", "bold"),
    "key-off": ("muted", "", ""),
    "off": ("muted", "", ""),
    "ok": ("ok", "", "bold"),
    "warn": ("warn", "", "bold"),
    "error": ("danger", "", "bold"),
    "note": ("note", "", ""),
    "reply": ("reply", "", ""),
    "p0": ("ground", "danger", "bold"),
    "p1": ("danger", "", "bold"),
    "p2": ("warn", "", "bold"),
    "p3": ("text", "", ""),
    "p4": ("muted", "", ""),
    "p5": ("muted", "", ""),
    "p-none": ("note", "", "bold"),
    "late": ("danger", "", "bold reverse"),
    "soon": ("warn", "", "bold"),
    "health": ("health", "", ""),
    "identifier": ("identifier", "", ""),
    "urgency": ("urgency", "", "bold"),
    "conduct": ("conduct", "", ""),
    "dialogue": ("dialogue", "", ""),
    "span-health": ("health", "raised", "underline"),
    "span-identifier": ("identifier", "raised", "underline"),
    "span-urgency": ("urgency", "raised", "bold underline"),
    "span-conduct": ("conduct", "raised", "underline"),
    "span-dialogue": ("dialogue", "", "underline"),
    "badge-health": ("ground", "health", "bold"),
    "badge-identifier": ("ground", "identifier", "bold"),
    "badge-urgency": ("ground", "urgency", "bold"),
    "badge-conduct": ("ground", "conduct", "bold"),
    "badge-dialogue": ("ground", "dialogue", "bold"),
    "hit": ("ground", "warn", "bold"),
    "blank": ("ground", "text", ""),
    "redacted": ("danger", "", "underline"),
    "chosen": ("ground", "accent", "bold"),
    "bar-plain": ("ground", "accent", "bold"),
    "bar-full": ("ground", "accent", "bold"),
    "bar-reply": ("ground", "reply", "bold"),
    "bar-note": ("ground", "note", "bold"),
    "bar-danger": ("ground", "danger", "bold"),
    "mark": ("accent", "", "bold"),
    "band-low": ("muted", "", ""),
    "band-medium": ("warn", "", ""),
    "band-high": ("warn", "", "bold"),
    "band-very_high": ("danger", "", "bold"),
}
ROLES = tuple(_ROLES)


class Ink:
    """How every role looks in one theme."""

    def __init__(self, palette: Palette) -> None:
        """Mix the inks of a palette."""
        self._ground = Color.parse(palette.ground)
        self._raised = Color.parse(palette.raised)
        self._cursor = Color.parse(palette.cursor)
        self._styles = {role: _mixed(palette, *how) for role, how in _ROLES.items()}
        self.base = Style(background=self._ground, foreground=Color.parse(palette.text))

    def style(self, role: str | Style) -> Style:
        """Return the ink of a role; a ready style passes."""
        return role if isinstance(role, Style) else self._styles.get(role, Style.null())

    def ground(self, *, cursor: bool = False, raised: bool = False) -> Style:
        """Return the paper: every segment is painted on one, since blank ones inherit nothing."""
        paper = self._cursor if cursor else self._raised if raised else self._ground
        return Style(background=paper, foreground=self.base.foreground)


def _mixed(palette: Palette, ink: str, paper: str, attributes: str) -> Style:
    return Style(
        foreground=Color.parse(getattr(palette, ink)),
        background=Color.parse(getattr(palette, paper)) if paper else None,
        bold="bold" in attributes or None,
        underline="underline" in attributes or None,
        reverse="reverse" in attributes or None,
    )


def theme(name: str) -> Theme:
    """Return a theme for Textual; the palette's colours are variables of the stylesheet (`$desk-line`)."""
    palette = PALETTES[name]
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.dialogue,
        warning=palette.warn,
        error=palette.danger,
        success=palette.ok,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.raised,
        panel=palette.raised,
        dark=name != "desk-light",
        variables={f"desk-{colour.name}": getattr(palette, colour.name) for colour in fields(palette)},
    )
