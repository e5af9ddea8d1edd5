"""The sentences of the policy room: alike in both languages, and one for everything the shipped policies can say."""

import re
from pathlib import Path

import pytest

from desk.language.words import LANGUAGES, Words
from desk.model.names import Category, Subject
from desk.policy import reading
from desk.policy.documents import Policy, PolicyBook

_KEY = re.compile(r'"(policy\.errors\.[a-z_]+)"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_category_and_subject_has_a_sentence(language: str, shipped: PolicyBook) -> None:
    words = Words(language)
    classes = {entry.id for policy in shipped.policies.values() for entry in policy.classes}
    keys = [f"policy.class.{name}" for name in classes]
    keys += [f"policy.severity.category.{category}" for category in Category]
    keys += [f"policy.severity.subject.{subject}" for subject in Subject]
    keys += [f"policy.severity.identifiability.{level}" for level in range(1, 5)]
    assert [key for key in keys if not words.known(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_of_a_file_has_a_sentence(language: str) -> None:
    words = Words(language)
    source = "".join(file.read_text(encoding="utf-8") for file in sorted(Path(reading.__file__).parent.glob("*.py")))
    raised = set(_KEY.findall(source))
    assert raised
    assert [key for key in sorted(raised) if not words.known(key)] == []


def test_a_row_is_named_in_its_sentence(insurer: Policy) -> None:
    assert insurer.rows[0].id in Words("de").text("policy.priority.row", words=insurer.rows[0].id)
