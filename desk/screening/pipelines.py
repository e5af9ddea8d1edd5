"""The blank spaCy pipelines whose vocabularies the rules of each language are matched in."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import spacy
from spacy.vocab import Vocab

Vocabularies = Mapping[str, Vocab]


def vocabularies() -> Vocabularies:
    """Return the vocabulary of each language a rule may be written in; what holds in any is matched as German.

    Documents are made of our own reader's words and not by the pipelines' tokenizers, because every word must know
    its place in the original text, whatever was folded away before it.
    """
    german, english = spacy.blank("de").vocab, spacy.blank("en").vocab
    return {"de": german, "any": german, "en": english}


@contextmanager
def forgetting(vocabs: Vocabularies) -> Iterator[None]:
    """Forget the words seen from here on at the end, so that memory does not grow with the texts."""
    with ExitStack() as zones:
        for vocab in {id(vocab): vocab for vocab in vocabs.values()}.values():
            zones.enter_context(vocab.memory_zone())
        yield
