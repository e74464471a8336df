"""One record and all that is known around it, as of a date: the card that `show` prints."""

from __future__ import annotations

from govgraph.cards.build import Card, show
from govgraph.cards.tell import tell_card
from govgraph.cards.text import word_card

__all__ = ["Card", "show", "tell_card", "word_card"]
