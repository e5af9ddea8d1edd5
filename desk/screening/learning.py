"""How the second witness learns: labelled posts in, a weight file out (`desk rules learn`).

Logistic regression in two steps. The first learns from the words of all posts. The second learns how to weigh the
first against what the rules found, and only from posts that no rule was developed against: elsewhere the rules look
better than they are.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from desk.model.findings import Utterance
from desk.model.names import Axis
from desk.screening.documents import RuleSet
from desk.screening.engine import Engine
from desk.screening.evidence import Evidence, of_findings, of_text
from desk.screening.reading import read
from desk.screening.witness import DISCLOSURE, URGENT, Leaning, Lesson, Lessons, likelihood

Truth = np.ndarray[tuple[int], np.dtype[np.bool_]]
Scores = np.ndarray[tuple[int], np.dtype[np.float64]]

_FOLDS = 5
_LEAST = 12
"""Posts that must carry a label, and posts that must not, before it can be learnt."""
_TEXT_TRUST, _FINDING_TRUST = 3.0, 0.5
"""Inverse strength of regularisation: words are many and sparse, findings few and telling."""
_MOST_FEATURES, _MOST_FEATURES_OF_LABEL = 12_000, 1_200
_TRUSTS = frozenset({DISCLOSURE, "dialogue"})
"""Kinds of labels that are decided together with the rules."""
_DECIMALS = 3
_LEAST_POSTS_OF_A_FEATURE = 2


@dataclass(frozen=True, slots=True)
class Pupil:
    """A labelled post as the witness sees it. `unread`: no rule was developed against it."""

    text: Evidence
    findings: Evidence
    labels: frozenset[str]
    unread: bool


class School:
    """Labelled posts, laid out once, from which one label after another is learnt."""

    def __init__(self, pupils: Sequence[Pupil]) -> None:
        self._pupils = pupils
        self._texts = _Sheet([pupil.text for pupil in pupils])
        self._unread = np.array([index for index, pupil in enumerate(pupils) if pupil.unread], dtype=int)

    @classmethod
    def of(cls, ruleset: RuleSet, posts: Iterable[tuple[Utterance, frozenset[str], bool]]) -> "School":
        """Screen posts, each with its labels and whether it is unread, by the rules alone."""
        engine = Engine(replace(ruleset, witness=None))
        return cls([_pupil(engine, post, labels, unread=unread) for post, labels, unread in posts])

    def teach(self, tell: Callable[[str], None], posts: dict[str, int]) -> Lessons:
        """Learn every label, telling which is next, and note how many posts of which files it was learnt from."""
        learnt: dict[str, Lesson] = {}
        for label in self.labels:
            tell(label)
            lesson = self.learn(label)
            if lesson is not None:
                learnt[label] = lesson
        return Lessons(posts, learnt)

    @property
    def labels(self) -> list[str]:
        """Every label some post carries."""
        return sorted({label for pupil in self._pupils for label in pupil.labels})

    def learn(self, label: str) -> Lesson | None:
        """Learn one label, from the text alone or trusting the rules as well; None if too few posts carry it."""
        most_features = _MOST_FEATURES if label in {DISCLOSURE, URGENT} else _MOST_FEATURES_OF_LABEL
        trusts = label.partition(":")[0] in _TRUSTS
        truth = np.array([label in pupil.labels for pupil in self._pupils])
        if min(truth.sum(), (~truth).sum(), truth[self._unread].sum() if trusts else _LEAST) < _LEAST:
            return None
        text = self._texts.leaning(truth, _TEXT_TRUST, most_features)
        scores = self._texts.out_of_fold(truth, _TEXT_TRUST)
        if not trusts:
            return Lesson(text, _best_threshold(truth, scores))
        seen = _Sheet([self._pupils[index].findings | {"text": scores[index]} for index in self._unread])
        truth = truth[self._unread]
        trust = seen.leaning(truth, _FINDING_TRUST, len(self._pupils))
        return Lesson(text, _best_threshold(truth, seen.out_of_fold(truth, _FINDING_TRUST)), trust)


def _pupil(engine: Engine, post: Utterance, labels: frozenset[str], *, unread: bool) -> Pupil:
    text = of_text(read(post.text).words, read(post.parent).words)
    found = (finding for finding in engine.screen_one(post).findings if finding.axis is not Axis.IDENTIFIER)
    return Pupil(text, of_findings(found), labels, unread)


class _Sheet:
    """Evidence of many posts as a matrix: a row a post, a column a feature that stands in two posts at least."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        vectorizer = DictVectorizer()
        matrix = vectorizer.fit_transform(evidence)
        columns = np.flatnonzero(np.diff(matrix.tocsc().indptr) >= _LEAST_POSTS_OF_A_FEATURE)
        self._features = [str(vectorizer.feature_names_[column]) for column in columns]
        self._matrix = _narrow(matrix[:, columns])

    def leaning(self, truth: Truth, trust: float, most_features: int) -> Leaning:
        """Learn from every row."""
        model = _model(trust).fit(self._matrix, truth)
        weights = zip(self._features, map(float, model.coef_[0]), strict=True)
        heaviest = sorted(weights, key=lambda one: -abs(one[1]))[:most_features]
        kept = {feature: round(weight, _DECIMALS) for feature, weight in heaviest if round(weight, _DECIMALS)}
        return Leaning(round(float(model.intercept_[0]), _DECIMALS), dict(sorted(kept.items())))

    def out_of_fold(self, truth: Truth, trust: float) -> Scores:
        """Return the score of each row by what was learnt from the rows of other folds."""
        scores = np.zeros(len(truth))
        for others, here in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(scores, truth):
            scores[here] = _model(trust).fit(self._matrix[others], truth[others]).decision_function(self._matrix[here])
        return scores


def _model(trust: float) -> LogisticRegression:
    return LogisticRegression(C=trust, solver="liblinear", max_iter=1000, random_state=0)


def _narrow(matrix: csr_matrix) -> csr_matrix:
    """Return a matrix with the short indices that liblinear asks for."""
    return csr_matrix((matrix.data, matrix.indices.astype("int32"), matrix.indptr.astype("int32")), matrix.shape)


def _best_threshold(truth: Truth, scores: Scores) -> float:
    """Return the probability from which on the label is told with the best F1."""
    probabilities = np.array([likelihood(score) for score in scores])
    candidates = [round(step / 50, 2) for step in range(5, 41)]
    return max(candidates, key=lambda threshold: _f1(truth, probabilities >= threshold))


def _f1(truth: Truth, told: Truth) -> float:
    right = int((truth & told).sum())
    return 2 * right / max(1, int(truth.sum()) + int(told.sum()))
