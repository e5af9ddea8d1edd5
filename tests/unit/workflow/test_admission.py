"""Who may sit down at a desk, and as whom."""

import pytest

from desk.errors import DeskError, NotAllowed, WrongUsage
from desk.workflow.admission import check_admitted, check_may_act_as

PEOPLE = ["kim", "alex"]


@pytest.fixture(autouse=True)
def _kim_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "kim")


def test_a_real_desk_admits_the_accounts_it_knows() -> None:
    check_admitted(PEOPLE, sample=False)
    with pytest.raises(NotAllowed) as refused:
        check_admitted(["alex"], sample=False)
    assert refused.value.key == "workflow.unknown_account"


def test_a_sample_desk_is_open_to_all() -> None:
    check_admitted(["alex"], sample=True)
    check_may_act_as("alex", PEOPLE, sample=True)


@pytest.mark.parametrize(
    ("login", "sample", "refusal"),
    [("nobody", True, WrongUsage), ("nobody", False, WrongUsage), ("alex", False, NotAllowed)],
)
def test_nobody_acts_as_who_is_not_there_or_on_a_real_desk_as_another(
    login: str, refusal: type[DeskError], *, sample: bool
) -> None:
    with pytest.raises(refusal):
        check_may_act_as(login, PEOPLE, sample=sample)


def test_on_a_real_desk_one_acts_as_oneself() -> None:
    check_may_act_as("kim", PEOPLE, sample=False)
