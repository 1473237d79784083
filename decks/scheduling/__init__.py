"""When to ask again: memory as FSRS models it, exam dates, what-if simulations, weights from one's own reviews."""
