"""Names of people: a surname for the whole name, initials for given names, titles that may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.answering.vocabulary import is_known
from quizgen.distractors.countries import country_of
from quizgen.distractors.vocabulary import CONTINENTS, LANDMARKS, LANGUAGES, ORGANISATIONS, PARTICLES, RANKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.answering.reading import Reading
    from quizgen.answering.tokens import Token

    Meet = Callable[[Token, Token], bool]

_GIVEN = frozenset(
    """
    aaron abigail abraham ada adam adolf adolph agatha agnes akira alan albert albrecht alessandro alex alexander
    alexandra alexandre alexei alexey alfred alice alistair allen amadeus amelia amy ana anatoly anders andre andrea
    andreas andrei andrew andrey angela anna anne annie anselm ansel anthony antoine anton antonin antonio antony
    arthur artemisia arturo astrid auguste augustin augustus barack barbara bartolome baruch beatrice bela benedict
    benito benjamin bernard bernhard bertha bertolt bertrand bill bob boris bruce bruno camille carl carlo carlos
    carol caroline catherine caspar cecil charles charlotte chester chris christian christiaan christina christine
    christoph christopher claude claudio clara clement constantin cornelius daniel dante david deborah denis dennis
    desmond diego dmitri dmitry dominic donald dorothy douglas duke dwight edgar edith edmund edouard eduard edvard
    edward edwin eileen elena eleanor eli elias elisabeth elizabeth ella ellen elvis emil emile emilie emily emma
    emmeline enrico eric erich erik ernest ernesto ernst erwin eugene eva evangelista evelyn felix ferdinand
    fernando fidel florence flannery francesca francesco francis francisco franciszek franklin franz frederic
    frederick fredric frida friedrich fritz fyodor gabriel galileo gaius gaspard geoffrey georg george georges
    georgia gerald gerard gerardus gerhard giacomo gian gilbert giordano giorgio giotto giovanni giuseppe gottfried
    grace graham gregor gregory grigory guglielmo guillaume guiseppe guido gustav gustave guy hank hannah hans
    harold harriet harrison harry heinrich helen helmut hendrik henri henrik henry herbert herman hermann hernan
    hernando hildegard honore horace horatio howard hubert hugh hugo humphry ian ibn ida ignaz igor ilya imhotep
    immanuel indira ingmar ingrid inigo irene isaac isaak isabel isabella isadora isambard italo ivan jack jackson
    jacob jacques jakob james jan jane janis jared jason jawaharlal jay jean jeanne jeff jennifer jeremy jerome
    jerry jesse jessica jim jimi jimmy joachim joan joanne joe johan johann johannes john jon jonas jonathan jorge
    jose josef joseph josephine joshua josiah juan judith jules julia julian juliet julius justin karel karen karl
    katherine kate kathleen kazimir keith ken kenneth klaus konrad konstantin kurt kristian lady larry laura
    laurence lavrenty lawrence leif leo leon leonard leonardo leonhard leonid leopold leslie lev lewis linda linus
    lionel lise lisa lorenzo louis louisa louise luca lucy lucretia ludwig luigi luis luther lyndon lynn macbeth
    madeleine mahatma malcolm manuel marc marcel marcello marco marcus margaret maria marian marie marilyn mario
    mark marlene martha martin mary mathew matilda matthew matthias maurice max maxim maximilien maya mel melvin
    mercator meriwether michael michel michelangelo miguel mikhail milan miles modest mohandas molly muhammad
    mohammed murray mustafa nadine nancy napoleon narendra nathaniel neil nelson niccolo nicholas nicolas nicolaus
    niels nikita nikola nikolai nikolaus nikolay noah noam nora norbert norma norman octavia ogden olaf oliver olga
    olympe orson oscar oskar otto ovid pablo patricia patrick paul paula paulo pedro percy peter petr phil philip
    philipp phillis phyllis pierre pieter piet plato pyotr quentin rabindranath rachel raffaello ralph ray raymond
    rebecca rembrandt rene richard rita robert roberto robespierre rod rodrigo roger roland ronald rosa rosalind
    rosa rose rosie roy rudolf rudyard rupert ruth salvador sally sam samuel sandro santiago sara sarah satoshi saul
    sebastian sergei sergey severo sherlock sidney sigmund sigrid simon simone siegfried socrates sofia sofya sonia
    soren sophia sophie spencer srinivasa stanley stefan stephen steve steven stuart subhas susan susanna svante
    sylvia tadeusz ted terence thelonious theodor theodore theresa therese thomas thor thurgood tim timothy tito tom
    tommaso tony toni truman tycho ulrich ulysses umberto ursula vaclav valentina valery vasco vasily vera veronica
    victor victoria viktor vincent vincenzo virginia vittorio vivien vlad vladimir vyacheslav walt walter warren
    washington wassily wayne wendy werner wilfred wilhelm will willem william wilma winston wolfgang woodrow yasser
    yitzhak yuri yury yves zora zeno
    """.split()
)
"""Given names as history books have them, without accents: a word behind one is a surname."""

TITLES = RANKS | frozenset(
    """archduke archduchess kaiser shah viscount marquis baroness chairman comrade reverend rabbi bishop archbishop
    cardinal premier senator governor marshal commander lieutenant sergeant chief mahatma dame father brother sister
    """.split()
)
"""What may stand before a person's name."""

_FAMOUS_BY_ONE = frozenset(
    """galileo leonardo michelangelo raphael rembrandt napoleon dante mao confucius voltaire buddha muhammad moliere
    cleopatra socrates plato titian donatello""".split()
)
"""Known by their first names alone."""

_FAMILIES = frozenset("adams bach bush strauss pitt dumas holbein brueghel bruegel harrison scipio".split())
"""With several famous members of one first name: John Adams, John Quincy Adams."""

_MORE_PLACES = frozenset(
    """
    new old north south east west northern southern eastern western upper lower great greater little central middle
    high inner outer san santa sao saint los las el la le red black white blue green yellow dead big long first second
    third united soviet roman holy ottoman cold civil republic kingdom empire state states company union age ages era
    theory day homo canis felis rio costa sierra puerto port cape hong buenos addis tel abu sri kuala phnom ulan burkina
    cote ivory papua guinea equatorial magna mein mona prime magnum mass solar
    """.split()
)
_SURNAMES_TOO = frozenset(
    "church cross gates lane hill street lake law mill wall hall bush forest house".split()
)
_NO_PEOPLE = (frozenset(LANDMARKS) | ORGANISATIONS | LANGUAGES | _MORE_PLACES) - _SURNAMES_TOO
"""A name with one of these words is a place's, a body's, a work's."""


def given_and_surname(reading: Reading) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """The given names and the surname of a person's whole name; None for what seems to be none, or has a number.

    Titles in front are left out; particles go with the surname: "van Beethoven".
    """
    tokens = reading.telling
    while len(tokens) > 1 and tokens[0].key in TITLES:
        tokens = tokens[1:]
    if not 2 <= len(tokens) <= 6 or len(tokens) < len(reading.telling) - 1 or _is_no_person(reading, tokens):
        return None
    if tokens[-1].key in ("junior", "senior"):
        tokens = tokens[:-1]
    last = len(tokens) - 1
    while last > 1 and tokens[last - 1].key in PARTICLES and tokens[last - 1].raw[0].islower():
        last -= 1
    given = tokens[:last]
    known = given[0].key in _GIVEN or len(given[0].key) == 1 or not is_known(given[0].key)
    return (given, tokens[last:]) if given and known else None


def _is_no_person(reading: Reading, tokens: tuple[Token, ...]) -> bool:
    if any(token.kind != "word" or not token.raw[0].isalpha() for token in tokens):
        return True
    if country_of(reading.source) or reading.tokens[0].key in ("a", "an", "the") or "," in reading.source:
        return True
    if any(
        token.key in _NO_PEOPLE or token.key in CONTINENTS or token.key in ("of", "the", "and")
        for token in tokens
    ):
        return True
    if tokens[-1].roman is not None and tokens[-1].raw.isupper() and tokens[-1].key != "x":
        return True
    cased = [token for token in tokens if token.key not in PARTICLES]
    return not all(token.raw[0].isupper() for token in cased) or country_of(tokens[-1].raw) != ""


def surname_of(reading: Reading) -> str:
    """The key of the last word of a person's whole name; empty for what is none."""
    parts = given_and_surname(reading)
    return parts[1][-1].key if parts else ""


def is_short_for(expected: Reading, typed: Reading, meet: Meet, meet_given: Meet) -> bool:
    """Whether a typed text names the person of a whole name: Curie; J. S. Bach; Bach, Johann Sebastian.

    `meet` says whether two words are the same, or near enough, and `meet_given` whether two given names are.
    """
    parts = given_and_surname(expected)
    if parts is None:
        return False
    given, surname = parts
    theirs = tuple(token for token in typed.telling if token.key not in ("junior", "senior"))
    while len(theirs) > 1 and theirs[0].key in TITLES:
        theirs = theirs[1:]
    if any(token.kind != "word" for token in theirs) or not theirs:
        return False
    if len(theirs) == 1 and given[0].key in _FAMOUS_BY_ONE and meet(given[0], theirs[0]):
        return True
    whole = (*given, *surname)
    if "".join(token.key for token in theirs) == surname[-1].key:
        return True  # L'Ouverture
    if (
        1 < len(theirs) < len(whole)
        and len(theirs[0].key) > 1
        and (all(map(meet, whole[len(whole) - len(theirs) :], theirs)))
    ):
        return True  # García Márquez, Scott Fitzgerald
    alike = surname[-1].key in _FAMILIES
    for family in {surname, surname[-1:]}:
        for first, last in _splits(theirs, len(family), "," in typed.source):
            if all(map(meet, family, last)) and _given_agree(given, first, alike, meet_given):
                return True
    return False


def _splits(
    theirs: tuple[Token, ...], count: int, comma: bool
) -> list[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """A typed name as given names and surname: the surname last, or first before a comma."""
    if len(theirs) < count:
        return []
    splits = [(theirs[:-count], theirs[-count:])]
    return [*splits, (theirs[count:], theirs[:count])] if comma else splits


def _given_agree(given: tuple[Token, ...], typed: tuple[Token, ...], alike: bool, meet: Meet) -> bool:
    """Whether given names are the same, or initials of them; what is in the middle may stand or not.

    `alike` says that the family has several who differ in the middle alone: there only initials may be left out.
    """
    if len(typed) == 1 and 1 < len(typed[0].raw) <= len(given) and typed[0].raw.isupper():  # JRR
        return typed[0].key == "".join(token.key[0] for token in given)
    if not typed:
        return True
    if not _agree(given[0], typed[0], meet):
        return False
    ours, theirs = list(given[1:]), list(typed[1:])
    while ours and theirs and _agree(ours[0], theirs[0], meet):
        ours, theirs = ours[1:], theirs[1:]
    return all(len(token.key) == 1 for token in (*ours, *theirs)) or (not alike and not (ours and theirs))


def _agree(one: Token, other: Token, meet: Meet) -> bool:
    return (min(len(one.key), len(other.key)) == 1 and one.key[0] == other.key[0]) or meet(one, other)
