"""What the first lines of our files for platforms say: that quizgen wrote them, so that it may write over them."""

COMMENT = "<!-- quizgen -->"
MOODLE = f'<?xml version="1.0" encoding="UTF-8"?>\n{COMMENT}\n'
GIFT = "// quizgen\n\n"
"""The blank line keeps the comment from the first question."""
ANKI = "# quizgen\n#separator:tab\n"
"""Anki passes over a line that begins so and has no colon."""
