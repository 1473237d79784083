"""Other people's questions: tables, lists and files of platforms read as a quiz, and a quiz written as a fact sheet."""
