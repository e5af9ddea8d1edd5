"""Check digits, against published and computed examples."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.screening import checks

VALID: list[tuple[str, str]] = [
    ("kvnr", "A123456780"),
    ("kvnr", "a 123 456 780"),
    ("kvnr", "M314159267"),
    ("rvnr", "10 010490 A 443"),
    ("rvnr", "15 070649 C 103"),
    ("ahv", "756.9217.0769.85"),
    ("svnr_at", "1237 010180"),
    ("tax_id", "86 095 742 719"),
    ("iban", "DE89 3704 0044 0532 0130 00"),
    ("iban", "CH93 0076 2011 6238 5295 7"),
    ("lanr", "838382202"),
    ("ik", "260326822"),
    ("pzn", "PZN 04877800"),
    ("pzn", "4877800"),
    ("gln", "7601000000002"),
    ("luhn", "4242 4242 4242 4242"),
    ("id_card", "L01X00T471"),
    ("phone", "0151 23456789"),
    ("phone", "+41 79 123 45 67"),
    ("phone", "0043 664 1234567"),
    ("date", "29.2.2000"),
    ("date", "3.5.78"),
    ("email", "max (at) anbieter punkt de"),
    ("email", "a.b@c-d.example"),
]
INVALID: list[tuple[str, str]] = [
    ("kvnr", "A123456789"),
    ("kvnr", "1234567890"),
    ("rvnr", "10 010490 A 444"),
    ("rvnr", "10 011390 A 443"),
    ("ahv", "756.9217.0769.84"),
    ("svnr_at", "1238 010180"),
    ("tax_id", "86095742718"),
    ("iban", "DE88 3704 0044 0532 0130 00"),
    ("lanr", "838382302"),
    ("lanr", "83838220"),
    ("ik", "260326823"),
    ("ik", "26032682"),
    ("pzn", "04877801"),
    ("pzn", "123456789"),
    ("gln", "7601000000003"),
    ("luhn", "4242 4242 4242 4243"),
    ("id_card", "L01X00T472"),
    ("id_card", "kurz"),
    ("phone", "0151"),
    ("phone", "kein Telefon"),
    ("date", "31.2.2000"),
    ("date", "1.1.1850"),
    ("date", "1.1.2999"),
    ("date", "gestern"),
    ("email", "max at home"),
]


@pytest.mark.parametrize(("name", "value"), VALID)
def test_a_real_number_holds(name: str, value: str) -> None:
    assert checks.CHECKERS[name](value)


@pytest.mark.parametrize(("name", "value"), INVALID)
def test_a_mistyped_number_does_not_hold(name: str, value: str) -> None:
    assert not checks.CHECKERS[name](value)


@pytest.mark.parametrize("check", checks.CHECKERS.values(), ids=checks.CHECKERS)
@given(value=st.text(max_size=30))
def test_no_text_breaks_a_checker(check: Callable[[str], bool], value: str) -> None:
    assert check(value) in {True, False}


@given(st.integers(min_value=0, max_value=99_999_999), st.sampled_from("ABKMXZ"))
def test_exactly_one_check_digit_holds_for_every_insurance_number(serial: int, letter: str) -> None:
    assert sum(checks.kvnr(f"{letter}{serial:08d}{digit}") for digit in range(10)) == 1


def test_two_digits_of_a_year_never_lie_in_the_future() -> None:
    assert checks.plausible_date("1.1.99")
