"""What every command can be told, before its name or behind it. Standard library only: `desk --help` pays for it."""

from dataclasses import dataclass


@dataclass(slots=True)
class Asked:
    """Options that every command has; None where nothing was said.

    Attributes:
        database: path or URL, from the option or `DESK_DATABASE`, not from the settings file.
        lang: language tag of everything the desk says.
        config: a settings file in place of the default one.
        rules: folder of rules in place of the shipped one.
        policy: a policy file for the house its head names.
        login: who acts, as said before the command's name; a command that acts has an option of its own.
    """

    database: str | None = None
    lang: str | None = None
    config: str | None = None
    rules: str | None = None
    policy: str | None = None
    login: str | None = None

    def take(self, name: str, value: str | None) -> None:
        """Remember an option; one that was not given changes nothing."""
        if value is not None:
            setattr(self, name, value)
