"""Cut a text into the words, numbers and marks that dates are made of, or find that it is none."""

from __future__ import annotations

import re

from quizgen.dating.vocabulary import TABLE, VERBS, Token, ending

LONGEST = 200
"""In characters; what is longer is no date, so that no text takes long to refuse."""

_TOKEN = re.compile(
    r"""\s*+(?:
      (?P<iso>     [0-9]{4}([-/])[0-9]{2}\2[0-9]{2}(?!\w) )
    | (?P<figures> [0-9]{1,2}([-/.])[0-9]{1,2}\4[0-9]{4}(?!\w) )
    | (?P<decade>  [0-9]{1,4}['’]?s(?!\w) )
    | (?P<ordinal> [0-9]{1,3}(?:st|nd|rd|th)(?!\w) )
    | (?P<grouped> [0-9]{2,3},[0-9]{3}(?![\w,]) )
    | (?P<number>  [0-9]{1,5}(?!\w) )
    | (?P<word>    ca?(?=[0-9]{3}) | (?:twenty|thirty)-[a-z]++(?!\w) | [a-z]++(?:\.[a-z]++)*+(?:\.|(?!\w)) )
    | (?P<dash>    [-‐‑‒–—−] )
    | (?P<sign>    [,/()\[\]?~] )
    | (?P<other>   \S )
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_END: list[Token] = [("", "")] * 3


def tokenise(text: str) -> list[Token] | None:
    """The tokens of a text; None where one of its words does not belong to dates."""
    if len(text) > LONGEST:
        return None
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        token = _token(kind, found[kind])
        if token is None:
            return None
        tokens.append(token)
    return tokens


def _token(kind: str, text: str) -> Token | None:
    match kind:
        case "number" | "iso" | "figures" | "dash":
            return kind, text
        case "word":
            return _word(text)
        case "sign":
            return text, text
        case "ordinal":
            return _ordinal(text)
        case "decade":
            number = text.rstrip("sS'’")
            return (kind, number) if number[-1] == "0" != number[0] else None
        case "grouped":
            return kind, text.replace(",", "")
    return None


def _word(text: str) -> Token | None:
    word = text.replace(".", "").lower()
    token = TABLE.get(word)
    return ("verb", token[1]) if token and word in VERBS and text[0].islower() else token


def _ordinal(text: str) -> Token | None:
    number = int(text[:-2])
    return ("ordinal", number) if text[-2:].lower() == ending(number) else None


class Cursor:
    """A place among the tokens of a date, and what the token taken last was."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens + _END
        self.at = 0
        self.word = ""
        self.number = 0

    @property
    def kind(self) -> str:
        """Of the token that is next; empty at the end."""
        return self.tokens[self.at][0]

    def take(self, kind: str) -> bool:
        """Go past the next token if it is of that kind."""
        found, value = self.tokens[self.at]
        if found != kind:
            return False
        self.at += 1
        if isinstance(value, int):
            self.number = value
        else:
            self.word = value
        return True

    def sees(self, kind: str, behind: str) -> bool:
        """Whether the next two tokens are of those kinds."""
        return self.tokens[self.at][0] == kind and self.tokens[self.at + 1][0] == behind
