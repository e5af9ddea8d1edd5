"""Asks to choose, to give a reason, or both: grounds, roles, times, people, findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult

from desk.language.words import words
from desk.tui.actions import Context
from desk.tui.drawers.drawer import Drawer
from desk.tui.drawers.field import Field
from desk.tui.drawers.options import Option, Options


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen, and the reason given."""

    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a drawer asks.

    Attributes:
        reason: the sentence that asks for a reason, empty where none is wanted.
        compulsory: whether an empty reason is refused.
        danger: whether outsiders lose something; the drawer then looks so.
    """

    title: str
    options: Sequence[Option] = ()
    reason: str = ""
    compulsory: bool = False
    danger: bool = False


class PickDrawer(Drawer[Picked]):
    """First the choice, then the reason."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        super().__init__(question.title, classes="danger" if question.danger else "")
        self._question = question
        self._options = Options(question.options)
        self._reason = Field(placeholder=question.reason, compact=True)

    def compose(self) -> ComposeResult:
        """Head, options, reason."""
        yield self.head
        if self._question.options:
            yield self._options
        if self._question.reason:
            yield self._reason

    def begin(self) -> None:
        """Start with the choice, if there is one."""
        (self._options if self._question.options else self._reason).focus()

    def place(self) -> Context:
        """Choosing and writing have different keys."""
        return Context.PICK if self._options.has_focus else Context.LINE

    def on_options_chosen(self) -> None:
        """A number key chooses at once."""
        self.take()

    def down(self) -> None:
        """Next option."""
        self._options.move(1)

    def up(self) -> None:
        """Previous option."""
        self._options.move(-1)

    def older(self) -> None:
        """Back from the reason to the choice."""
        if self._question.options:
            self._options.focus()

    def newer(self) -> None:
        """Stay: below the reason there is nothing."""

    def complete(self) -> None:
        """Go between the choice and the reason."""
        self.older()

    def take(self) -> None:
        """Take the choice, then the reason."""
        if self._options.has_focus and self._question.reason:
            self._reason.focus()
            return
        reason = self._reason.value.strip()
        if self._question.compulsory and not reason:
            self.complain(words().text("tui.pick.reason_needed"))
            return
        option = self._options.current
        self.settle(Picked(option.value if option else "", reason))
