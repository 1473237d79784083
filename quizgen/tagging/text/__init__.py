"""A text as clean sentences: paragraphs of its lines, and what in a book is no text left out."""
