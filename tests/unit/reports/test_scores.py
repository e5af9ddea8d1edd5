import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.reports.scores import Count, Figures, Tally

COUNTS = st.builds(Count, st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))


def test_figures_follow_from_the_counts() -> None:
    figures = Count(right=6, false=2, missed=4).figures()
    assert (figures.precision, figures.recall, figures.gold, figures.found) == (0.75, 0.6, 10, 8)
    assert figures.f1 == pytest.approx(2 / 3)


def test_where_nothing_was_to_find_shares_are_zero() -> None:
    assert Count().figures() == Figures(0.0, 0.0, 0.0, gold=0, found=0)


@given(COUNTS)
def test_f1_is_the_harmonic_mean_of_precision_and_recall(count: Count) -> None:
    figures = count.figures()
    both = figures.precision + figures.recall
    expected = 2 * figures.precision * figures.recall / both if both else 0.0
    assert figures.f1 == pytest.approx(expected)


def test_micro_weighs_every_label_by_its_number_macro_each_the_same() -> None:
    tally = Tally()
    for _ in range(9):
        tally.add({"often"}, {"often"})
    tally.add({"seldom"}, {"often"})
    assert tally.micro() == Figures(0.9, 0.9, 0.9, gold=10, found=10)
    assert tally.macro().recall == pytest.approx(0.5)
    assert tally.macro().precision == pytest.approx(0.45)


def test_a_tally_of_nothing_has_figures_too() -> None:
    assert Tally().macro() == Tally().micro() == Figures(0.0, 0.0, 0.0, 0, 0)
