r"""Cut a sentence into tokens, the phrases that hold together each being one.

sentence = (phrase | quoted | bracketed | word | number | mark | " ")*
phrase   = what the caller says holds together, with its kind: never looked into
quoted   = “…” "…" ‘…’ «…» […]: a title or somebody's words, one token
bracketed = (…): an aside, one token
word     = letters, with inner ' - . / and the like ("Berners-Lee", "U.S.", "Dr.", "km/h", "C++"); a final 's, n't, 'll
           is split off
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quizgen.english import words
from quizgen.english.lexicon import Word, look_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Sort = Literal["phrase", "quoted", "aside", "word", "number", "mark"]

UNKNOWN = Word()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of the sentence that holds together: nothing inside is the verb of the clause around it."""

    start: int
    end: int
    kind: str
    """What asks for it: who, what, when, where, why, how, howmany; or "verb"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole phrase."""

    text: str
    start: int
    end: int
    sort: Sort
    lower: str
    kind: str = ""
    """Of a phrase."""
    word: Word = UNKNOWN
    """The forms it can be; none for a phrase or a capitalised word inside the sentence."""
    proper: bool = False
    """A name: capitalised, and not because it begins the sentence."""

    @property
    def is_year(self) -> bool:
        """Whether it is a number of four characters, as years are written: "1917"."""
        return self.sort == "number" and len(self.text) == 4

    @property
    def is_time(self) -> bool:
        """Whether it tells a time: a phrase that "when" asks for, or a year."""
        return self.kind == "when" or self.is_year

    def is_in(self, *classes: frozenset[str]) -> bool:
        """Whether it is a word of one of these closed classes."""
        if self.sort == "word":
            for (
                closed
            ) in classes:  # a loop: asked thirty times a sentence, and any() takes three times as long
                if self.lower in closed:
                    return True
        return False


def by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Fixed phrases, in lower case, as `fixed_phrase_at` looks them up."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return found


def fixed_phrase_at(
    tokens: Sequence[Token], index: int, end: int, known: Mapping[str, Sequence[tuple[str, ...]]]
) -> int:
    """How many tokens before `end` the first of the known phrases takes up that stands here; 0 if none does."""
    for phrase in known.get(tokens[index].lower, ()):
        stop = index + len(phrase)
        if stop <= end and tuple(token.lower for token in tokens[index:stop]) == phrase:
            return len(phrase)
    return 0


_ABBREVIATIONS = (
    "Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|Gen|Col|Capt|Lt|Sgt|Rev|Hon|Gov|Sen|Rep|Mt|Ft|No|Nos|vs|etc|ca|c|cf|approx|Inc|Ltd|Co"
    "|Corp|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Op|op|Vol|vol|pp|p|fl|b|d|e\\.g|i\\.e|a\\.m|p\\.m"
)
_TOKEN = re.compile(
    rf"""
      (?P<quoted>\[[^\[\]]*\]|“[^“”]*”|"[^"]*"|«[^«»]*»|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|(?<![\w'])'[^']+'(?![\w']))
    | (?P<aside>\([^()]*\))
    | (?P<word_of_number>\d+(?:-[^\W\d_]+)+)
    | (?P<number>[~$£€¥\#]?\d+(?:[.,:/–]\d+)*(?:st|nd|rd|th|s)?(?:%|°[CF]?|/\w+|\+|\^\d+)?(?![^\W\d_]))
    | (?P<word>(?:(?:[^\W\d_]\.){{2,}}|(?:{_ABBREVIATIONS})\.(?=\s)|(?<![^\W_])[A-Z]\.(?=\s[A-Z])
        |°[CFK]\b|[%‰]|[~\#]?[\w]+(?:[-‐‑'’./@&^][\w]+)*(?:\+\+|\#)?))
    | (?P<clitic>(?<=\w)['’](?:s|ll|re|ve|d|m)\b|(?<=s)['’](?=\s))
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(.+?)(n['’]t|(?<=can)not|['’](?:s|ll|re|ve|d|m))$")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "(": ")"}


_ALSO_WITH_CAPITALS = words.DETERMINERS | words.PREPOSITIONS | words.SUBJECT_PRONOUNS
"""What is no name for being capitalised, as in "The" of a title."""


def tokenise(text: str, phrases: Sequence[Phrase] = ()) -> tuple[Token, ...]:
    """The tokens of a sentence. Of nested phrases the outermost is the token."""
    tokens: list[Token] = []
    position = 0
    verbs = {phrase.start for phrase in phrases if phrase.kind == "verb"}
    for phrase in _outermost(phrase for phrase in phrases if phrase.kind != "verb"):
        _words(text, position, phrase.start, tokens)
        piece = text[phrase.start : phrase.end]
        tokens.append(Token(piece, phrase.start, phrase.end, "phrase", piece.lower(), phrase.kind))
        position = phrase.end
    _words(text, position, len(text), tokens)
    tokens = [
        _tagged_verb(token) if token.start in verbs and token.sort == "word" else token for token in tokens
    ]
    return tuple(_quotes_around_phrases(text, tokens))


def _tagged_verb(token: Token) -> Token:
    """A word that the author says is the verb: whatever its capital, it has a verb's forms."""
    return replace(token, kind="verb", proper=False, word=look_up(token.lower))


def _outermost(phrases: Iterable[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        sort = match.lastgroup
        if sort == "word" and (clitic := _CLITIC.match(match.group())):
            cut = match.start() + clitic.end(1)
            tokens.append(_word(text, match.start(), cut, first=not tokens))
            tokens.append(_word(text, cut, match.end(), first=False))
        elif sort in ("word", "clitic", "word_of_number"):
            tokens.append(_word(text, match.start(), match.end(), first=not tokens))
        else:
            piece = match.group()
            tokens.append(Token(piece, match.start(), match.end(), sort, piece.lower()))  # type: ignore[arg-type]  # the groups are the sorts


def _word(text: str, start: int, end: int, *, first: bool) -> Token:
    piece = text[start:end]
    lower = piece.lower()
    capital = piece[:1].isupper() or piece[:1] in "°%‰"
    proper = capital and not first and lower not in _ALSO_WITH_CAPITALS
    known = UNKNOWN if proper or (capital and not lower.isalpha()) else look_up(lower)
    return Token(piece, start, end, "word", lower, "", known, proper)


def _quotes_around_phrases(text: str, tokens: list[Token]) -> list[Token]:
    """Quotation marks right around one phrase belong to it: `"[Emma]{.what}"`. Around a phrase and more,
    they make one quoted token: somebody's words are no clause of ours."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        close = _closing(tokens, index)
        if close is None:
            kept.append(token)
            index += 1
            continue
        inner = tokens[index + 1 : close]
        if token.text == "(":
            kept.append(
                Token(text[token.start : tokens[close].end], token.start, tokens[close].end, "aside", "")
            )
        elif len(inner) == 1:
            only = inner[0]
            kept.append(Token(only.text, token.start, tokens[close].end, "phrase", only.lower, only.kind))
        else:
            words_of_somebody = text[token.start : tokens[close].end]
            kept.append(Token(words_of_somebody, token.start, tokens[close].end, "quoted", ""))
        index = close + 1
    return kept


def _closing(tokens: list[Token], index: int) -> int | None:
    """Where the quotation that opens at `index` closes, if it holds a phrase."""
    mark = _QUOTES.get(tokens[index].text)
    if mark is None or tokens[index].sort != "mark":
        return None
    for close in range(index + 1, len(tokens)):
        if tokens[close].text == mark:
            return close if any(token.sort == "phrase" for token in tokens[index:close]) else None
    return None
