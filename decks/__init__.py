"""Decks of cards: dealing them, and the formats they are written in."""
