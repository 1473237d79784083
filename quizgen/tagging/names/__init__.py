"""Names in sentences: where they stand, what they name, and what one sheet teaches of them for the next text."""
