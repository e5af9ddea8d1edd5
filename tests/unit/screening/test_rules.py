"""Rule files are read, or refused with file, rule, key and what would have been right."""

from pathlib import Path

import pytest

from desk.errors import RuleError
from desk.screening.rules import load, read_folder

HEAD = '[file]\naxis = "health"\ncategory = "diagnosis"\nlanguage = "de"\n'
RULE = (
    '[[rule]]\nid = "de.x"\ndescription = "x"\nterms = ["rheuma"]\nmatch = ["Ich habe Rheuma."]\nno_match = ["Nein."]\n'
)


def problems(folder: Path, content: str, file: str = "lexicon/x.de.toml") -> list[str]:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return [str(problem) for problem in read_folder(folder).problems]


def test_a_folder_of_rules_is_read(rules_folder: Path) -> None:
    ruleset = load(rules_folder)
    assert {rule.axis for rule in ruleset.rules} >= {"health", "status", "subject", "urgency", "sentiment"}
    assert ruleset.files["any.kvnr"] == "identifiers/numbers.toml"
    assert (ruleset.lists.of("de")("KIN") or ())[0] == "mutter"


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    problems(tmp_path, HEAD + RULE)
    before = load(tmp_path).version
    problems(tmp_path, HEAD + RULE + "\n")
    assert load(tmp_path).version != before
    assert len(before) == 12


def test_a_rule_that_holds_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, HEAD + RULE) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HEAD + RULE + 'term = ["x"]', "lexicon/x.de.toml, de.x: Den Schlüssel „term“ gibt es nicht → terms?"),
        (HEAD.replace("axis", "axes") + RULE, "lexicon/x.de.toml, file: Den Schlüssel „axes“ gibt es nicht → axis?"),
        ("[files]\n" + RULE, "lexicon/x.de.toml: Den Schlüssel „files“ gibt es nicht → file?"),
        (
            HEAD.replace("health", "healt") + RULE,
            "lexicon/x.de.toml, de.x: „axis = healt“ ist kein gültiger Wert → health?",
        ),
        (
            HEAD.replace('"de"', '"dee"') + RULE,
            "lexicon/x.de.toml, de.x: „language = dee“ ist kein gültiger Wert → de?",
        ),
        (
            HEAD + RULE.replace('description = "x"\n', ""),
            "lexicon/x.de.toml, de.x: Es fehlt der Schlüssel „description“",
        ),
        (
            HEAD + RULE + 'weight = "drei"',
            "lexicon/x.de.toml, de.x: „weight“ hat die falsche Form (erwartet wird eine ganze Zahl, da steht Text)",
        ),
        (HEAD + RULE.replace('id = "de.x"\n', ""), "lexicon/x.de.toml, rule 1: Es fehlt der Schlüssel „id“"),
    ],
)
def test_what_does_not_hold_is_named_with_what_would(tmp_path: Path, content: str, sentence: str) -> None:
    assert problems(tmp_path, content)[0] == sentence


def test_the_same_id_twice_is_named_with_its_first_file(tmp_path: Path) -> None:
    problems(tmp_path, HEAD + RULE, "lexicon/a.de.toml")
    (problem,) = problems(tmp_path, HEAD + RULE, "patterns/b.de.toml")
    assert problem == "patterns/b.de.toml, de.x: Die Regel „de.x“ gibt es schon in lexicon/a.de.toml"


def test_a_file_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    (problem, *_) = problems(tmp_path, "[file\n")
    assert problem.startswith("lexicon/x.de.toml: kein gültiges TOML")
    assert "Zeile 1" in problem


def test_word_lists_are_lists_of_words_in_a_known_language(tmp_path: Path) -> None:
    assert "hat die falsche Form" in problems(tmp_path, '[lists]\nKIN = "mutter"\n', "lexicon/lists.de.toml")[0]
    (tmp_path / "lexicon/lists.de.toml").unlink()
    assert "nennt keine Sprache (de, en, any)" in problems(tmp_path, "[lists]\n", "lexicon/lists.dd.toml")[0]


def test_lists_of_one_name_in_two_files_are_one(tmp_path: Path) -> None:
    problems(tmp_path, HEAD + RULE)
    problems(tmp_path, '[lists]\nKIN = ["mutter"]\n', "lexicon/lists.de.toml")
    assert problems(tmp_path, '[lists]\nKIN = ["vater"]\n', "lexicon/lists.more.de.toml") == []
    assert load(tmp_path).lists.of("de")("KIN") == ("mutter", "vater")


def test_an_empty_folder_holds_no_rules(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="In diesem Ordner stehen keine Regeln"):
        load(tmp_path)


def test_the_first_problem_is_the_sentence_of_the_error(tmp_path: Path) -> None:
    problems(tmp_path, HEAD + RULE + "nosuchkey = 1")
    with pytest.raises(RuleError, match="nosuchkey"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('weigths = "w.json"', "weights"),
        ('id = "w"\ndescription = "d"\nweights = "none.json"\naside_below = 0.2\nspeaks_from = 0.6', "weights"),
        ('id = "w"\ndescription = "d"\nweights = "w.json"\naside_below = "x"\nspeaks_from = 0.6', "aside_below"),
    ],
)
def test_a_witness_that_does_not_hold_is_named_with_the_key(tmp_path: Path, written: str, told: str) -> None:
    (problem, *_) = problems(tmp_path, written, "witness/witness.toml")
    assert problem.startswith("witness/witness.toml")
    assert told in problem
