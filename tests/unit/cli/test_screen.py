from pathlib import Path

import pytest

from desk import bootstrap
from desk.cli.screen import open_screen
from desk.errors import WrongUsage
from desk.settings import Settings


def test_a_login_that_nobody_has_is_refused_before_the_screen_opens(replayed: Path) -> None:
    path = bootstrap.last_desk()
    assert path
    with pytest.raises(WrongUsage) as refused:
        open_screen(Settings(), path, login="niemand")
    assert (refused.value.exit_code, refused.value.values["login"]) == (2, "niemand")
