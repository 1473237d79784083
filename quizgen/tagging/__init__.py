"""Plain text as suggested facts: cleaned, cut into sentences, and spans proposed in each. No files and no terminal."""
