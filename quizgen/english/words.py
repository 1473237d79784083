"""The closed classes of English: words that are few, frequent and never made anew."""

from __future__ import annotations

ARTICLES = frozenset({"a", "an", "the"})

POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their", "whose"})

POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})
"""What stands behind an owner, as a token of its own."""

DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | frozenset(
        "this that these those each every either neither no some any all both half many several few much most "
        "more less fewer enough another such what which another other".split()
    )
)

PLURAL_DETERMINERS = frozenset({"these", "those", "many", "several", "few", "both"})

NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion trillion dozen half".split()
)

ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last next".split())

SUBJECT_PRONOUNS = frozenset({"i", "he", "she", "we", "they", "it", "you"})
OBJECT_PRONOUNS = frozenset({"me", "him", "her", "us", "them", "it", "you"})
OTHER_PRONOUNS = frozenset(
    "this that these those everyone everybody everything someone somebody something anyone anybody anything "
    "nobody nothing none each one ones others himself herself itself themselves".split()
)
PLURAL_PRONOUNS = frozenset({"we", "they", "you", "these", "those", "others", "i"})
"""Those that take the bare present ("they collect"); I and you agree with them."""

PREPOSITIONS = frozenset(
    "about above across after against along alongside amid amidst among amongst around as aboard at atop "
    "before "
    "behind below beneath beside besides between beyond by concerning despite down during except for from in "
    "inside into like near of off on onto opposite outside over past per since than through throughout to "
    "toward towards under underneath unlike until till up upon via with within without worth versus "
    "regarding including aged round".split()
)

PREPOSITIONS_BUT_OF = PREPOSITIONS - {"of"}
"""Those that end a noun phrase, which goes on behind "of"."""

COORDINATORS = frozenset({"and", "or", "but", "nor", "yet", "&"})

SUBORDINATORS = frozenset(
    "although though because when whenever while whilst whereas if unless once lest wherever so".split()
)
"""Open a clause whatever follows (a phrase only where no finite verb comes: "while working")."""

CLAUSE_PREPOSITIONS = frozenset({"after", "before", "since", "until", "till", "as", "than"})
"""Open a phrase, or a clause where a subject and its verb follow."""

UNCERTAIN_SUBORDINATORS = frozenset({"if", "unless", "lest", "as", "than", "so", "whether"})
"""What stands behind them is no fact by itself, so nothing inside is asked."""

RELATIVES = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})
WH_WORDS = frozenset({"who", "whom", "which", "what", "whose", "where", "when", "why", "how", "whether"})

BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "’s", "’re"})
FINITE_BE = BE - {"be", "been", "being", "'s", "’s"}
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
DO = frozenset({"do", "does", "did"})
MODALS = frozenset(
    {
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "will",
        "would",
        "ca",
        "wo",
        "sha",
        "'ll",
        "’ll",
    }
)
NEGATIONS = frozenset({"not", "n't", "n’t"})
GET = frozenset({"get", "gets", "got", "gotten", "getting"})

AUXILIARIES = FINITE_BE | HAVE | DO | MODALS

PARTICLES = frozenset({"up", "down", "out", "off", "away", "back", "apart", "aside", "forth"})
"""Free adverbs of direction: with most verbs they make a phrasal verb."""

PHRASAL = frozenset(
    {
        ("take", "over"), ("hand", "over"), ("turn", "over"), ("win", "over"), ("carry", "over"),
        ("carry", "on"), ("go", "on"), ("put", "on"), ("turn", "on"), ("pass", "on"), ("take", "on"),
        ("move", "on"), ("hand", "in"), ("bring", "in"), ("take", "in"), ("give", "in"), ("turn", "in"),
        ("usher", "in"), ("carry", "through"), ("pull", "through"), ("come", "along"), ("get", "along"),
        ("bring", "along"), ("bring", "about"), ("come", "about"), ("set", "in"), ("call", "in"),
        ("fill", "in"), ("phase", "in"), ("lock", "in"), ("join", "in"),
    }
)  # fmt: skip

UP_TO = frozenset({"add", "amount", "come", "own", "live", "look", "measure", "stand", "face", "sum"})
"""Verbs of "up to": "adds up to 180 degrees"."""

DITRANSITIVE = frozenset(
    "give award hand send offer lend sell teach tell show pay grant promise bring buy leave lend owe feed "
    "assign deny write read cost earn win allow pass serve throw".split()
)
"""Verbs that take two objects: "gave Stalin the post"."""

NAMING = frozenset(
    "call name make elect appoint declare crown proclaim consider dub label christen leave keep get report "
    "believe think presume find".split()
)
"""Verbs that take an object and what it is called or becomes: "named the element polonium"."""

CAUSING = frozenset({"make", "let", "help", "see", "hear", "watch", "bid"})
"""Verbs whose object does something, told in a bare infinitive: "made the boyars shave"."""

DECLARING = frozenset({"declare", "pronounce", "proclaim", "consider", "keep", "leave", "get", "have"})
"""Verbs whose object has something done to it, told in a participle: "declared smallpox eradicated"."""

LINKING = frozenset("be become remain seem appear stay prove turn look sound feel".split())
"""Verbs whose complement is a predicate, not an object."""

SAYING = frozenset(
    "say think believe know hope show prove find suggest claim argue report state discover realise realize "
    "hold feel suppose assume conclude learn announce declare confirm demonstrate explain note observe "
    "predict "
    "propose reveal teach understand warn write add admit agree decide demand deny doubt estimate fear "
    "guess imply insist mean notice order promise recognise recognize remember see swear theorise "
    "tell convince persuade inform remind assure ensure establish calculate deduce recommend maintain".split()
)
"""Verbs that take a clause: "showed that …", "hoped the garrison would …"."""

TELLING = frozenset("tell convince persuade inform remind assure warn teach show".split())
"""Verbs of saying that name the listener first: "told the tsar that …"."""

MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

PERIODS = frozenset(
    "day night week weekend month year decade century spring summer autumn winter season morning evening time".split()
)

HEDGES: tuple[tuple[str, ...], ...] = (
    ("no", "more", "than"), ("no", "less", "than"), ("no", "fewer", "than"), ("not", "more", "than"),
    ("more", "than"), ("less", "than"), ("fewer", "than"), ("up", "to"), ("at", "least"), ("at", "most"),
    ("as", "many", "as"), ("as", "much", "as"), ("as", "few", "as"), ("well", "over"), ("just", "over"),
    ("just", "under"), ("close", "to"), ("a", "total", "of"), ("an", "estimated"), ("only", "about"),
    ("only", "around"), ("just", "about"), ("about",), ("around",), ("approximately",), ("roughly",), ("nearly",),
    ("almost",), ("over",), ("under",), ("some",), ("just",), ("only",), ("exactly",), ("precisely",), ("barely",),
    ("circa",), ("another",),
)  # fmt: skip
"""What may stand before a number and belongs to it, longest first where one begins or ends another."""

MEASURE_ADJECTIVES = frozenset("long wide high tall deep thick old broad across apart away".split())

HARDLY_VERBS = frozenset(
    """
    air animal ape arm army atom balloon band bank bar bare bay beam bean beetle berry bird black blood blue bomb
    bond bone book bottle brain bread brother brown bubble butter can cap capital carbon card castle cat cement
    chain chair chalk cheese city clay cloud coal coast coat column copper corn cotton crown culture cup dam diamond
    dog dust ear earth egg elm eye fern fiber fibre fig finger fire fish flower foot fruit fuel garden gas gate
    ghost glass gold grain grass gray green grey gun hair hammer harbor harbour head heart hill home honey horn
    horse ice idle image iron island kidney king knight lake lame lamp land lead leaf leather leg lemon light lime
    lip liquid litter lung magnet man map mask metal milk mine mirror money monkey moon moss mother mountain mouth
    mud muscle nail neck nerve nest net night nose nut oak oil olive orphan oxygen page palm paper parasite part
    patient pea people pepper person pig pilot pine pipe plane planet plate pocket point pollen pool powder power
    price prison queen rabbit rib right river rock rod room root rope rough round rubber sail salt sand scale school
    science sea season seed shell short shoulder side silk silver sister skin skirt sky slave snow soap soil soldier
    space spear spice spot square star state station steam steel stem stomach stone storm stream street sugar sulfur
    sulphur sun supply surface table tail team telephone temple term tide tin toe tongue tool tooth tower town tree
    troop tube vein vessel village virus voice volume wall war water weapon weather week wheel white window wine
    wing wire wolf wood wool word world worm wrong yard year yellow
    """.split()
)
"""Nouns that the lexicon knows as verbs too ("to air a view") and that a text hardly ever uses so; in the singular."""

MASS_NOUNS = frozenset(
    """
    acetone adrenaline adultery advertising agriculture air alcohol algae algebra aluminium aluminum
    amber ammonia anaemia anemia antimatter apartheid archery architecture argon arithmetic arson art
    arthritis ash asparagus asphalt aspirin asthma astronomy athletics autism badminton bakelite ballet
    bamboo barley basalt baseball basketball beef beer benzene bile biology bitumen blackmail blasphemy
    bleach blood blues bone botany boxing brass bread bribery brick brine broadband broccoli bronze
    burglary butane butter cabbage calcium calculus cancer candlewax capacitance capital capitalism
    cappuccino caramel carbon cardboard cattle celery cellophane cellulose cement censorship chalk
    champagne charcoal cheddar cheese chemistry chess chicken chickenpox chlorine chloroform chlorophyll
    chocolate cholera cider cinnabar cinnamon citizenship clay climate coal cocaine cocoa coffee coke
    collagen combustion commerce communism concrete condensation copper copyright coral cordite cork
    corn corrosion cortisol cotton cream credit cricket curry custody cycling darkness data daylight
    death debt deer demand dementia democracy dengue denim density depression detergent dew diamond
    diarrhoea diffusion digestion diphtheria diplomacy disco divorce dna dopamine dough drama drought
    dust dynamite dyslexia ebola eczema electricity email enamel energy engineering english epilepsy
    erosion espionage espresso estrogen ethane ethanol ethics evaporation evolution extradition famine
    farming fat federalism felt fencing fermentation fertiliser feudalism fever fibre fibrin fire fish
    flax flour flu foam fog foliage folklore football force fraud freedom freeware friction fructose
    fruit fudge fuel fur furniture gangrene garlic gas gelatin gelatine genocide geography geology
    geometry gin ginger glass glucose glue gluten glycerol glycogen gold golf gospel gout grammar
    granite graphite gravel gravity grease greenery groundwater grunge gunpowder gymnastics haemoglobin
    haemophilia hail hair handball hardware hay heat heather helium hemoglobin hemophilia hemp heroin
    histamine history hockey homework homicide honey housework humanity hunger hydration hydrogen
    hypertension ice immigration impeachment imprisonment indigo industry inertia inflation influenza
    information inheritance ink insomnia insulation insulin insurance interest iron ivory jam jaundice
    jazz jelly jewellery judo jurisdiction justice jute karate keratin kerosene ketchup kevlar knitting
    knowledge krill labor labour lace lacrosse lactose language lard latex laundry lava law lead leather
    legislation lemonade length leprosy lettuce leukaemia leukemia libel life light lightning limescale
    limestone linen lint literature lithium litter logging logic love luggage lymph machinery magma
    magnesium magnetism mail maize malaria malware mankind manslaughter marble margarine marketing
    marriage mass mathematics matter mayonnaise measles meat medicine melanin melatonin meningitis
    mercury methane methanol mica milk mist momentum monarchy money moonlight morphine moss mozzarella
    mucus mud mulch mumps murder muscle music mustard mutton nationalism nectar negligence neon news
    nickel nicotine nitrogen nitroglycerine nobility noise nutrition nylon oatmeal oats obesity obsidian
    oestrogen oil olive opera osmosis ownership oxygen ozone pain painting paper parchment parole
    parsley pasta patriotism peace peat penicillin people pepper pepsin perjury petrol petroleum pewter
    philosophy phosphorus photography photosynthesis physics piracy pitch pizza plague plasma plaster
    plastic plasticine platinum play plywood pneumonia poetry police polio pollen polo polonium
    polyester polystyrene polythene porcelain pork porridge potassium pottery poultry poverty power
    pressure probation production profit propane property prose prostitution protein punishment punk pus
    quartz quinine rabies radiation radioactivity radium ragtime rain rap reggae religion resin
    resistance respiration rhetoric rheumatism rhubarb rice rna robbery rock rosin rowing rubber rubbish
    rubella rugby rum rust rye saccharin saffron saliva salmon salt sand sawdust science scrap sculpture
    scurvy seawater seaweed sepsis serotonin sewage shale sheep silicon silk silver skating skiing skin
    slander slate slavery sleep slime sludge smallpox smog smoke snow soap soccer socialism sodium
    software soil solder soot sound soup sovereignty soy space spaghetti speech speed spinach squash
    starch starlight statistics steam steel stone straw stucco sucrose suffrage sugar sulfur sulphate
    sulphur sunlight sunshine supply surfing surgery sushi sweat sweetcorn swimming syphilis syrup
    tallow tar tarmac tax tea techno technology teflon temperature tennis terracotta testosterone
    tetanus thatch theft thunder thyroxine timber time tin titanium toast tobacco tofu topology topsoil
    torture trade treason trigonometry trypsin tuberculosis turf twine typhoid typhus unemployment
    uranium urine vaccination vandalism vanilla varnish velcro vellum velocity velvet venom viagra
    vinegar vitriol vodka volleyball voltage volume war water wax wealth weather weaving weight wheat
    whiskey whisky whitewash wifi wildlife wine wood wool work wrestling writing yarn yeast yoghurt
    yogurt zeal zeolite zinc zoology
    """.split()
)
"""Nouns that stand alone in the singular, so that a capital on them is only the sentence's."""

MASS_ENDINGS = ("ism", "tion", "sion", "ity", "ness", "ment", "ics", "logy", "graphy", "osis", "esis", "ance",
                "ence", "ship", "hood", "ture", "ing", "itis", "aemia", "emia", "ase", "ose", "ide", "phy",
                "nomy", "metry", "dom")  # fmt: skip

CHEMICAL_ENDINGS = ("ium", "ase", "ose", "ide", "itis", "osis", "esis", "aemia", "emia")

TO_WITHOUT_ARTICLE = frozenset(
    "power school war prison work bed church sea land court death trial life market college hospital press "
    "use view rest date sleep ground level face hand parliament office".split()
)
"""Nouns that follow "to" bare ("came to power"), so that they are no infinitive there."""

PROPER_ADJECTIVES = frozenset(
    """
    african american antarctic arab arabian arabic arctic armenian asian athenian atlantic australian austrian
    aztec babylonian baltic belgian brazilian british bulgarian byzantine canadian carthaginian catholic
    celtic
    chinese christian cuban czech danish dutch egyptian english estonian ethiopian european finnish flemish
    french georgian german germanic greek hebrew hindu hungarian inca indian indonesian iranian iraqi irish
    islamic israeli italian japanese jewish kenyan korean latin latvian lithuanian macedonian maya mayan
    mediterranean mexican mongol mongolian moroccan muslim nigerian norman norwegian orthodox ottoman pacific
    pakistani persian peruvian phoenician polish portuguese protestant prussian roman romanian russian saxon
    scandinavian scottish serbian siberian slavic soviet spanish spartan swedish swiss syrian tatar thai
    tibetan
    trojan tunisian turkish ukrainian venetian victorian vietnamese viking welsh
    """.split()
)

PEOPLES = frozenset(
    "africans americans angles arabs asians assyrians athenians australians austrians aztecs babylonians "
    "belgians berbers bolsheviks brazilians britons buddhists canadians catholics celts christians "
    "cossacks danes egyptians etruscans europeans finns franks germans goths greeks hindus hittites "
    "jains taoists methodists lutherans calvinists anglicans cathars huguenots zoroastrians "
    "hungarians huns incas indians inuit italians jacobins jews kurds maoris mayas mensheviks mexicans "
    "minoans mongols moors mormons muslims nazis normans norwegians ottomans persians philistines "
    "phoenicians poles protestants puritans quakers romans russians saxons scots sikhs slavs spaniards "
    "spartans sumerians swedes tatars tories trojans turks vandals vikings whigs zulus".split()
)
"""Names of peoples, which keep their capital everywhere."""

PLANETS_OR_METALS = frozenset({"Mercury"})
"""A name at the beginning of a sentence unless something says that it is a stuff."""

NAMES_LIKE_WORDS = frozenset({"lent", "mars", "venus", "easter", "christmas", "ramadan"})
"""Names that are spelt like a common word, or like a form of one."""

PLURAL_WITHOUT_S = frozenset(
    "police people cattle clergy folk men women children mitochondria bacteria algae fungi larvae pupae "
    "nuclei antennae vertebrae criteria phenomena strata ova genera bronchi alveoli stimuli cacti protozoa "
    "hyphae villi formulae nebulae supernovae teeth feet geese mice lice oxen".split()
)
SINGULAR_WITH_S = frozenset(
    "physics mathematics economics politics ethics athletics gymnastics linguistics genetics mechanics "
    "optics "
    "acoustics statistics electronics aesthetics phonetics news measles mumps rabies diabetes billiards "
    "series "
    "species means headquarters chess glass gas bus virus campus cactus apparatus census genius nucleus "
    "fungus "
    "atlas canvas iris basis crisis analysis thesis hypothesis synthesis axis oasis pancreas abacus".split()
)

PLACE_ADVERBS = frozenset(
    "outdoors indoors abroad overseas upstairs downstairs inside outside underground underwater ashore nearby "
    "everywhere home online offstage north south east west".split()
)

ADVERBS = frozenset(
    "also always already again almost ago alone altogether anonymously certainly either enough even ever "
    "everywhere far fast finally first formerly forever generally hardly here hence indeed initially "
    "instead just "
    "largely last late later least little long mainly maybe mostly much nearly never next nevertheless "
    "now nowadays often once only originally otherwise partly perhaps primarily probably quite rarely rather "
    "really reluctantly scarcely seldom simply since slightly so sometimes soon still successfully "
    "suddenly then there therefore thereafter thereby thus today together tomorrow too twice usually very "
    "well widely yesterday yet further farther together meanwhile however moreover furthermore exactly "
    "approximately roughly merely not".split()
)

OPENING_NEGATIVES = frozenset({"never", "rarely", "seldom", "hardly", "scarcely", "not", "nowhere", "little",
                               "only", "no"})  # fmt: skip
"""What, standing first, turns subject and auxiliary round: "Never again would a crew fly"."""

DEIXIS = frozenset(
    "yesterday today tomorrow tonight here now currently recently nowadays ago".split()
) | frozenset({"last year", "this year", "next year", "last month", "this month", "last week", "this week"})
"""Words whose meaning depends on when and where they are read."""
