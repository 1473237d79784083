"""KEYS: what each key does, by screen: bindings, line of keys, help and configuration all come from here."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from quizgen.tags import TAGGING

BASE = 2
"""Screens that are always there: Textual's empty one, and one of ours on it."""


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a person can do, and the keys that do it."""

    id: str
    """`screen.deed`: what it is called in the configuration."""
    keys: str
    """With commas between."""
    action: str
    """Textual's: a method `action_…` of the screen or the app."""
    says: str
    """What it does, in the fewest words."""
    shown: bool = True
    """In the line of keys; the help shows all."""


TAG_KEYS = dict(zip(TAGGING, "oanryhmv", strict=True))
"""The key of each tag; its capital letter accepts the sentence as well."""

KEYS: tuple[Key, ...] = (
    Key("app.help", "f1,question_mark", "help", "help"),
    Key("app.commands", "ctrl+p", "command_palette", "commands", shown=False),
    Key("app.decks", "f2", "decks", "decks", shown=False),
    Key("app.cards", "f3", "cards", "all cards", shown=False),
    Key("app.statistics", "f4", "statistics", "statistics", shown=False),
    Key("app.theme", "f5", "change_theme", "theme", shown=False),
    Key("app.settings", "f6", "settings", "settings", shown=False),
    Key("app.quit", "ctrl+q,ctrl+c", "leave", "quit", shown=False),
    Key("decks.study", "space,enter", "study", "study"),
    Key("decks.ahead", "a", "study_ahead", "ahead"),
    Key("decks.cram", "c", "cram", "cram"),
    Key("decks.test", "t", "test", "test"),
    Key("decks.options", "o", "options", "options"),
    Key("decks.exam", "x", "exam", "exam date"),
    Key("decks.cards", "b", "app.cards", "browse"),
    Key("decks.statistics", "s", "app.statistics", "statistics"),
    Key("decks.relink", "l", "relink", "lost cards", shown=False),
    Key("decks.back", "escape", "back", "back to the card"),
    Key("decks.leave", "q", "app.leave", "quit"),
    Key("session.reveal", "space,enter", "reveal", "show"),
    Key("session.accept", "space,enter", "accept", "go on"),
    Key("session.write", "enter", "write", "write"),
    Key("session.again", "1", "grade(1)", "Again", shown=False),
    Key("session.hard", "2", "grade(2)", "Hard", shown=False),
    Key("session.good", "3", "grade(3)", "Good", shown=False),
    Key("session.easy", "4", "grade(4)", "Easy", shown=False),
    *(Key(f"session.choice{n}", str(n), f"choose({n})", "choice", shown=False) for n in range(1, 10)),
    Key("session.insist", "r", "insist", "I was right"),
    Key("session.undo", "u,ctrl+z", "undo", "undo"),
    Key("session.edit", "e", "edit", "edit"),
    Key("session.bury", "b", "bury", "bury"),
    Key("session.suspend", "s", "suspend", "suspend"),
    Key("session.flag", "f", "flag", "flag"),
    Key("session.mark", "m", "mark", "mark"),
    Key("session.about", "i", "about", "about"),
    Key("session.up", "up,k", "scroll(-1)", "up", shown=False),
    Key("session.down", "down,j", "scroll(1)", "down", shown=False),
    Key("session.page_up", "pageup", "scroll(-8)", "page up", shown=False),
    Key("session.page_down", "pagedown", "scroll(8)", "page down", shown=False),
    Key("session.end", "q,escape", "end", "end"),
    Key("summary.insist", "r", "insist", "I was right"),
    Key("summary.wrong", "w", "wrong", "study the missed"),
    Key("summary.ahead", "a", "ahead", "study ahead"),
    Key("summary.cram", "c", "cram", "cram"),
    Key("summary.undo", "u,ctrl+z", "undo", "undo"),
    Key("summary.decks", "enter,d", "app.decks", "decks"),
    Key("summary.leave", "q,escape", "app.leave", "quit"),
    Key("cards.search", "slash,ctrl+f", "search", "search"),
    Key("cards.sort", "o", "sort", "sort"),
    Key("cards.turn", "O", "turn", "other way round", shown=False),
    Key("cards.study", "enter", "study", "study"),
    Key("cards.suspend", "s", "suspend", "suspend"),
    Key("cards.flag", "f", "flag", "flag"),
    *(Key(f"cards.flag{n}", str(n), f"flag({n})", f"flag {n}", shown=False) for n in range(8)),
    Key("cards.mark", "m", "mark", "mark"),
    Key("cards.edit", "e", "edit", "edit"),
    Key("cards.about", "i", "about", "about"),
    Key("cards.undo", "u,ctrl+z", "undo", "undo"),
    Key("cards.choose", "space", "choose", "choose"),
    Key("cards.choose_all", "a", "choose_all", "choose all", shown=False),
    Key("cards.choose_up", "shift+up", "extend(-1)", "choose upwards", shown=False),
    Key("cards.choose_down", "shift+down", "extend(1)", "choose downwards", shown=False),
    Key("cards.bury", "b", "bury", "bury", shown=False),
    Key("cards.reset", "R", "reset", "begin anew", shown=False),
    Key("cards.up", "up,k", "move(-1)", "up", shown=False),
    Key("cards.down", "down,j", "move(1)", "down", shown=False),
    Key("cards.page_up", "pageup", "page(-1)", "page up", shown=False),
    Key("cards.page_down", "pagedown", "page(1)", "page down", shown=False),
    Key("cards.first", "home,g", "first", "first", shown=False),
    Key("cards.last", "end,G", "last", "last", shown=False),
    Key("cards.back", "q,escape", "leave", "back"),
    Key("statistics.next", "tab,right", "next", "next page"),
    Key("statistics.before", "shift+tab,left", "before", "page before", shown=False),
    Key("statistics.deck", "d", "deck", "deck"),
    Key("statistics.back", "q,escape", "app.back", "back"),
    Key("relink.decline", "x,delete", "decline", "not the same"),
    Key("relink.all", "l", "all", "the declined too"),
    Key("relink.undo", "u,ctrl+z", "undo", "undo"),
    Key("relink.back", "q,escape", "app.back", "back"),
    Key("review.accept", "space,enter", "accept", "right"),
    Key("review.paragraph", "full_stop", "accept_paragraph", "paragraph right", shown=False),
    Key("review.reject", "d,delete", "reject", "no fact"),
    Key("review.next", "tab", "stop(1)", "next"),
    Key("review.skip", "s", "skip", "later"),
    Key("review.remove", "x,backspace", "remove", "no tag"),
    *(Key(f"review.{tag}", key, f"tag({tag!r})", tag, shown=False) for tag, key in TAG_KEYS.items()),
    Key("review.resolve", "p", "resolve", "pronoun", shown=False),
    Key("review.name", "equals_sign", "name", "whom it stands for", shown=False),
    *(
        Key(f"review.right_{deed}", key, f"finish({deed!r})", f"{says}, then right", shown=False)
        for key, deed, says in (
            *((key.upper(), tag, tag) for tag, key in TAG_KEYS.items()),
            ("X", "remove", "no tag"),
            ("P", "resolve", "pronoun"),
        )
    ),
    Key("review.rewrite", "e", "rewrite", "write anew", shown=False),
    Key("review.undo", "u,ctrl+z", "undo", "undo"),
    Key("review.before", "shift+tab", "stop(-1)", "before", shown=False),
    Key("review.next_word", "right", "word(1)", "next word", shown=False),
    Key("review.word_before", "left", "word(-1)", "word before", shown=False),
    Key("review.end_later", "shift+right,greater_than_sign", "move('end', 1)", "end later", shown=False),
    Key("review.end_earlier", "shift+left,less_than_sign", "move('end', -1)", "end earlier", shown=False),
    Key(
        "review.start_earlier",
        "ctrl+left,left_curly_bracket",
        "move('start', -1)",
        "begin earlier",
        shown=False,
    ),
    Key(
        "review.start_later", "ctrl+right,right_curly_bracket", "move('start', 1)", "begin later", shown=False
    ),
    Key("review.grow_start", "left_parenthesis", "grow('start')", "begin a phrase earlier", shown=False),
    Key("review.grow_end", "right_parenthesis", "grow('end')", "end a phrase later", shown=False),
    Key("review.letters", "l", "letters", "by letters, by words", shown=False),
    Key("review.up", "up,k", "go(-1)", "sentence before", shown=False),
    Key("review.down", "down,j", "go(1)", "next sentence", shown=False),
    Key("review.page_up", "pageup", "go(-20)", "20 sentences back", shown=False),
    Key("review.page_down", "pagedown", "go(20)", "20 sentences on", shown=False),
    Key("review.first", "home", "first", "first sentence", shown=False),
    Key("review.last", "end", "last", "last sentence", shown=False),
    Key("review.scroll_up", "ctrl+up", "scroll(-2)", "questions up", shown=False),
    Key("review.scroll_down", "ctrl+down", "scroll(2)", "questions down", shown=False),
    Key("review.end", "q,escape", "end", "end"),
    Key("help.back", "q,escape,f1,question_mark", "app.back", "back"),
)
"""In the order in which they are shown. A key may stand twice on a screen where only one of its deeds is possible at a
time; `check_action` of the screen says which."""


def bindings(screen: str) -> list[Binding]:
    """The bindings of a screen, or of the app."""
    return [
        # Leaving is possible from everywhere: of the app's other keys those that are asked before us know nothing.
        Binding(key.keys, key.action, key.says, show=key.shown, id=key.id, priority=key.id == "app.quit")
        for key in KEYS
        if key.id.partition(".")[0] == screen
    ]
