"""The words that tell what kind of thing a name or a phrase names. Closed or nearly closed lists, no gazetteers."""

from __future__ import annotations

ORGANISATIONS = frozenset(
    """
    academy agency airline airlines airways alliance army assembly association authority bank board brigade brothers
    bureau cabinet chamber church city club college commission committee commonwealth company confederation congress
    conservatory consortium convention corporation corps council court cross directorate duma electric federation
    fleet force forces foundation front fund government group guard guards guild house inc institute institution
    international labs laboratories league legion lords ltd ministry motors movement nations navy office orchestra
    organisation organization parliament party philharmonic pictures police press railway railways records regiment
    school secretariat senate service society soviet studios team trade treasury tribunal union united university
    workers
    """.split()
)
"""Heads of the names of people acting together."""

LANDMARKS: dict[str, str] = {
    word: sort
    for sort, members in {
        "river": "river creek canal stream brook",
        "water": "sea ocean lake gulf bay strait straits channel loch falls",
        "mountain": "mount mountain mountains range peak hill hills volcano alps andes himalayas glacier",
        "land": "island islands peninsula cape desert valley plain plains forest jungle delta archipelago coast steppe",
        "street": "street road avenue square lane boulevard bridge gate",
        "building": (
            "palace castle tower cathedral abbey temple museum gallery library observatory station airport hall "
            "theatre theater hotel hospital prison stadium fortress cemetery monastery mosque pyramid factory mill wall"
        ),
        "institution": "university college school academy institute laboratory laboratories labs conservatory church",
        "event": (
            "war battle revolution rebellion uprising siege treaty congress conference crusade olympics games "
            "renaissance reformation enlightenment crisis depression plague famine fire flood massacre coup "
            "armistice peace"
        ),
        "law": "act code constitution declaration charter law bill decree edict amendment pact accord covenant theorem",
        "prize": "prize award medal cup trophy championship",
        "star": "galaxy nebula constellation comet cluster belt",
    }.items()
    for word in members.split()
}  # fmt: skip
"""Heads of the names of places, events and works, and the sort they belong to."""

RANKS = frozenset(
    "king queen emperor empress tsar czar pope prince princess duke duchess earl baron lord lady sir saint president "
    "general captain admiral colonel major professor doctor dr mr mrs ms count countess sultan khan pharaoh caliph "
    "chancellor marquis marquess viscount archduke archbishop bishop elector doge".split()
)
"""Titles that stand before or in a person's name: "the Duke of Wellington"."""

PARTICLES = frozenset(
    "van von de der den di da du del della la le el al bin ibn ben of the y e und zu af av ter".split()
)
"""Small words within a person's name."""

PERSON_KINDS = frozenset("person man woman human people".split())

PEOPLE_DO = frozenset(
    """
    abdicate admire argue assassinate behead bear become compose conquer cook cross crown dance deduce die discover
    draw escape fall flee govern grow imprison invent kill know lead learn live love marry meet murder paint preach
    propose prove read refuse reign reject rule sail say see sing sleep speak study succeed suspect swim teach tell
    think translate travel walk wear win wish write
    """.split()
)
"""What a person does or suffers: who answers here by one word is a person, no firm."""

ONCE = frozenset(
    """
    bear build compose construct create design discover establish erect finish found inaugurate introduce invent
    launch open paint premiere print produce publish record release sign unveil write
    """.split()
)
"""What happens to a thing once: a work published in 1869 was not published in 1877."""

CONTINENTS = frozenset("africa antarctica asia australia europe oceania america eurasia".split())

LANGUAGES = frozenset(
    """
    afrikaans albanian amharic arabic aramaic armenian basque bengali breton bulgarian burmese cantonese catalan
    chinese croatian czech danish dutch english esperanto estonian farsi finnish flemish french gaelic georgian german
    greek gujarati hausa hebrew hindi hungarian icelandic igbo indonesian irish italian japanese kannada kazakh khmer
    korean kurdish lao latin latvian lithuanian malay malayalam maltese mandarin maori marathi mongolian nepali
    norwegian pashto persian polish portuguese punjabi quechua romanian russian sanskrit serbian sinhala slovak
    slovene somali spanish swahili swedish tagalog tamil telugu thai tibetan turkish ukrainian urdu uzbek vietnamese
    welsh yiddish yoruba zulu
    """.split()
)
"""By number of speakers or of learners; a language that is missing here needs the same verb beside it."""
