"""Wrong answers worth choosing from: of the right answer's kind and form, and never another right answer."""
