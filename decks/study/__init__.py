"""Studying: which cards are up, in which form, and what an answer does. No screen, no file; time is handed in."""
