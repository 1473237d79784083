"""A spaCy model's second opinion: what it settles, what it adds, what it may not touch, and models that are none."""

from __future__ import annotations

import importlib
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.finding import QuizgenError
from quizgen.tagging.opinion import BATCH, load, second
from quizgen.tagging.passage import Sentence, Suggestion, Tagged
from quizgen.tagging.suggest import Known, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.tagging.opinion import Opinion

spacy = importlib.import_module("spacy")
CASES = Path(__file__).parent / "cases" / "tagging"
NAMES = {
    "PERSON": ["Lenin", "Lenin's", "of Trotsky", "Paris"],
    "PER": ["Rosa Luxemburg"],
    "ORG": ["Duma"],
    "NORP": ["Russian"],
    "GPE": ["Tampere", "in Tampere,"],
    "LOC": ["Arctic"],
    "FAC": ["Smolny"],
    "DATE": ["spring of hunger", "that year", "the long night", "in the long night", "1917", "May", "second", "march"],
    "EVENT": ["Thaw"],
    "WORK_OF_ART": ["On the Eve"],
    "PRODUCT": ["Aurora"],
    "LAW": ["Magna Carta"],
    "CARDINAL": ["forty"],
}  # fmt: skip


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Opinion:
    """A pipeline that knows names by heart, saved and loaded by its path."""
    model = spacy.blank("en")
    model.add_pipe("sentencizer")
    patterns = [{"label": label, "pattern": name} for label, names in NAMES.items() for name in names]
    model.add_pipe("entity_ruler").add_patterns(patterns)
    folder = tmp_path_factory.mktemp("ruled")
    model.to_disk(folder)
    return load(str(folder))


def tagged(text: str, *spans: tuple[str, str, bool], refused: str = "") -> Tagged:
    """A sentence and its spans, each told by its tag, its words, and whether it is sure."""
    found = tuple(
        Suggestion(text.index(piece), text.index(piece) + len(piece), tag, (), sure)
        for tag, piece, sure in spans
    )
    return Tagged(Sentence(text, 1, 1, 1), found, refused)


def spans(one: Tagged) -> list[tuple[str, str, bool]]:
    return [(span.tag, one.sentence.text[span.start : span.end], span.sure) for span in one.spans]


def told(opinion: Opinion, text: str, *ours: tuple[str, str, bool]) -> list[tuple[str, str, bool]]:
    (found,) = second([tagged(text, *ours)], opinion)
    return spans(found)


@pytest.mark.parametrize(
    ("text", "ours", "settled"),
    [
        ("Lenin spoke.", ("who", "Lenin", False), ("who", "Lenin", True)),
        ("The Duma met.", ("who", "The Duma", False), ("who", "The Duma", True)),
        ("Lenin spoke.", ("what", "Lenin", False), ("who", "Lenin", False)),
        ("Lenin spoke.", ("what", "Lenin", True), ("what", "Lenin", True)),
        ("He saw forty ships.", ("who", "forty", False), ("who", "forty", False)),
        ("Vladimir Lenin spoke.", ("what", "Vladimir Lenin", False), ("what", "Vladimir Lenin", False)),
        ("It fell in May.", ("when", "May", False), ("when", "May", False)),
        ("He saw May.", ("who", "May", False), ("who", "May", False)),
    ],
    ids=["confirmed", "article", "other", "sure", "unknown", "longer", "undated", "month"],
)
def test_a_guess_takes_the_class_of_the_model_and_what_is_sure_stays(
    ruled: Opinion, text: str, ours: tuple[str, str, bool], settled: tuple[str, str, bool]
) -> None:
    assert told(ruled, text, ours) == [settled]


def test_a_pronoun_is_left_for_a_person_to_resolve(ruled: Opinion) -> None:
    he = Suggestion(0, 5, "what", (("is", "Lenin"),), sure=False)
    one = Tagged(Sentence("Lenin spoke.", 1, 1, 1), (he,))
    assert list(second([one], ruled)) == [one]


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("They met Rosa Luxemburg.", ("who", "Rosa Luxemburg")),
        ("They read Lenin's letter.", ("who", "Lenin")),
        ("The fall of Trotsky came.", ("who", "Trotsky")),
        ("They lived in Tampere, too.", ("where", "Tampere")),
        ("Much of the Arctic melted.", ("where", "the Arctic")),
        ("The Duma met.", ("who", "The Duma")),
        ("It began at Smolny.", ("where", "Smolny")),
        ("The Thaw began.", ("what", "The Thaw")),
        ("They read On the Eve.", ("what", "On the Eve")),
        ("They swore on the Magna Carta.", ("what", "the Magna Carta")),
        ("The shot of the Aurora began it.", ("what", "the Aurora")),
        ("They starved in the long night.", ("when", "the long night")),
    ],
)
def test_what_was_overlooked_is_added_with_our_bounds_for_a_person_to_see(
    ruled: Opinion, text: str, added: tuple[str, str]
) -> None:
    assert told(ruled, text) == [(*added, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May resigned.",
        "He lived in Room 1917.",
        "He lived in the second room.",
        "It failed in that year.",
        "The long night ended.",
        "Three Russian ships sank.",
        "The Paris-born painter died.",
        "He saw forty ships.",
        "Pseudo-Lenin spoke.",
        "Nobody spoke.",
    ],
)
def test_nothing_is_added_that_no_question_could_ask_for(ruled: Opinion, text: str) -> None:
    assert told(ruled, text) == []


def test_nothing_crosses_what_stands(ruled: Opinion) -> None:
    wide = ("what", "the letters of Rosa Luxemburg", True)
    assert told(ruled, "He read the letters of Rosa Luxemburg.", wide) == [wide]
    inner = ("who", "Luxemburg", False)
    assert told(ruled, "He read Rosa Luxemburg.", inner) == [inner]


def test_refused_sentences_stay_as_they_are(ruled: Opinion) -> None:
    one = tagged("Perhaps Lenin spoke.", ("what", "Lenin", False), refused="supposition")
    assert list(second([one], ruled)) == [one]


def test_no_trap_becomes_a_time_whatever_the_model_says(tmp_path: Path) -> None:
    model = spacy.blank("en")
    words = [
        {
            "LOWER": {
                "REGEX": r"^(?:.*\d.*|may|march|second|third|spring|year|decade|day|sun|fall|august|june)$"
            }
        }
    ]
    article = [{"LOWER": {"IN": ["the", "a", "in"]}}, *words]
    patterns = [{"label": "DATE", "pattern": pattern} for pattern in (words, article)]
    model.add_pipe("entity_ruler").add_patterns(patterns)
    model.to_disk(tmp_path)
    traps = [line for line in (CASES / "traps.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    asked = list(second([tagged(trap) for trap in traps], load(str(tmp_path))))
    assert [spans(one) for one in asked if one.spans] == []


def test_sentences_are_read_as_they_are_asked_for_and_in_their_order(ruled: Opinion) -> None:
    taken = 0

    def endless() -> Iterator[Tagged]:
        nonlocal taken
        while True:
            taken += 1
            yield tagged(f"Lenin spoke {taken} times.", refused="cut" if taken % 3 == 0 else "")

    asked = second(endless(), ruled)
    found = [next(asked) for _ in range(BATCH + 3)]
    assert taken == 2 * BATCH
    assert [one.sentence.text.split()[2] for one in found] == [str(count) for count in range(1, BATCH + 4)]
    assert [bool(one.spans) for one in found[:3]] == [True, True, False]


def test_a_trained_model_is_asked_and_answers_the_same_twice(tmp_path: Path) -> None:
    """One that learned in a second that who comes to a town is a person and the town a place."""
    model = trained()
    model.to_disk(tmp_path)
    opinion = load(str(tmp_path))
    assert opinion.idle == ("tagger",)
    texts = [
        "Zorro came to Boston.",
        "Dumbo came to Paris.",
        "Perhaps Zorro came to Boston.",
        "Nothing moved.",
    ]
    ours = list(suggest([Sentence(text, 1, 1, 1) for text in texts], Known()))
    asked = list(second(ours, opinion))
    assert ("who", "Zorro", True) in spans(asked[0])
    assert ("where", "Boston", True) in spans(asked[0])
    assert asked[2] == ours[2]
    assert asked == list(second(ours, opinion))


def trained() -> object:
    random.seed(1)
    spacy.util.fix_random_seed(1)
    model = spacy.blank("en")
    model.add_pipe("ner")
    model.add_pipe("tagger").add_label("NN")
    people, towns = ["Zorro", "Dumbo", "Pluto", "Elsa"], ["Boston", "Paris", "Oslo", "Rome"]
    examples = []
    for person in people:
        for town in towns:
            text = f"{person} came to {town}."
            found = [(0, len(person), "PERSON"), (text.index(town), len(text) - 1, "GPE")]
            read = model.make_doc(text)
            examples.append(
                spacy.training.Example.from_dict(read, {"entities": found, "tags": ["NN"] * len(read)})
            )
    optimizer = model.initialize(lambda: examples)
    for _ in range(12):
        model.update(examples, sgd=optimizer)
    return model


def broken(folder: Path) -> str:
    spacy.blank("en").to_disk(folder)
    (folder / "config.cfg").write_text("[nlp\n", "utf-8")
    return str(folder)


def silent(folder: Path) -> str:
    spacy.blank("en").to_disk(folder)
    return str(folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no_such_model", "no such model is installed, and there is no such folder; install one with"),
        ("https://example.org/model.tar.gz", "no such model is installed"),
        ("pytest", "spaCy cannot load it as a model (module 'pytest' has no attribute 'load')"),
        (broken, "spaCy cannot load it as a model"),
        (silent, "the model has no entity recogniser; name one that has"),
    ],
    ids=["missing", "address", "package", "broken", "silent"],
)
def test_a_model_that_is_none_says_what_to_do(tmp_path: Path, name: object, said: str) -> None:
    given = name(tmp_path) if callable(name) else str(name)
    with pytest.raises(QuizgenError) as error:
        load(given)
    assert str(error.value).startswith(f"--spacy {given}: {said}")
    assert "\n" not in str(error.value)


def test_a_missing_spacy_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(QuizgenError, match="spaCy is not installed; install it with `pip install spacy`"):
        load("en_core_web_sm")


def test_a_model_that_fails_is_named(ruled: Opinion, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("out of paper")

    monkeypatch.setattr(type(ruled.model), "pipe", fails)
    with pytest.raises(QuizgenError, match=r"--spacy .*: the model failed \(out of paper\)"):
        list(second([tagged("Lenin spoke.")], ruled))


def test_spacy_is_not_loaded_before_a_model_is_named() -> None:
    program = "import sys, quizgen.tagging.opinion; print('spacy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
