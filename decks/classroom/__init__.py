"""The classroom: quizzes written for learning platforms, games, spreadsheets and programs."""
