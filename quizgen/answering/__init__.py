"""How a typed answer is judged: what is written, what it says, what is a slip and what another answer."""
