"""Example posts: what stands beside a rule that it must find, or must not. `examples.py` runs them."""

import msgspec


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post beside a rule, with what else it depends on."""

    text: str
    parent: str = ""
    author: str = ""
    locale: str = ""
    house: str = ""


def examples(written: tuple[str | Example, ...]) -> list[Example]:
    """Return the examples beside a rule, in one form."""
    return [Example(one) if isinstance(one, str) else one for one in written]
