"""Whether a clause that followed another says by itself all that it said there.

Each reason against it is a function of the clause and of the one before it. None of them knows what was meant: where a
clause may lean on what stands before it, it is taken to lean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.english import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quizgen.english.clause import Clause, Parse
    from quizgen.english.token import Token
    from quizgen.english.verbs import Group

SHORTEST = 4
"""Words of a clause that is a fact, not a remark on the one before."""


@dataclass(frozen=True, slots=True)
class Part:
    """A main clause with a subject and a verb: tokens `start` up to `end` (exclusive), joints left out."""

    read: Parse
    clause: Clause
    start: int
    end: int

    @property
    def tokens(self) -> Sequence[Token]:
        """All of them."""
        return self.read.tokens[self.start : self.end]

    @property
    def subject(self) -> Sequence[Token]:
        """Its words."""
        first, last = self.clause.subject or (0, 0)
        return self.read.tokens[first:last]

    @property
    def group(self) -> Group:
        """Its first verb."""
        return self.clause.predicates[0].group

    @property
    def tail(self) -> Sequence[Token]:
        """What stands behind the verb, marks left out."""
        return [token for token in self.read.tokens[self.group.last + 1 : self.end] if token.sort != "mark"]

    @property
    def is_past(self) -> bool:
        """Whether it tells what happened, once or up to now."""
        verb = self.read.tokens[self.group.first]
        return (
            verb.is_in(_PAST)
            or verb.word.can_be("VBD")
            or (len(self.group.aux) > 0 and verb.is_in(words.HAVE))
        )

    @property
    def verb(self) -> str:
        """The verb without its forms."""
        return self.read.tokens[self.group.verb].word.lemma("VBD", "VBZ", "VB", "VBN", "VBG")


_PAST = frozenset({"was", "were", "had", "did"})


def is_whole(part: Part) -> bool:
    """Whether its verb is surely finite, and more is told than the verb."""
    verb = part.read.tokens[part.group.verb]
    if len(part.read.words(part.start, part.end).split()) < SHORTEST or part.clause.inverted:
        return False
    if verb.is_in(words.AUXILIARIES) and not (part.tail and verb.is_in(words.BE, words.HAVE)):
        return False  # "and Italy did, too"
    if len(part.tail) == 1 and part.tail[0].word.can_be("JJ") and part.verb in words.LINKING | {"be"}:
        return False  # "but France was hesitant"
    if part.start and not part.tail:
        return False  # "and Lincoln was elected"
    return _is_surely_finite(part)


def _is_surely_finite(part: Part) -> bool:
    """As "rose", "was"; not as in "…, and rocks | found in Italy", "The treaty, | signed in 2000, and …"."""
    tokens, first = part.read.tokens, part.group.first
    verb = tokens[first]
    if verb.is_in(words.AUXILIARIES) or not verb.word.can_be("VBN", "NN", "NNS"):
        return True
    if tokens[first - 1].text == ",":
        return False
    if not part.start or _governs(tokens, part.group.last):
        return True
    listed = any(token.text == "," for token in tokens[: part.start - 2])
    named = _is_name(part.subject[-1]) or part.subject[-1].is_in(_SUBJECTS)
    return not listed and (named or (len(part.tail) > 0 and part.tail[0].word.can_be("NN", "NNS")))


def _governs(tokens: Sequence[Token], verb: int) -> bool:
    """Whether an object stands right behind a verb, as behind no participle."""
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return after is not None and (
        after.is_in(words.DETERMINERS) or after.proper or after.sort in ("phrase", "number", "quoted")
    )


def _is_name(token: Token) -> bool:
    return token.proper or (token.sort == "phrase" and token.kind != "when" and not token.lower[0].isdigit())


_SUBJECTS = frozenset({"he", "she", "they"})
_HIS = {"he": frozenset({"his"})}


def points_back(part: Part, before: Part) -> bool:
    """Whether a clause leans on what stands before it, for one of the reasons."""
    return any(reason(part, before) for reason in REASONS)


def begins_late(part: Part, before: Part) -> bool:
    """It begins neither with its subject nor with a year, as in "and in 1918 Russia left"."""
    first = (part.clause.subject or (0, 0))[0]
    if first == part.start:
        return bool(part.clause.fronted)
    front = part.read.tokens[part.start : first]
    times = [token for token in front if token.is_time]
    dated = len(times) == 1 and re.search(r"\d{3}", times[0].text) is not None
    return not dated or len(front) > 3 or not front[0].is_in(words.PREPOSITIONS)


def names_nobody(part: Part, before: Part) -> bool:
    """Its subject is "many", "another", "his son", "three", "a year": not he, she or they, whom a person resolves."""
    first, last = part.subject[0], part.subject[-1]
    if len(part.subject) == 1 and first.is_in(_SUBJECTS):
        return False
    if (
        first.is_in(_VAGUE)
        or first.sort == "number"
        or any(token.is_in(_POINTING, _RELATIONAL) for token in part.subject)
    ):
        return True
    return not (_is_name(last) or last.sort == "quoted" or last.word.can_be("NN", "NNS"))


_VAGUE = (
    words.POSSESSIVES | words.SUBJECT_PRONOUNS | words.OTHER_PRONOUNS | words.NUMBER_WORDS
    | frozenset("many most some several few all more much any half none each every both no another there".split())
    | {"people", "only"}
)  # fmt: skip
_RELATIONAL = frozenset(
    "portion part section member branch piece majority minority share fraction remainder side edge top bottom "
    "portions parts sections members branches pieces shares sides edges leaders leader efforts".split()
)
"""Nouns of which one asks "of what?"."""


def points(part: Part, before: Part) -> bool:
    """It holds a word that points: "it", "later", "there", "such", "that year"."""
    subject = part.subject[0].lower if len(part.subject) == 1 else ""
    own = _HIS.get(subject, frozenset()) | _OWN
    here = {clause.opener for clause in part.read.clauses}
    for index, token in enumerate(part.tokens, part.start):
        if token.is_in(_POINTING - own) or (token.lower == "that" and index not in here):
            return True
        if token.is_in(words.SUBJECT_PRONOUNS) and token.lower != subject:
            return True
    return _LEANING.search(part.read.words(part.start, part.end)) is not None


_OWN = frozenset({"its", "their"})
_POINTING = frozenset(
    """
    this these those such same former latter other others another one ones rest remaining it him her them his hers its
    their theirs there here then thereby thereafter thus hence so therefore however
    also too instead likewise similarly still yet again later earlier afterwards afterward subsequently meanwhile soon
    next following previous previously otherwise nevertheless nonetheless moreover furthermore consequently accordingly
    indeed rather even both respectively elsewhere ago now today immediately simultaneously eventually finally already
    above below similar alone else thereof conversely besides respective
    """.split()
)
_LEANING = re.compile(
    r"(?i)\b(?:as well|in (?:turn|contrast|response|return|addition|fact|particular|exchange|reply|reaction)"
    r"|by (?:contrast|then|that time)|as a (?:result|consequence|response)|for (?:example|instance|this|that)"
    r"|on the (?:other|contrary)|at (?:the (?:same )?time|first|last)|until then|because of|due to|d(?:id|oes|o) so"
    r"|(?:has|have|had) (?:long )?since|since(?=[.,]|$|then)|in between"
    r"|the (?:following|next|previous|same|first|second|third|last|two|three|four|process|event|reaction|majority|whole"
    r"|entire) *(?!\w+ (?:of|from|to)\b)"
    r"|(?:day|week|month|year|decade|centurie|century|hour|minute)s? (?:after|before|later|earlier))\b"
)


def tells_of_nothing_named(part: Part, before: Part) -> bool:
    """It is past and holds no name ("Independence was regained in 1960": whose?), or is present and has another kind
    of subject than the one before it: "Rainforests …, and a typical year …"."""
    named = any(
        _is_name(token) and not _describes(part.tokens, index) for index, token in enumerate(part.tokens)
    )
    if part.subject[0].is_in(_SUBJECTS) or (named and _names(part.subject)):
        return False
    if part.is_past:
        return not named
    return _names(before.subject) or _article(part.subject) != _article(before.subject)


def _names(subject: Sequence[Token]) -> bool:
    return any(_is_name(token) or token.is_in(words.SUBJECT_PRONOUNS) for token in subject)


def _describes(tokens: Sequence[Token], index: int) -> bool:
    """Whether "British" goes with a noun."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        tokens[index].lower in words.PROPER_ADJECTIVES
        and after is not None
        and after.sort == "word"
        and after.word.can_be("NN", "NNS")
        and not after.proper
    )


def _article(subject: Sequence[Token]) -> str:
    return subject[0].lower if subject[0].is_in(words.DETERMINERS) else ""


def has_bare_definite(part: Part, before: Part) -> bool:
    """It tells something once and of "the city", which only what stands before can name."""
    once = part.is_past or _names(part.subject)
    return once and any(
        token.lower == "the" and not _is_named(part.read.tokens, index, part.end)
        for index, token in enumerate(part.tokens, part.start)
    )


def _is_named(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether a name or a time stands in a noun phrase: "the British fleet", "the winter of 1812"; or whether it is
    the only one of its kind: "the largest planet of …"."""
    only = index + 1 < end and (tokens[index + 1].lower.endswith("est") or tokens[index + 1].lower in _ONLY)
    for place, token in enumerate(tokens[index + 1 : end], index + 1):
        if token.proper or token.sort in ("phrase", "number", "quoted"):
            return True
        if token.lower in ("with", "between") and place > index + 1 and place + 1 < end:
            return _is_name(tokens[place + 1])
        if token.sort != "word" or token.is_in(
            words.PREPOSITIONS_BUT_OF, words.COORDINATORS, words.AUXILIARIES
        ):
            return only and place > index + 2 and token.is_in(words.PREPOSITIONS)
        if not (
            token.word.can_be("NN", "NNS", "JJ", "VBN") or token.lower == "of" or token.is_in(words.ARTICLES)
        ):
            return False
    return False


_ONLY = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth most only capital sun moon sea".split()
)


def repeats(part: Part, before: Part) -> bool:
    """It says "the bridge", and a bridge stands before; where kinds are told of, "the heart" may stand twice."""
    tokens, once = part.read.tokens, part.is_past or _names(part.subject)
    said = {
        token.word.lemma("NNS", "NN")
        for index, token in enumerate(tokens[: part.start])
        if token.word.can_be("NN", "NNS") and (once or tokens[index - 1].lower != "the")
    } - {""}
    return any(
        tokens[index].lower == "the"
        and not tokens[index + 1].proper
        and tokens[index + 1].word.lemma("NNS", "NN") in said
        and not (index + 2 < part.end and tokens[index + 2].word.can_be("NN", "NNS"))
        and not _is_named(tokens, index, part.end)
        for index in range(part.start, part.end - 1)
    )


def compares(part: Part, before: Part) -> bool:
    """It says "larger" and not than what, or "the largest" and not the largest what."""
    return any(
        _is_degree(token) and not _says_of_what(part.tokens[index:])
        for index, token in enumerate(part.tokens)
    )


def _is_degree(token: Token) -> bool:
    form = (
        token.sort == "word"
        and token.lower.endswith(("er", "est"))
        and token.word.lemma("JJ") not in ("", token.lower)
    )
    return form or token.lower in ("more", "less", "fewer", "better", "worse", "most", "least")


def _says_of_what(tokens: Sequence[Token]) -> bool:
    if any(token.lower == "than" for token in tokens):
        return True
    after = tokens[1] if len(tokens) > 1 else None
    superlative = tokens[0].lower.endswith("est") or tokens[0].lower == "most"
    return (
        superlative
        and after is not None
        and not after.is_in(words.PREPOSITIONS)
        and after.word.can_be("NN", "NNS", "JJ")
    )


def lacks_its_object(part: Part, before: Part) -> bool:
    """It takes up what stands before without saying it: "and Zanzibar followed in 1963", "and France took control"."""
    after = part.tail[0] if part.tail else None
    bare = (
        after is None
        or after.is_in(words.PREPOSITIONS, words.ADVERBS)
        or after.is_time
        or after.lower == "with"
    )
    if part.verb in _TAKING_UP and bare and not part.group.passive:
        return True
    whole = part.read.words(part.start, part.end)
    return (
        re.search(r"\b(?:control|command|possession|charge|ownership|suit|place)\b(?! of| over)", whole)
        is not None
    )


_TAKING_UP = frozenset(
    """
    follow respond reply agree refuse retaliate accept succeed fail do consent decline object continue resume join win
    lose leave enter approve oppose try help intervene react protest differ vary remain ensue result participate
    """.split()
)


def trails(part: Part, before: Part) -> bool:
    """Behind its last comma stands no end of a list, but what may belong to the clause before as well."""
    commas = [index for index in range(part.group.last, part.end) if part.read.tokens[index].text == ","]
    behind = part.read.tokens[commas[-1] + 1 : part.end] if commas else ()
    if not behind or behind[0].lower == "who" or behind[0].is_in(words.COORDINATORS):
        return False
    ends = any(token.is_in(words.COORDINATORS) for token in behind)
    return (
        not ends or behind[0].is_in(words.PREPOSITIONS) or behind[0].word.can_be("VBG") or behind[0].is_time
    )


def owns_strangely(part: Part, before: Part) -> bool:
    """Its "its" or "their" can hardly be the subject's."""
    last = part.subject[-1]
    joined = any(token.lower == "and" for token in part.subject)
    plural = last.lower == "they" or joined or last.word.can_be("NNS") or last.lower.endswith("s")
    return any(token.is_in(_OWN) and (token.lower == "their") != plural for token in part.tokens)


REASONS: tuple[Callable[[Part, Part], bool], ...] = (
    begins_late, names_nobody, points, tells_of_nothing_named, has_bare_definite, repeats, compares, lacks_its_object,
    trails, owns_strangely,
)  # fmt: skip
"""Why a clause cannot stand alone; one is enough."""
