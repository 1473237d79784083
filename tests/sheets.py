"""Sheets as people write them, sound and otherwise, for properties that hold of every sheet."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "Kamenev",
        "broke",
        "the",
        "Aurora",
        "1917",
        "é",
        "Ленин",
        "*fired*",
        "`x`",
        "a < b",
        "AT&T",
        "[sic]",
        "{1}",
        "—",
    ]
)
TAGS = st.sampled_from(
    [
        ".who",
        ".what",
        ".when #first",
        '.who also="A|B"',
        ".who .plural",
        ".answer",
        '.what not="A|1917"',
        "#only-a-name",
    ]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
TAGGED = st.builds("[{}]{{{}}}".format, PHRASES, TAGS)
NESTED = st.builds("[{} {}]{{.what}}".format, TAGGED, PHRASES)
ENDS = st.sampled_from(
    [
        *(
            "",
            ".",
            ".  ",
            ". <!-- a note -->",
            " {.hard}",
            ". {#given .hard} ",
            '. {difficulty=1 tags="a, b"}',
            " [1]",
        ),
        *(
            " {#given}<!-- b -->",
            ".\n  {.below}",
            "!\n  <!-- c\n  d -->",
            ". \\",
            " {1",
            ". {}",
            "`",
            " *",
            " ]",
            " [",
        ),
    ]
)
GAPS = st.sampled_from([" ", " ", "\n  ", "  \n  ", " <!-- x --> "])
SENTENCES = st.builds(
    lambda parts, gap, end: gap.join(parts) + end,
    st.lists(st.one_of(PHRASES, TAGGED, NESTED), min_size=1, max_size=5),
    GAPS,
    ENDS,
)
MISTAKES = st.sampled_from(
    [
        *(
            "[a]{who}",
            "[a] {.who} b",
            "[a]{.whom}",
            "[a{.who}",
            "a]{.who}",
            "[a]{.who",
            "[a]{.who also='x'}",
            "{.who}",
        ),
        *(
            "[a]{.who also=“x”}",
            "[a]{.who also=x/y}",
            "[]{.who}",
            "*a [b* c]{.who}",
            "[a]{.who .what}",
            "a <!-- [b]{.who}",
        ),
        *(
            "[a]{.who x=1 x=2}",
            "[a]{.who #b #c}",
            '[a]{.who also="\\""}',
            "![[a]{.who}](b)",
            "[a](.who)",
            "[b]{.who} {#x} c",
        ),
    ]
)
"""What is written in place of a fact and costs it."""

EXPLANATIONS = st.sampled_from(
    ["", "", "", "\n  > Because.", "\n  > Because\n  > of that.\n  >\n  > And more."]
)
ITEMS = st.builds(
    lambda mark, sentence, explanation: f"{mark} {sentence}{explanation}",
    st.sampled_from(["-", "-", "*", "1."]),
    st.one_of(SENTENCES, SENTENCES, SENTENCES, MISTAKES),
    EXPLANATIONS,
)
BLOCKS = st.one_of(
    ITEMS,
    ITEMS,
    SENTENCES.map(lambda sentence: sentence.replace("\n  ", "\n")),
    st.sampled_from(
        [
            "# One",
            "## Two {#two}",
            "Just words.",
            "![a *b*](c.png)",
            "  ![a](../b.svg)",
            'a? ![b](c) [x]{.answer not="y"}',
            "---",
            "<!-- note -->",
            "```\ncode\n```",
            "> Alone.",
            "\tx",
        ]
    ),
)
HEADS = st.sampled_from(
    ["", "", "---\ntitle: T\ntags: [a]\n---\n", "---\nnames:\n  Kamenev: {also: [Lev]}\n---\n\n"]
)
SHEETS = st.builds(
    lambda head, blocks, end: head + "".join(block + gap for block, gap in blocks) + end,
    HEADS,
    st.lists(st.tuples(BLOCKS, st.sampled_from(["\n", "\n\n"])), max_size=6),
    st.sampled_from(["", "", "Last [words]{.what}", "- Last [item]{.what}."]),
)
"""Whole sheets; their lines end in `\\n`."""

NOISE = st.lists(
    st.sampled_from(
        [
            *(
                "[",
                "]",
                "{",
                "}",
                "(",
                ")",
                "<!--",
                "-->",
                "*",
                "`",
                "```",
                "~~~",
                "#",
                "- ",
                "> ",
                "1. ",
                "    ",
                "\t",
                "---",
            ),
            *(
                "\n",
                "\n\n",
                "\r",
                "\x00",
                "\x0b",
                "\x0c",
                "\x85",
                "\ufeff",
                "\u202e",
                "\u2028",
                "\ud800",
                "é",
                "a",
                ".who",
                "{.who}",
                '"',
                "'",
                "\\",
            ),
            *("|", ":", "=", "&#0;", "![", "](", "title: ", "[a]: b", "===", "[a]{.who}", "names:\n  a: "),
        ]
    ),
    max_size=30,
).map("".join)
"""Anything at all."""


def written(sheet: str, line_end: str, mark: str) -> str:
    """The sheet as an editor might have saved it."""
    return mark + sheet.replace("\n", line_end)


LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
MARKS = st.sampled_from(["", "\ufeff"])
