"""Made-up cases for the screen: one of each kind that looks different, and enough plain ones to scroll."""

from datetime import timedelta

from desk.model.names import Action, Axis, ChannelKind, Priority, State, Status, Subject
from desk.workflow.views import CaseView, ThreadPost
from tests.functional.fake_desk import NOW, FakeDesk, case, found

_CALM = "Ich will so nicht weiterleben und habe mir schon alles zurechtgelegt."
_STATION = "Frau Huber von der Frühschicht ist wieder rückfällig geworden, die trinkt doch im Dienst."
_REHA = (
    "Seit dem Frühjahr weiß ich, dass ich Brustkrebs habe, und der Reha-Antrag liegt immer noch bei euch.\n"
    "Meine Nummer ist A123456780. Ich bin zuckersüß geblieben, aber langsam reicht es mir.\n\n"
    "Weiß jemand, wie lange das bei euch gedauert hat?"
)
_PLAIN = (
    "Wann macht die Geschäftsstelle am Markt wieder auf?",
    "Danke, am Telefon war jemand richtig freundlich.",
    "Die App stürzt seit dem Update beim Anmelden ab.",
    "Gibt es den Bonus auch für Tanzkurse?",
    "Parken ist bei euch teurer als die Zuzahlung.",
    "Kann man die Karte auch online verlängern?",
)


def crisis() -> CaseView:
    """Return a post whose text stays folded."""
    return case(
        "krise",
        _CALM,
        [found(_CALM, "nicht weiterleben", "suicide", axis=Axis.URGENCY, weight=0)],
        priority=Priority.P0,
        severity=7,
        due=timedelta(minutes=12),
        channel=ChannelKind.FACEBOOK,
        author="Anna K.",
        allowed=frozenset({Action.REPLY, Action.HIDE}),
    )


def third_person() -> CaseView:
    """Return a post about somebody else's health."""
    finding = found(_STATION, "trinkt", "addiction", subject=Subject.IDENTIFIED_PERSON)
    return case(
        "dritte",
        _STATION,
        [finding, found(_STATION, "Frau Huber", "person_name", axis=Axis.IDENTIFIER, weight=0)],
        priority=Priority.P1,
        severity=7,
        due=timedelta(minutes=41),
        channel=ChannelKind.GROUP,
        author="user8841",
        allowed=frozenset({Action.REDACT, Action.HIDE, Action.DELETE}),
    )


def reha() -> CaseView:
    """Return a post with everything that can stand in one."""
    aside = found(_REHA, "zuckersüß", "diagnosis", status=Status.FIGURATIVE, counted=False)
    return case(
        "reha",
        _REHA,
        [
            found(_REHA, "Brustkrebs", "diagnosis"),
            found(_REHA, "Reha-Antrag", "benefit_case", weight=1),
            found(_REHA, "A123456780", "kvnr", axis=Axis.IDENTIFIER, weight=0),
            found(_REHA, "langsam reicht es mir", "complaint", axis=Axis.DIALOGUE, weight=0),
            aside,
        ],
        priority=Priority.P2,
        severity=5,
        thread=(
            ThreadPost("", "Musterkasse", "Wer war schon in der Reha am See?"),
            ThreadPost("t2", "waldkauz", "Bei mir ging es schnell, drei Wochen.", NOW - timedelta(minutes=20)),
        ),
    )


def hostile() -> CaseView:
    """Return a post that tries to act on the terminal."""
    text = "[bold red]Achtung[/] \x1b[2J\x1b]0;weg\x07 \u202eredael\u202c {Kanal} [@click=app.quit]hier[/]"
    return case("feind", text, priority=Priority.P4, severity=0, due=timedelta(hours=9), author="[blink]x\x1b[31m")


def made_up() -> FakeDesk:
    """Return a desk with all of them."""
    taken = case("besetzt", "Mein Kind hat seit gestern Windpocken.", claimant="miro", state=State.CLAIMED)
    late = case("spät", "Ihr habt meinen Widerspruch verloren.", due=-timedelta(minutes=5), author="h.maurer")
    cases = [crisis(), third_person(), reha(), hostile(), taken, late]
    cases.append(case("neu", "Noch nicht geprüfter Beitrag.", priority=None, due=timedelta(hours=1)))
    cases += [
        case(
            f"p{number:02}",
            f"{_PLAIN[number % len(_PLAIN)]} ({number})",
            priority=Priority.P4,
            severity=0,
            due=timedelta(hours=6, minutes=number),
            channel=list(ChannelKind)[number % len(ChannelKind)],
            author=f"gast{number}",
        )
        for number in range(30)
    ]
    return FakeDesk({view.key: view for view in cases})
