"""What the post pane says: the post with its marks, what it answers, its thread, its author, what was done with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from textual.content import Content

from desk.language.words import words
from desk.plain_text import harmless, one_line
from desk.tui import moments
from desk.tui.badges import annotated, hits, marks_of
from desk.tui.keymap import Keymap
from desk.tui.labels import distressing
from desk.tui.sentences import done, place, speaking_of
from desk.workflow.views import CaseView, HistoryEntry

_LONGEST_SHOWN = 20_000
_PARENT = 400
_NAME = 60
_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """How a case is read just now."""

    now: datetime
    zone: tzinfo | None
    folded: bool = False
    search: str = ""
    keymap: Keymap = field(default_factory=Keymap)


def urgency_of(case: CaseView) -> list[str]:
    """Return the labels for which the text of a case is folded."""
    labels = [v.finding.category for v in case.findings if v.finding.counted and not v.dismissed]
    return list(dict.fromkeys(distressing(labels)))


def post_content(case: CaseView, reading: Reading) -> Content:
    """Return everything the post pane shows."""
    if reading.folded:
        return Content("\n").join([*_marks(case), *_folded(case, reading), Content(""), *_record(case, reading)])
    lines = [*_marks(case), *_answered(case), *_text(case, reading), *_beside(case, reading), Content("")]
    return Content("\n").join([*lines, *_record(case, reading)])


def heading(case: CaseView, reading: Reading) -> Content:
    """Return the line above a case: who, where, when."""
    author = one_line(case.author, _NAME) or words().text("tui.post.nobody")
    parts: list[tuple[str, str]] = [(f" {author}", "strong"), (f" · {place(case)}", "muted")]
    if case.posted_at:
        parts.append((f" · {moments.moment(case.posted_at, reading.now, reading.zone)}", "muted"))
    return Content.assemble(*parts)


def _marks(case: CaseView) -> Iterator[Content]:
    say = words()
    if not case.assessed:
        yield Content.styled(speaking_of("tui.post.unscreened", case.channel), "p-none")
    elif not case.checked:
        yield Content.styled(say.text("tui.post.unchecked", language=case.language), "p-none")
    if case.deleted_at:
        yield Content.styled(say.text("tui.post.deleted"), "warn")
    elif case.edited_at or case.revision > 1:
        yield Content.styled(say.text("tui.post.edited", revision=case.revision), "note")


def _folded(case: CaseView, reading: Reading) -> Iterator[Content]:
    kinds = ", ".join(words().name("urgency", label) for label in urgency_of(case))
    yield Content.styled(f"▲ {kinds}", "urgency")
    yield Content("")
    yield Content(words().text("tui.post.folded"))
    yield Content.assemble((f" {reading.keymap.shown('unfold')} ", "chosen"), " ", words().text("tui.post.unfold"))


def _answered(case: CaseView) -> Iterator[Content]:
    titles = [post for post in case.thread if not post.key]
    for post in titles:
        yield Content.styled(words().text("tui.post.answers", text=one_line(post.text, _PARENT)), "muted")
    if titles:
        yield Content("")


def _text(case: CaseView, reading: Reading) -> Iterator[Content]:
    text = case.text[:_LONGEST_SHOWN]
    if not text.strip():
        yield Content.styled(words().text("tui.post.empty"), "muted")
        return
    marks = [mark for mark in marks_of(case) if mark.end <= len(text)]
    yield annotated(text, [*marks, *hits(text, reading.search)])
    if left := len(case.text) - len(text):
        yield Content.styled(words().text("tui.post.longer", count=left), "muted")


def _beside(case: CaseView, reading: Reading) -> Iterator[Content]:
    say = words()
    if case.attachments:
        names = ", ".join(one_line(name, _ADDRESS) for name in case.attachments)
        yield Content.styled(say.text("tui.post.attachments", names=names), "muted")
    others = [post for post in case.thread if post.key and post.key != case.key]
    if others:
        yield Content("")
        yield Content.styled(say.text("tui.post.thread", count=len(others)), "heading")
    for post in others:
        at = f" · {moments.moment(post.posted_at, reading.now, reading.zone)}" if post.posted_at else ""
        yield Content.assemble(("┆ ", "muted"), (one_line(post.author, _NAME), "strong"), (at, "muted"))
        yield Content.assemble(("┆ ", "muted"), one_line(post.text, _PARENT))


def _record(case: CaseView, reading: Reading) -> Iterator[Content]:
    say = words()
    posts = _counted("post", case.author_posts)
    measures = _counted("measure", case.author_measures)
    yield Content.styled(say.text("tui.post.author", posts=posts, measures=measures), "muted")
    for at, who, text in case.notes:
        head = say.text("tui.post.note", who=who, at=moments.moment(at, reading.now, reading.zone))
        yield Content.assemble((head, "note"), " ", (harmless(text), "note"))
    if case.history:
        yield Content.styled(say.text("tui.post.history"), "heading")
    for entry in case.history:
        yield _done(entry, reading)
        yield from _replied(entry)
        yield from _blacked_out(entry, case, reading)


def _counted(thing: str, count: int) -> str:
    return words().text(f"tui.post.{thing}.{'one' if count == 1 else 'many'}", count=count)


def _replied(entry: HistoryEntry) -> Iterator[Content]:
    """Show the reply of a decision word for word: whoever releases it has to know what goes out."""
    for line in harmless(entry.reply).splitlines():
        yield Content.assemble(("┆ ", "muted"), (line, "reply"))


def _blacked_out(entry: HistoryEntry, case: CaseView, reading: Reading) -> Iterator[Content]:
    """Show what a decision takes out of the post, unless its text is folded."""
    for start, end in () if reading.folded else entry.spans:
        yield Content.assemble(("┆ ", "muted"), (one_line(case.text[start:end], _PARENT), "reply"))


def _done(entry: HistoryEntry, reading: Reading) -> Content:
    say = words()
    at = moments.moment(entry.at, reading.now, reading.zone)
    what = say.text("tui.post.undo") if entry.undo else done(entry.action, reading.keymap)
    tail = [f"({entry.ground})" if entry.ground else "", one_line(entry.reason, _PARENT)]
    if entry.undone:
        tail.append(say.text("tui.post.undone"))
    elif entry.effect:
        tail.append(say.name("effect_state", entry.effect))
    return Content.assemble(
        (f"{at} ", "muted"),
        (f"{what} ", "off" if entry.undone else "strong"),
        (f"{entry.who} ", "muted"),
        " ".join(t for t in tail if t),
    )
