"""A review of suggested facts: what a person decides of each, step by step, with neither files nor terminal."""
