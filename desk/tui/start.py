"""How a first start may go on."""

from enum import StrEnum


class Start(StrEnum):
    """What somebody may want who starts for the first time."""

    SAMPLE = "sample"
    EMPTY = "empty"
    QUIT = "quit"
