"""One record and all that is known around it, as of a date: the card that `show` prints."""

from __future__ import annotations

from govgraph.cards.build import Card, show
from govgraph.cards.tell import tell_card
from govgraph.cards.text import Part, WordedCard, word_card, word_parts

__all__ = ["Card", "Part", "WordedCard", "show", "tell_card", "word_card", "word_parts"]
