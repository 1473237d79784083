"""What a student did and knows: the log of events, the states of cards, the days they are counted in."""
