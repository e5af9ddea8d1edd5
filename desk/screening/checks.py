"""Check digits and plausibility of identifiers.

python-stdnum and phonenumbers know most norms; the rest is here, with its source. A checker takes what a person wrote,
with blanks, dots, hyphens and slashes as they come, and says whether it can be a real one.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import phonenumbers
from stdnum import ean, iban, luhn
from stdnum.at import vnr
from stdnum.ch import ssn
from stdnum.de import idnr

_SEPARATORS = re.compile(r"[^0-9A-Za-z]")
_REGIONS = ("DE", "AT", "CH")
_OLDEST = 1900


def bare(value: str) -> str:
    """Return a number without blanks and marks, in capitals."""
    return _SEPARATORS.sub("", value).upper()


def _cross(product: int) -> int:
    return product // 10 + product % 10


def kvnr(value: str) -> bool:
    """German health insurance number, its unchangeable part: a letter, eight digits, a check digit.

    The letter counts as two digits (A = 01); the ten digits are multiplied by 1, 2, 1, 2 …, the cross sums added,
    modulo 10. Source: GKV-Spitzenverband, Richtlinie zur Krankenversichertennummer nach § 290 SGB V.
    """
    number = bare(value)
    if not re.fullmatch(r"[A-Z][0-9]{9}", number):
        return False
    digits = f"{ord(number[0]) - 64:02d}{number[1:9]}"
    total = sum(_cross(int(digit) * (1 + place % 2)) for place, digit in enumerate(digits))
    return total % 10 == int(number[9])


def rvnr(value: str) -> bool:
    """German pension insurance number: area, birth date, initial, serial number, check digit.

    Twelve digits (letter as two) × 2,1,2,5,7,1,2,1,2,1,2,1, cross sums, modulo 10. Source: VKVV
    (Versicherungsnummern-, Kontoführungs- und Versicherungsverlaufsverordnung).
    """
    number = bare(value)
    if not re.fullmatch(r"[0-9]{8}[A-Z][0-9]{3}", number):
        return False
    digits = f"{number[:8]}{ord(number[8]) - 64:02d}{number[9:11]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(_cross(int(digit) * weight) for digit, weight in zip(digits, weights, strict=True))
    month = int(number[4:6])
    return total % 10 == int(number[11]) and 1 <= month <= 12  # noqa: PLR2004  months


def ahv(value: str) -> bool:
    """Swiss AHV number, thirteen digits from 756 (python-stdnum `ch.ssn`, EAN-13)."""
    return bool(ssn.is_valid(bare(value)))


def svnr_at(value: str) -> bool:
    """Austrian social insurance number (python-stdnum `at.vnr`)."""
    return bool(vnr.is_valid(bare(value)))


def tax_id(value: str) -> bool:
    """German tax identification number (python-stdnum `de.idnr`, ISO 7064 mod 11,10)."""
    return bool(idnr.is_valid(bare(value)))


def iban_number(value: str) -> bool:
    """International bank account number (python-stdnum `iban`, ISO 13616, mod 97)."""
    return bool(iban.is_valid(bare(value), check_country=False))


def lanr(value: str) -> bool:
    """German physician number: six digits, a check digit, two digits of the specialty.

    Six digits × 4,9,4,9,4,9; the check digit fills the sum up to the next ten.
    Source: KBV, Richtlinie nach § 75 Abs. 7 SGB V zur Vergabe der Arzt- und Betriebsstättennummern.
    """
    number = bare(value)
    if not re.fullmatch(r"[0-9]{9}", number):
        return False
    total = sum(int(digit) * (4, 9)[place % 2] for place, digit in enumerate(number[:6]))
    return (10 - total % 10) % 10 == int(number[6])


def ik(value: str) -> bool:
    """German institution code: class, region, serial number, check digit.

    Digits three to eight × 2,1,2,1,2,1, cross sums, modulo 10. Source: ARGE IK, „Gemeinsames Rundschreiben
    Institutionskennzeichen“.
    """
    number = bare(value)
    if not re.fullmatch(r"[0-9]{9}", number):
        return False
    total = sum(_cross(int(digit) * (2, 1)[place % 2]) for place, digit in enumerate(number[2:8]))
    return total % 10 == int(number[8])


def pzn(value: str) -> bool:
    """German pharmaceutical number: seven digits and a check digit; the old form has one digit less.

    Digits × 1 … 7, modulo 11; a remainder of 10 is not issued. Source: IFA, „PZN8 – technische Hinweise zur Codierung“.
    """
    number = re.sub(r"[^0-9]", "", value).zfill(8)
    if len(number) != len("12345678"):
        return False
    remainder = sum(weight * int(digit) for weight, digit in enumerate(number[:7], start=1)) % 11
    return remainder == int(number[7])


def gln(value: str) -> bool:
    """Global location number (python-stdnum `ean`)."""
    return bool(ean.is_valid(bare(value)))


def luhn_number(value: str) -> bool:
    """Any number closed by a Luhn digit (python-stdnum `luhn`): card numbers."""
    return bool(luhn.is_valid(bare(value)))


def id_card(value: str) -> bool:
    """German identity card: nine letters and digits and a check digit.

    Weights 7, 3, 1, letters count from A = 10. Source: ICAO Doc 9303, part 3, section 4.9.
    """
    number = bare(value)
    if not re.fullmatch(r"[CFGHJKLMNPRTVWXYZ0-9]{9}[0-9]", number):
        return False
    total = sum(int(char, 36) * (7, 3, 1)[place % 3] for place, char in enumerate(number[:9]))
    return total % 10 == int(number[9])


def phone(value: str) -> bool:
    """A telephone number that the numbering plan of its country can give; without a country, one of DE, AT or CH."""
    regions = (None,) if value.lstrip().startswith(("+", "00")) else _REGIONS
    return any(_can_be_dialled(value, region) for region in regions)


def _can_be_dialled(value: str, region: str | None) -> bool:
    written = re.sub(r"^\s*00", "+", value) if region is None else value
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_valid_number(number))


def plausible_date(value: str) -> bool:
    """A day that exists, from 1900 to today; two digits of a year mean the last hundred years."""
    parts = re.fullmatch(r"\D*(\d{1,2})\D+(\d{1,2})\D+(\d{4}|\d{2})\D*", value)
    if parts is None:
        return False
    day, month, year = map(int, parts.groups())
    today = datetime.now(tz=UTC).date()
    if len(parts[3]) == len("99"):
        year += 2000 if 2000 + year <= today.year else 1900
    try:
        return date(_OLDEST, 1, 1) <= date(year, month, day) <= today
    except ValueError:
        return False


def email(value: str) -> bool:
    """An address with a plausible domain: RFC 5321, and lay spellings such as `name (at) anbieter punkt de`."""
    plain = re.sub(
        r"\s*[(\[]?\s*(?:at|ät)\s*[)\]]?\s+|\s*[(\[]\s*(?:at|ät)\s*[)\]]\s*", "@", value, count=1, flags=re.IGNORECASE
    )
    plain = re.sub(r"\s*[(\[]?\s*(?:punkt|dot)\s*[)\]]?\s*", ".", plain, flags=re.IGNORECASE)
    return re.fullmatch(r"[^@\s]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", plain) is not None


CHECKERS: dict[str, Callable[[str], bool]] = {
    "kvnr": kvnr,
    "rvnr": rvnr,
    "ahv": ahv,
    "svnr_at": svnr_at,
    "tax_id": tax_id,
    "iban": iban_number,
    "lanr": lanr,
    "ik": ik,
    "pzn": pzn,
    "gln": gln,
    "luhn": luhn_number,
    "id_card": id_card,
    "phone": phone,
    "date": plausible_date,
    "email": email,
}
"""The checkers a rule may name."""
