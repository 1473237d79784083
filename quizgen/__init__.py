"""Tagged facts, and the questions they answer."""

__version__ = "0.1.0"
