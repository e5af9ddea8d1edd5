"""Every ink can be read on every paper it meets, in every theme."""

import pytest
from textual.color import Color

from desk.tui.themes import PALETTES, ROLES, Ink, theme, without_colours

_READABLE = 4.5
_PLAIN = 7.0


def _contrast(one: Color, other: Color) -> float:
    """Contrast ratio of WCAG 2.1."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Relative luminance of WCAG 2.1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_readable_by_the_norm(name: str, role: str) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    ink = Ink(PALETTES[name])
    style = ink.style(role)
    papers = [ink.ground(), ink.ground(raised=True), ink.ground(cursor=True)]
    for paper in [style] if style.background and style.background.a else papers:
        assert style.foreground
        assert paper.background
        assert _contrast(style.foreground, paper.background) >= _READABLE


def test_the_plain_theme_has_high_contrast() -> None:
    """WCAG 2.1, 1.4.6: at least 7 to 1 for what is read most."""
    palette = PALETTES["desk-plain"]
    ground = Color.parse(palette.ground)
    for colour in (palette.text, palette.muted, palette.health, palette.identifier, palette.urgency):
        assert _contrast(Color.parse(colour), ground) >= _PLAIN


@pytest.mark.parametrize("name", PALETTES)
def test_the_stylesheet_finds_every_colour_as_a_variable(name: str) -> None:
    variables = theme(name).variables
    for used in ("desk-ground", "desk-raised", "desk-text", "desk-line", "desk-note", "desk-reply"):
        assert used in variables


def test_without_colours_everything_is_black_white_or_grey() -> None:
    palette = without_colours(PALETTES["desk-plain"])
    for colour in (palette.health, palette.urgency, palette.accent):
        red, green, blue = Color.parse(colour).rgb
        assert red == green == blue


def test_a_style_passes_and_an_unknown_role_paints_nothing() -> None:
    ink = Ink(PALETTES["desk-dark"])
    assert ink.style(ink.base) is ink.base
    assert ink.style("no such role").foreground is None
