"""Reviewing suggested facts: on a screen, or a line at a time."""
