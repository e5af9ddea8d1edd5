"""Problems of rule files, said."""

from desk.language.words import speak
from desk.screening.problems import Problem, nearest


def test_a_problem_speaks_the_language_in_force() -> None:
    problem = Problem("unknown_key", "a.toml", "de.x", "termz", "terms")
    assert str(problem) == "a.toml, de.x: Den Schlüssel „termz“ gibt es nicht → terms?"
    speak("en")
    assert str(problem) == "a.toml, de.x: there is no key “termz” → terms?"


def test_a_problem_of_a_file_names_no_rule() -> None:
    assert Problem("no_rules", "a.toml").values["place"] == "a.toml"


def test_nothing_near_is_nothing() -> None:
    assert nearest("zzz", ["abc"]) == ""
    assert nearest("ab", ["abc"]) == "abc"
