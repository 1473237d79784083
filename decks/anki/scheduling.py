"""Anki's numbers for how far a card is, where it waits, and what a line of the log of reviews was."""

from __future__ import annotations

NEW, LEARNING, REVIEW, RELEARNING = range(4)
"""Types of cards."""
SUSPENDED, BURIED = -1, -3
"""Queues of cards that are not asked: put away, and put away by a person until tomorrow."""
LEARNED, REVIEWED, RELEARNED, OUT_OF_TURN, BY_HAND, RESCHEDULED = range(6)
"""Kinds of reviews: of a card that was new or in learning, in review, in learning again; in a filtered deck; and two
that are no answers, a day that a person set and one that Anki did."""
