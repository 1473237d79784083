"""Paper: worksheets with their keys, answer sheets and cards, and the formats they are written in."""
