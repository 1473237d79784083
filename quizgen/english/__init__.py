"""English sentences: their words, their clauses, and how a clause turns into a question.

Knows nothing of sheets, facts or decks: it is given a sentence and the phrases in it that hold together.
"""
