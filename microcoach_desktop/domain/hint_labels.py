"""What a wording hint is about. Settings name these without loading the rules."""

from __future__ import annotations

from enum import Enum


class Label(Enum):
    """In the order in which they are told: what can hurt first, what is merely missing last."""

    IDENTITY = "identity"
    LABEL_PERSON = "label_person"
    JUDGEMENT = "judgement"
    MIND_READING = "mind_reading"
    COMPARISON_TO_PEER = "comparison_to_peer"
    ABSOLUTE = "absolute"
    SECOND_HAND = "second_hand"
    VAGUE = "vague"
    MULTIPLE_ACTIONS = "multiple_actions"
    NO_MEASURE = "no_measure"
    NO_TIME = "no_time"
