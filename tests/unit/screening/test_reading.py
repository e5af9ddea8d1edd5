"""Words, sentences and the line that is searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.screening.reading import read, words_of


def sentences(text: str) -> list[str]:
    reading = read(text)
    return [" ".join(reading.words[first:last]) for first, last in reading.sentences]


def test_words_numbers_and_marks_are_told_apart() -> None:
    assert read("HbA1c 8,4 nach 50mg, geht's?!").words == ["hba1c", "8,4", "nach", "50", "mg", ",", "geht's", "?", "!"]


def test_a_repeated_mark_is_one() -> None:
    assert read("Nein!!!! 😂😂😂").words == ["nein", "!", "😂"]


def test_a_hyphen_joins_words_and_the_line_holds_both_spellings() -> None:
    reading = read("Meine Knie-OP – gut")
    assert reading.words == ["meine", "knie", "op", "-", "gut"]
    assert reading.line == " meine knie op - gut knieop "
    start = reading.line.index("knieop")
    assert reading.run(start, start + len("knieop")) == (1, 3)


def test_a_chain_of_hyphens_is_one_word_written_together() -> None:
    assert "brustkrebspatient" in read("Brust-Krebs-Patient").line


def test_a_hyphen_that_joins_nothing_stays_a_mark() -> None:
    assert read("Kur- und Reha").words == ["kur", "-", "und", "reha"]
    assert read("ja -").words == ["ja", "-"]
    assert read("ja-").words == ["ja", "-"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ich war da. Keiner kam.", 2),
        ("Am 3. Mai war z. B. Dr. Weber da.", 1),
        ("Liege auf 4b. Keiner kommt.", 2),
        ("Zimmer 312. Keiner kommt.", 2),
        ("Und jetzt...? Was nun", 2),
        ("ich hab... naja", 1),
        ("Seit Montag\nauf Station", 1),
        ("Seit Montag\nAuf Station", 2),
        ("Seit Montag\n\nauf Station", 2),
        ("Schreibt an d.weber@post.de bitte", 1),
        ("Toll! 😂 Danke", 2),
        ("Toll! (Ironie)", 2),
        ("wort " * 300, 3),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_an_emoji_after_a_full_stop_belongs_to_the_sentence_before() -> None:
    assert sentences("Herzinfarkt. 😂 Danke.") == ["herzinfarkt . 😂", "danke ."]


def test_words_are_found_by_their_place_in_the_original() -> None:
    reading = read("Frau Huber geht")
    assert reading.at(5, 10) == (1, 2)
    assert reading.at(0, 10) == (0, 2)


def test_a_run_of_words_is_given_back_as_it_was_written() -> None:
    reading = read("Die  GROẞE\u00ad Knie-OP")
    assert reading.written(1, 4) == "GROẞE\u00ad Knie OP"


def test_the_words_of_a_phrase_are_folded() -> None:
    assert words_of("v. a. Übelkeit") == ("v", ".", "a", ".", "uebelkeit")


@given(st.text(st.characters(codec=None), max_size=80))
def test_every_word_lies_where_it_says_and_in_one_sentence(text: str) -> None:
    reading = read(text)
    assert [index for first, last in reading.sentences for index in range(first, last)] == list(
        range(len(reading.words))
    )
    assert len(reading.sentence_of) == len(reading.words)
    for index in range(len(reading.words)):
        assert 0 <= reading.starts[index] < reading.ends[index] <= len(text)
        first, last = reading.sentences[reading.sentence_of[index]]
        assert first <= index < last


@given(st.text(st.sampled_from("abcß-. ?\n3"), max_size=60))
def test_each_word_of_the_line_is_found_again(text: str) -> None:
    reading = read(text)
    for index, place in enumerate(reading.places[: len(reading.words)]):
        word = reading.words[index]
        assert reading.line[place : place + len(word)] == word
        assert reading.run(place, place + len(word)) == (index, index + 1)
