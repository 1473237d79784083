"""Files of a classroom: what learning platforms and games read, and what they write."""
