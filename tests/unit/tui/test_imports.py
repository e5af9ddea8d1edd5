"""The process with the screen imports neither the engine nor the tables before its first paint."""

import subprocess
import sys

_HEAVY = {"spacy", "thinc", "sqlmodel", "sqlalchemy", "pydantic", "httpx", "jinja2", "numpy", "typer"}
_OURS = ("desk.workflow.desk", "desk.store", "desk.screening", "desk.policy", "desk.channels", "desk.bootstrap")


def _modules(program: str) -> set[str]:
    command = f"import sys\n{program}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_app_imports_textual_and_little_else() -> None:
    modules = _modules("import desk.tui.app")
    assert "textual" in modules
    assert modules.isdisjoint(_HEAVY)
    assert not [module for module in modules if module.startswith(_OURS)]


def test_the_handlers_wait_until_after_the_first_paint() -> None:
    assert "desk.tui.handlers.deciding" not in _modules("import desk.tui.app")


def test_even_all_handlers_need_no_engine_and_no_tables() -> None:
    modules = _modules("from desk.tui import handlers; handlers.load()")
    assert "desk.tui.handlers.deciding" in modules
    assert modules.isdisjoint(_HEAVY)
    assert not [module for module in modules if module.startswith(_OURS)]
