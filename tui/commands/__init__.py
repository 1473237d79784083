"""The commands of `quizgen`, one a file."""
