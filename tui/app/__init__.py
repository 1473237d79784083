"""The study app: screens that show what `decks.study` decides, and pass on what a person does."""
