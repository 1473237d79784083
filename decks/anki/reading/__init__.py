"""What others put into Anki's files: packages and collections of every generation, and tables with headers."""
