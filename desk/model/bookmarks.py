"""Where somebody stands on the screen. A filter is what a person typed and may hold a name: as secret as a post."""

from dataclasses import dataclass

from desk.model.names import Queue


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A queue, what it is filtered by, and the post under the cursor."""

    queue: Queue = Queue.ALL
    search: str = ""
    key: str = ""
