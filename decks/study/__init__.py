"""Studying: which cards are up, in which form, and what a person's answer does. No screen, no file, no clock."""
