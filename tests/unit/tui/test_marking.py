"""Words and lines as spans of the text, and the cursor among them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from desk.plain_text import harmless
from desk.tui.marking import WordCursor, lines_in, words_in

texts = st.text(alphabet="ab äß.,-(\n\t👩\u0301\u200b\u202e漢", max_size=80)


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in words_in(text)]


def cursor_in(text: str, width: int) -> tuple[WordCursor, list[tuple[int, int]]]:
    return WordCursor(words_in(text)), lines_in(text, width)


def test_words_leave_out_the_punctuation_around_them_and_keep_what_is_inside() -> None:
    assert quoted("„Frau Huber-Meier“ (Station 3), a.b@c.de!") == ["Frau", "Huber-Meier", "Station", "3", "a.b@c.de"]


def test_punctuation_alone_can_be_marked_too() -> None:
    assert quoted("Ach … *** so") == ["Ach", "…", "***", "so"]


def test_of_what_is_written_without_blanks_a_part_can_be_marked() -> None:
    text = "x" * 60
    assert "".join(quoted(text)) == text
    assert len(quoted(text)) == 3


def test_a_mark_is_never_parted_from_its_character() -> None:
    assert [word[0] for word in quoted("e\u0301" * 40)] == ["e"] * len(quoted("e\u0301" * 40))


@given(texts)
def test_words_are_places_of_the_original_text_whatever_the_screen_shows(text: str) -> None:
    spans = words_in(text)
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert {at for at, char in enumerate(text) if char.isalpha()} <= covered
    assert all(len(harmless(text)[start:end]) == end - start for start, end in spans)


@given(texts, st.integers(2, 20))
def test_lines_hold_every_character_once_and_fit(text: str, width: int) -> None:
    shown = harmless(text)
    lines = lines_in(shown, width)
    parts = [shown[start:end] for start, end in lines]
    assert "".join(parts) == shown.replace("\n", "")
    assert all(cell_len(part.rstrip()) <= width for part in parts)


def test_a_line_breaks_after_a_blank_where_there_is_one() -> None:
    text = "eins zwei dreivier\n\nfünf"
    assert [text[start:end] for start, end in lines_in(text, 10)] == ["eins zwei ", "dreivier", "", "fünf"]


def test_the_cursor_stays_among_the_words() -> None:
    cursor, _ = cursor_in("eins zwei drei", 80)
    cursor.move(-1)
    assert cursor.place == 0
    cursor.move(9)
    assert cursor.place == 2


def test_a_stretch_goes_from_where_it_began_to_the_cursor_in_either_direction() -> None:
    cursor, _ = cursor_in("eins zwei drei", 80)
    cursor.move(1)
    assert cursor.span == (5, 9)
    cursor.toggle()
    cursor.move(1)
    assert cursor.span == (5, 14)
    cursor.move(-2)
    assert cursor.span == (0, 9)
    cursor.toggle()
    assert cursor.span == (0, 4)


def test_up_and_down_stay_in_the_column_and_pass_over_lines_without_words() -> None:
    cursor, lines = cursor_in("eins zwei\n\ndrei vier\nf", 80)
    cursor.move(1)
    cursor.move_line(1, lines)
    assert cursor.span == (16, 20)
    cursor.move_line(1, lines)
    assert cursor.span == (21, 22)
    cursor.move_line(1, lines)
    assert cursor.span == (21, 22)
    cursor.move_line(-1, lines)
    cursor.move_line(-1, lines)
    assert cursor.span == (0, 4)


def test_a_place_of_the_text_leads_to_its_word_or_to_the_one_before_it() -> None:
    cursor, _ = cursor_in("  eins, zwei", 80)
    for offset, place in ((0, 0), (3, 0), (6, 0), (8, 1), (40, 1)):
        cursor.move_to(offset)
        assert cursor.place == place
