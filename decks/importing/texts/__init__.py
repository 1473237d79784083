"""Texts that people teach from, as lines: plain text, Markdown, web pages, Word documents, PDF files with a text layer.

All of them come out alike: an empty line parts paragraphs, `#` marks a heading, `|` a row of a table, a form
feed begins a page.
"""

from decks.importing.texts.readers import TEXTS, TextReader, guess, lines, lines_of

__all__ = ["TEXTS", "TextReader", "guess", "lines", "lines_of"]
