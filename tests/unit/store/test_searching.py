import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.model.names import Queue
from desk.store.database import Store
from desk.store.pages import QueuePages
from desk.store.searching import condition_of, teach
from tests.fakes import StoppedClock
from tests.unit.store.crowd import keys, naive


def found(text: str, search: str, author: str = "", key: str = "p1") -> bool:
    """Whether the database finds a post by a search."""
    condition, values = condition_of(search)
    post = {"text": text, "author": author, "key": key}
    with closing(sqlite3.connect(":memory:")) as connection:
        teach(connection)
        sql = f"SELECT 1 FROM (SELECT :text AS text, :author AS author, :key AS key) p WHERE 1 {condition}"
        return connection.execute(sql, post | values).fetchone() is not None


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Die ÄRZTIN kam", "ärztin"),
        ("die ärztin kam", "ÄRZTIN"),
        ("Vier Straßen", "STRASSE"),
        ("Vier STRASSEN", "straße"),
        ("Grüsse", "Grüße"),
        ("Привет", "ПРИВЕТ"),
        ("In İstanbul", "İstanbul"),
        ("Notfall 🚑 jetzt", "🚑"),
        ("vorn\0hinten", "HINTEN"),
        ("vorn\0die Ärztin", "ärztin"),
        ("vorn\0hinten", "vorn\0hinten"),
        ("eins zwei", "zwei eins"),
        ("irgendetwas", ""),
    ],
)
def test_a_word_is_found_in_any_case_and_wherever_it_stands(text: str, search: str) -> None:
    assert found(text, search)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Die Arztin", "ärztin"),
        ("Strand am Meer", "straße"),
        ("Stral", "stra_e"),
        ("100 Prozent", "100%"),
        ("vorn\0hinten", "vornhinten"),
        ("vorn", "vorn\0hinten"),
        ("eins", "eins zwei"),
        ("rcken", "rücken"),
    ],
)
def test_nothing_else_is_found(text: str, search: str) -> None:
    assert not found(text, search)


def test_an_author_is_found_as_a_text_is_and_a_key_by_all_of_it() -> None:
    assert found("x", "özgür", author="ÖZGÜR K.")
    assert found("x", "post-7", key="post-7")
    assert not found("x", "post", key="post-7")


letters = st.text("aAsSßẞäÄéÉжЖ%_\\\0'\"- ", max_size=12)


@settings(max_examples=300, deadline=None)
@given(text=letters, search=letters, turned=st.sampled_from([str, str.upper, str.lower, str.swapcase]))
def test_it_finds_what_holds_every_word_when_both_are_folded(text: str, search: str, turned: type[str]) -> None:
    for asked in (search, turned(text[2:7])):
        wanted = all(word.casefold() in text.casefold() for word in asked.split())
        assert found(text, asked) == wanted


searches = st.lists(
    st.sampled_from(
        [
            *"%_\\'\"*-;?:1 \0",
            *("sich", "SICHER", "p7", "NEAR(", "back\\slash", "O'N", "mika", "100 %", "__"),
            *("ärzte", "STRASSE", "dahinter"),
        ]
    ),
    max_size=3,
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(search=searches, start=st.integers(0, 90))
def test_a_search_is_meant_literally(crowded: Store, search: str, start: int) -> None:
    everything = naive(crowded, Queue.ALL, search)
    pages = QueuePages(crowded.path, "leitung", StoppedClock())
    assert keys(pages.rows(Queue.ALL, search, start, 40)) == everything[start : start + 40]
    assert pages.counts(Queue.ALL, search) == len(everything)
    pages.close()


@settings(max_examples=80, deadline=None)
@given(search=st.text())
def test_no_search_text_is_an_error(crowded: Store, search: str) -> None:
    pages = QueuePages(crowded.path, "leitung", StoppedClock())
    assert len(pages.rows(Queue.ALL, search)) == min(256, pages.counts(Queue.ALL, search))
    pages.close()


@pytest.mark.parametrize("search", ["wort " * 5000, "x" * 100_000, "\udcff", "p1 \x00ab", "%" * 60_000, "ä" * 60_000])
def test_a_whole_text_pasted_into_the_search_is_no_error(pages: QueuePages, search: str) -> None:
    assert pages.rows(Queue.ALL, search) == []
    assert pages.counts(Queue.ALL, search) == 0
