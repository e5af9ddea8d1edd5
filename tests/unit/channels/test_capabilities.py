from desk.channels.capabilities import CAPABILITIES, PREMODERATED
from desk.model.names import Action, ChannelKind


def test_every_kind_of_channel_says_what_it_can_do() -> None:
    assert set(CAPABILITIES) == set(ChannelKind)


def test_nothing_is_said_twice() -> None:
    assert all(len(set(actions)) == len(actions) for actions in CAPABILITIES.values())


def test_passages_are_blacked_out_only_where_the_house_runs_the_software() -> None:
    assert {kind for kind, actions in CAPABILITIES.items() if Action.REDACT in actions} == PREMODERATED


def test_only_what_waits_for_approval_can_go_on_waiting() -> None:
    assert {kind for kind, actions in CAPABILITIES.items() if Action.HOLD in actions} == PREMODERATED


def test_every_channel_can_answer() -> None:
    assert all(Action.REPLY in actions for actions in CAPABILITIES.values())
