"""The names a desk knows: every label, state, action and role, as other programs read and write them.

Standard library only: the screening room imports this module and nothing else of the house.
The spelling is a promise to other programs (`docs/interfaces.md`); the order of a class is the order of its taxonomy.
"""

from enum import IntEnum, StrEnum


class Axis(StrEnum):
    """What a finding speaks about."""

    HEALTH = "health"
    IDENTIFIER = "identifier"
    URGENCY = "urgency"
    CONDUCT = "conduct"
    DIALOGUE = "dialogue"


class Category(StrEnum):
    """Health categories G01 to G20."""

    DIAGNOSIS = "diagnosis"
    SYMPTOM = "symptom"
    MEDICATION = "medication"
    PROCEDURE = "procedure"
    FINDING = "finding"
    MENTAL_HEALTH = "mental_health"
    ADDICTION = "addiction"
    REPRODUCTIVE = "reproductive"
    PREGNANCY = "pregnancy"
    INFECTION = "infection"
    DISABILITY_CARE = "disability_care"
    GENETICS = "genetics"
    CARE_CONTACT = "care_contact"
    SICK_LEAVE = "sick_leave"
    BENEFIT_CASE = "benefit_case"
    VACCINATION = "vaccination"
    PATIENT_RELATIONSHIP = "patient_relationship"
    DEATH = "death"
    INJURY_VIOLENCE = "injury_violence"
    DOCUMENT = "document"


class Status(StrEnum):
    """Assertion status: in which way a text says what it says."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    SUSPECTED = "suspected"
    HYPOTHETICAL = "hypothetical"
    PAST = "past"
    FAMILY_HISTORY = "family_history"
    QUOTED = "quoted"
    QUESTION = "question"
    GENERIC = "generic"
    FIGURATIVE = "figurative"


class Subject(StrEnum):
    """Whose health a finding speaks about."""

    SELF = "self"
    RELATIVE = "relative"
    CHILD = "child"
    IDENTIFIED_PERSON = "identified_person"
    UNIDENTIFIED_PERSON = "unidentified_person"
    STAFF = "staff"
    PUBLIC_FIGURE = "public_figure"
    DECEASED = "deceased"
    GROUP = "group"
    NOBODY = "nobody"


class IdentifierType(StrEnum):
    """What can point at a person or an institution."""

    KVNR = "kvnr"
    RVNR = "rvnr"
    AHV = "ahv"
    SVNR_AT = "svnr_at"
    TAX_ID = "tax_id"
    IBAN = "iban"
    LANR = "lanr"
    BSNR = "bsnr"
    IK = "ik"
    PZN = "pzn"
    GLN = "gln"
    CARD_NUMBER = "card_number"
    ID_CARD = "id_card"
    ICD10 = "icd10"
    OPS = "ops"
    CASE_NUMBER = "case_number"
    PHONE = "phone"
    EMAIL = "email"
    POSTAL_ADDRESS = "postal_address"
    BIRTH_DATE = "birth_date"
    PERSON_NAME = "person_name"
    HANDLE = "handle"
    URL = "url"
    LICENCE_PLATE = "licence_plate"
    ROOM = "room"
    SECRET = "secret"  # noqa: S105  a label, no password


class Urgency(StrEnum):
    """Urgency signals U01 to U13."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    MEDICAL_EMERGENCY = "medical_emergency"
    POISONING = "poisoning"
    CHILD_PROTECTION = "child_protection"
    VIOLENCE = "violence"
    THREAT_TO_HOUSE = "threat_to_house"
    ADVERSE_REACTION = "adverse_reaction"
    DEVICE_INCIDENT = "device_incident"
    HYGIENE = "hygiene"
    CARE_GAP = "care_gap"
    DATA_BREACH = "data_breach"
    DEADLINE = "deadline"


class Conduct(StrEnum):
    """Conduct signals V01 to V16."""

    INSULT = "insult"
    THREAT = "threat"
    HATE = "hate"
    SPAM = "spam"
    ADVERTISING = "advertising"
    MISINFORMATION = "misinformation"
    LAY_MEDICAL_ADVICE = "lay_medical_advice"
    PRESS = "press"
    LEGAL_ACTION = "legal_action"
    MALPRACTICE_CLAIM = "malpractice_claim"
    STAFF_PILLORY = "staff_pillory"
    DOXXING = "doxxing"
    IMAGE_RIGHTS = "image_rights"
    OFF_TOPIC = "off_topic"
    IMPERSONATION = "impersonation"
    COVERT_PROMOTION = "covert_promotion"


class Dialogue(StrEnum):
    """Dialogue signals D01 to D17: what a post wants."""

    QUESTION_GENERAL = "question_general"
    QUESTION_BENEFIT = "question_benefit"
    QUESTION_CASE = "question_case"
    QUESTION_MEDICAL = "question_medical"
    COMPLAINT = "complaint"
    CRITICISM = "criticism"
    PRAISE = "praise"
    TESTIMONIAL = "testimonial"
    SUGGESTION = "suggestion"
    PEER_SUPPORT = "peer_support"
    PEER_ANSWER = "peer_answer"
    FOLLOW_UP = "follow_up"
    JOB = "job"
    STAFF_POST = "staff_post"
    DATA_REQUEST = "data_request"
    NOTICE = "notice"
    EMPTY = "empty"


class Sentiment(StrEnum):
    """The mood of a post; counted in balances, never a reason to hide."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"
    MIXED = "mixed"


class Identifiability(IntEnum):
    """I0 (no link to a person) to I4 (a unique official number)."""

    NONE = 0
    SOFT = 1
    NAME_LIKE = 2
    NAMED = 3
    NUMBERED = 4


class Band(StrEnum):
    """Bands of severity: 0–2, 3–4, 5–6 and 7–10 points."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Priority(StrEnum):
    """P0 (a person at once) to P5 (praise, empty posts)."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"

    @property
    def rank(self) -> int:
        """The priority as a number, 0 the most urgent."""
        return int(self.value[1])


class Action(StrEnum):
    """Actions A0 to A16 of a policy, then the workflow's own."""

    APPROVE = "approve"
    REPLY = "reply"
    REFER = "refer"
    ASK_EDIT = "ask_edit"
    HOLD = "hold"
    REDACT = "redact"
    HIDE = "hide"
    DELETE = "delete"
    REPORT = "report"
    WARN = "warn"
    BLOCK = "block"
    ESCALATE = "escalate"
    SEAL = "seal"
    STATE_REASONS = "state_reasons"
    KNOWLEDGE = "knowledge"
    ASK_CONSENT = "ask_consent"
    NO_REPLY = "no_reply"
    SNOOZE = "snooze"
    NOTE = "note"
    RELEASE = "release"
    WITHDRAW = "withdraw"


class Ground(StrEnum):
    """The closed list of grounds on which a post may be held, redacted, hidden or deleted."""

    THIRD_PERSON_HEALTH = "G-1"
    OWN_HEALTH_PROTECTED = "G-2"
    THIRD_PERSON_DATA = "G-3"
    CRIMINAL_CONTENT = "G-4"
    CONCRETE_DANGER = "G-5"
    SPAM_FRAUD = "G-6"
    UNLAWFUL_ADVERTISING = "G-7"
    CHILD_PROTECTION = "G-8"
    COPYRIGHT_IMAGE = "G-9"
    ORDER_OF_AUTHORITY = "G-10"
    OFF_TOPIC_FLOODING = "G-11"


class Retention(StrEnum):
    """Retention classes: how long which part of a case is kept."""

    RC1 = "RC1"
    RC2 = "RC2"
    RC3 = "RC3"
    RC4 = "RC4"
    RC5 = "RC5"
    RC6 = "RC6"
    RC7 = "RC7"
    RC8 = "RC8"
    RC9 = "RC9"
    RC10 = "RC10"
    RC11 = "RC11"


class Role(StrEnum):
    """Roles of a house; German abbreviations, as its policy names them."""

    MODERATOR = "mod"
    LEAD = "smod"
    DATA_PROTECTION = "dsb"
    LEGAL = "recht"
    MEDICAL = "äd"
    PHARMACOVIGILANCE = "pv"
    DEVICE_SAFETY = "mpb"
    HYGIENE = "hyg"
    CHILD_PROTECTION = "kis"
    SECURITY = "sic"
    IT = "it"
    HR = "hr"
    PRESS = "presse"
    COMPLAINTS = "bm"
    BENEFITS = "lb"
    CRISIS_STAFF = "ks"
    MARKETING = "mkt"
    AGENCY = "agentur"
    AUDITOR = "rev"


class State(StrEnum):
    """The life of a case; which step leads where stands in `desk.workflow.transitions`."""

    RECEIVED = "received"
    SCREENED = "screened"
    OPEN = "open"
    CLAIMED = "claimed"
    DECIDED = "decided"
    EFFECTS_PENDING = "effects_pending"
    DONE = "done"
    ESCALATED = "escalated"
    AWAITING_RELEASE = "awaiting_release"
    SNOOZED = "snoozed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class EffectState(StrEnum):
    """The life of one effect in the outbox."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    TAKEN_BACK = "taken_back"
    UNCLEAR = "unclear"
    FAILED = "failed"


class ChannelKind(StrEnum):
    """Kinds of channels; a configured channel has a name of its own and one of these kinds."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    X = "x"
    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    FORUM = "forum"
    BLOG = "blog"
    GOOGLE_REVIEW = "google_review"
    GROUP = "group"
    YOUTUBE = "youtube"
    MAIL = "mail"

    @property
    def private(self) -> bool:
        """Whether nobody but the house reads what is written there."""
        return self is ChannelKind.MAIL


class HouseKind(StrEnum):
    """What kind of house a site belongs to."""

    INSURER = "insurer"
    HOSPITAL = "hospital"
    PRACTICE = "practice"


class Queue(StrEnum):
    """The queues a person can look at, in the order of the number keys."""

    ALL = "all"
    URGENT = "urgent"
    MINE = "mine"
    ESCALATED = "escalated"
    AWAITING_RELEASE = "awaiting_release"
    SNOOZED = "snoozed"
    DONE = "done"
