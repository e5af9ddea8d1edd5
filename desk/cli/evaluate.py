"""`desk evaluate`: how well screening finds what people labelled."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from desk import bootstrap
from desk.cli.asked import Asked
from desk.cli.at_desk import settings_of
from desk.cli.gold_file import LABELS, Labelled, read_gold
from desk.cli.inbox import Inbox
from desk.cli.options import AsCase, CaseFormat
from desk.cli.output import answer, say, write_json
from desk.cli.screening_pool import utterance
from desk.cli.tables import console, last_cell, table
from desk.errors import WrongUsage
from desk.plain_text import one_line
from desk.reports.evaluation import IDENTIFIERS_OF_PERSONS, Evaluation, Judged, evaluate
from desk.reports.scores import Figures, Tally
from desk.workflow.protocols import Screener

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_DIGITS = 4
_LONGEST_KEY = 60


@app.command("evaluate")
def evaluate_gold(
    ctx: typer.Context,
    gold: Annotated[str, typer.Argument(metavar="GOLD", help="Labelled posts, JSON Lines; - is standard input.")],
    format_: AsCase = CaseFormat.TEXT,
) -> None:
    """Compare what screening finds with labelled posts.

    Prints precision, recall and F1 of every label, the confusion of subjects, and the posts that went wrong
    with the rule that did it: ids only, never a text.
    """
    asked: Asked = ctx.obj
    settings = settings_of(asked)
    inbox = Inbox(gold)
    posts = _labelled_posts(inbox)
    result = evaluate(_judged(posts, bootstrap.engine(settings)), _judged_identifiers(posts))
    if format_ is CaseFormat.JSON:
        write_json(_written(result) | {"refused": inbox.refused})
    else:
        _print(result)
    raise typer.Exit(inbox.exit_code)


def _labelled_posts(inbox: Inbox) -> list[Labelled]:
    """Read the posts that can be judged, and say in one sentence how many nobody labelled.

    Raises:
        WrongUsage: there is no such file, or no labelled post in it.
    """
    read, labels = read_gold(inbox), ", ".join(LABELS)
    if not read.posts:
        raise WrongUsage("cli.evaluate.none_labelled", file=inbox.place, labels=labels)
    if read.unlabelled:
        say("cli.evaluate.unlabelled", count=read.unlabelled, labels=labels)
    return read.posts


def _judged(posts: list[Labelled], engine: Screener) -> Iterator[Judged]:
    screened = engine.screen(utterance(labelled.post) for labelled in posts)
    for labelled, found in zip(posts, screened, strict=True):
        yield Judged(labelled.post.key, labelled.post.text, labelled.gold, found)


def _judged_identifiers(posts: list[Labelled]) -> frozenset[str]:
    """What points at persons is always judged, other types where the file labels them at all."""
    return IDENTIFIERS_OF_PERSONS | {one.type for labelled in posts for one in labelled.gold.identifiers}


def _written(result: Evaluation) -> dict[str, Any]:
    confusion: dict[str, dict[str, int]] = {}
    for (gold, found), times in sorted(result.confusion.items()):
        confusion.setdefault(gold, {})[found] = times
    return {
        "posts": result.posts,
        "rules_version": result.rules_version,
        "disclosure": _rounded(result.disclosure.figures()),
        **{axis: _axis(tally) for axis, tally in result.axes.items()},
        "subject_confusion": confusion,
        "wrong": [
            {"id": one.key, "axis": one.axis, "label": one.label, "kind": one.kind, "rules": one.rules}
            for one in result.wrong
        ],
    }


def _axis(tally: Tally) -> dict[str, Any]:
    return {
        "labels": {label: _rounded(count.figures()) for label, count in sorted(tally.labels.items())},
        "micro": _rounded(tally.micro()),
        "macro": _rounded(tally.macro()),
    }


def _rounded(figures: Figures) -> dict[str, Any]:
    return {
        name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in asdict(figures).items()
    }


def _print(result: Evaluation) -> None:
    answer("cli.evaluate.head", posts=result.posts, rules=result.rules_version)
    paper = console()
    paper.print(_figures(result))
    paper.print(_confusion(result))
    paper.print(_wrong(result))


def _figures(result: Evaluation) -> Table:
    sheet = table(*(f"cli.evaluate.{name}" for name in ("label", "precision", "recall", "f1", "gold", "found")))
    _row(sheet, "disclosure", result.disclosure.figures())
    for axis, tally in result.axes.items():
        _row(sheet, f"{axis} (micro)", tally.micro())
        _row(sheet, f"{axis} (macro)", tally.macro())
        for label, count in sorted(tally.labels.items()):
            _row(sheet, f"  {one_line(label, _LONGEST_KEY)}", count.figures())
    return sheet


def _row(sheet: Table, name: str, figures: Figures) -> None:
    shares = (f"{share:.3f}" for share in (figures.precision, figures.recall, figures.f1))
    sheet.add_row(Text(name), *shares, str(figures.gold), str(figures.found))


def _confusion(result: Evaluation) -> Table:
    sheet = table("cli.evaluate.labelled", "cli.evaluate.found_instead", "cli.evaluate.times")
    for (gold, found), times in sorted(result.confusion.items()):
        sheet.add_row(Text(one_line(gold, _LONGEST_KEY)), found, str(times))
    return sheet


def _wrong(result: Evaluation) -> Table:
    sheet = table("cli.column.id", "cli.evaluate.kind", "cli.evaluate.label", "cli.evaluate.rules")
    for one in result.wrong:
        label = f"{one.axis}: {one_line(one.label, _LONGEST_KEY)}"
        key = Text(one_line(one.key, _LONGEST_KEY))
        sheet.add_row(key, one.kind, Text(label), last_cell((", ".join(one.rules) or "–", "")))
    return sheet
