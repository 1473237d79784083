"""`python -m tui` is `quizgen`."""

from tui.cli import main

main()
