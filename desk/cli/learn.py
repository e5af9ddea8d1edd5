"""`desk rules learn`: the second witness learns from labelled posts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from desk.cli.asked import Asked
from desk.cli.at_desk import settings_of
from desk.cli.gold_file import Labelled, read_gold
from desk.cli.inbox import Inbox
from desk.cli.output import answer, say
from desk.cli.screening_pool import utterance
from desk.errors import WrongUsage
from desk.screening.disclosure import CALLS_A_PERSON_NOW
from desk.screening.rules import load
from desk.screening.witness import DISCLOSURE, URGENT


def learn_from(
    ctx: typer.Context,
    *,
    gold: Annotated[list[str], typer.Argument(metavar="GOLD…", help="Labelled posts, JSON Lines.")],
    unread: Annotated[
        list[str], typer.Option(metavar="GOLD", help="Labelled posts no rule was developed against; may be repeated.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="Where the weights are written.")],
) -> None:
    """Learn how words and rules go with labels, and write the weights of the second witness.

    Needs the extra `learn` (scikit-learn); what it writes needs nothing.
    """
    try:
        from desk.screening.learning import School  # noqa: PLC0415  only who teaches needs scikit-learn
    except ModuleNotFoundError:
        raise WrongUsage("cli.learn.no_library") from None
    asked: Asked = ctx.obj
    ruleset = replace(load(settings_of(asked).rules_folder), witness=None)
    files = [(file, False) for file in gold] + [(file, True) for file in unread]
    posts = {file: read_gold(Inbox(file)).posts for file, _ in files}
    school = School.of(ruleset, ((utterance(one.post), _labels(one), new) for one, new in _each(posts, files)))
    lessons = school.teach(_progress, {Path(file).name: len(read) for file, read in posts.items()})
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(msgspec.json.format(msgspec.json.encode(lessons), indent=1))
    answer("cli.learn.done", labels=len(lessons.labels), posts=sum(map(len, posts.values())), file=out)


def _each(posts: dict[str, list[Labelled]], files: Iterable[tuple[str, bool]]) -> Iterator[tuple[Labelled, bool]]:
    return ((one, new) for file, new in files for one in posts[file])


def _labels(one: Labelled) -> frozenset[str]:
    """Return what people said of a post, as the witness names it."""
    gold = one.gold
    at_once = gold.urgency & CALLS_A_PERSON_NOW
    kinds = (
        ("category", gold.categories), ("subject", gold.subjects), ("dialogue", gold.dialogue), ("urgency", at_once)
    )  # fmt: skip
    labels = {f"{kind}:{value}" for kind, values in kinds for value in values}
    labels |= {DISCLOSURE} if gold.disclosure else set()
    return frozenset(labels | ({URGENT} if at_once else set()))


def _progress(label: str) -> None:
    say("cli.learn.label", label=label)
