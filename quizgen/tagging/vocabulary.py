"""The nouns and verbs that tell people, groups, places and works apart. Nearly closed lists, no gazetteers."""

from __future__ import annotations

PEOPLE = frozenset(
    """
    abbot abolitionist activist actor actress adviser advisor agent aide alchemist ally ambassador anatomist
    ancestor apprentice archbishop archer architect aristocrat artisan artist assassin assistant associate
    astrologer astronaut astronomer athlete aunt author aviator baker bandit banker barber captain baron believer bishop
    blacksmith bodyguard bookseller boss bourgeois boy bride brother builder burgher businessman bystander candidate
    captive cardinal carpenter cavalry champion chancellor chemist chief chieftain child citizen civilian clergy
    clergyman clerk clockmaker coach colleague colonist colonizer commander commoner companion composer comrade
    conductor conqueror conspirator convict cook cosmonaut count countess courtier cousin craftsman craftsmen
    creator creditor crew critic crowd crusader customer czar dancer daughter dealer debtor defendant defender
    delegate delegation demonstrator deputy descendant designer dictator diplomat director disciple discoverer
    doctor dramatist driver duchess duke earl economist editor emigrant emperor employee employer empress enemy
    engineer entrepreneur envoy exile expert explorer fan farmer father fighter fisherman follower foreigner founder
    friend fugitive general girl glassmaker goalkeeper god goddess goldsmith governor grandfather grandmother
    grandson guard guerrilla guest guide gunman heir hero heroine historian hostage housewife hunter husband
    immigrant infantry inhabitant inmate insider inventor investor jew journalist judge juror jury king knight
    laborer labourer lady landlord landowner lawmaker lawyer leader lecturer legate librarian lieutenant listener
    lord lover magistrate majority man manager mathematician mayor member mentor mercenary merchant messenger
    migrant militia miner minister minority missionary mob monarch monk mother musician mutineer nanny native
    navigator neighbor neighbour nephew newcomer niece nobility noble nobleman nomad novelist nun nurse officer
    official opponent orator orphan outlaw outsider owner painter parent parishioner partner passenger patient
    patron peasant pedestrian people person pharaoh philosopher photographer physician physicist pilgrim pilot
    pioneer pirate plaintiff player playwright poet policeman politician pope population predecessor president
    priest prince princess printmaker prisoner professor proletariat prophet prosecutor protester publisher pupil
    queen rabbi reader rebel recruit reformer refugee relative reporter representative republican researcher
    resident resister revolutionary rider ringleader rival ruler runner sailor scholar scientist scribe sculptor
    secretary senator serf sergeant servant settler shareholder shepherd sheriff shipbuilder shopkeeper singer
    sister slave soldier son songwriter sovereign speaker spectator spokesman spokeswoman spouse spy statesman
    stranger strategist striker student successor suffragette sultan supporter surgeon survivor swimmer tailor
    teacher teenager tenant thief thinker tourist trader traitor translator traveler traveller tribesman troop tsar
    tutor twin tyrant uncle vassal veteran viceroy victim villager violinist virtuoso visitor volunteer voter
    warlord warrior watchmaker weaver wet-nurse widow wife winner witch witness wizard woman worker writer youth
    """.split()
)
"""Who are persons, by a noun in the singular. Those in -ist, -ian, -ologist and -man are known by their ending."""

PEOPLE_ENDINGS = ("maid", "keeper", "ologist", "ographer", "onomer", "ician", "woman", "women", "men", "eer")
NOT_PEOPLE = frozenset("specimen regimen semen omen abdomen acumen stamen career beer deer sheer".split())
"""What has the ending and is nobody."""

INSTRUMENTS = frozenset(
    """
    accelerator adapter airliner alligator alternator amber amplifier assembler bestseller blocker boiler bomber
    breaker browser buffer bulldozer bumper bunker burner butter buzzer calculator capacitor carburettor carrier
    chamber chapter character charter cider cleaver cluster compiler compressor computer condenser conductor
    container controller converter cooker cooler corner counter cover cracker crater cruiser cutter cylinder
    debugger defender denominator destroyer detector differ diner dinner directory disaster dishwasher disorder
    divider drawer drier dryer elevator ember engineer eraser escalator excavator factor feather fertiliser
    fertilizer fever fighter filter finger flower folder former freezer freighter gender generator glacier grater
    hammer hanger hardener header heater hinder hunger incubator indicator inductor inhibitor inner insulator
    inverter ladder lander laser later latter lawnmower layer letter lever lifter lighter liner linker liver loader
    locker loudspeaker manner marker matter member meter microprocessor minister mirror mixer monitor monster mortar
    motor mower multiplier number numerator offer orbiter order oscillator outer pacemaker painkiller paper parser
    pepper planter pointer poker poster powder power precursor predator predictor primer printer processor promoter
    propeller propellor quarter radiator razor reactor receiver receptor recorder rectifier refrigerator regulator
    repressor resistor resonator respirator ribbon river roller rotor router rover rubber rudder sampler scanner
    scheduler scooter scraper semiconductor sensor sequencer server shelter shoulder shower shutter silver simulator
    skyscraper slipper smaller sober spinner stabilizer stapler starter steamer sticker summer superconductor supper
    surrender sweater sweeper sweetener synthesizer tanker temper tender terror theater thermometer thickener
    thriller thunder tiger timber timer toaster toner tower tracker tractor trailer transformer transistor
    transmitter trawler trigger tuner typewriter upper vector ventilator vibrator wallpaper washer water weather
    whisper winter wonder
    """.split()
)
"""What ends like one who does something and is no person."""

GROUPS = frozenset(
    """
    academy administration agency airline alliance army assembly association audience authority band bank battalion
    board brigade bureau cabinet choir church clan club coalition college commission committee commune company
    congress consortium corporation council court crew delegation department duma dynasty empire expedition faction
    family federation firm fleet force forces foundation gang garrison government group guild household institute
    junta laboratory league legion legislature mafia ministry movement nation navy orchestra order organisation
    organization panel parliament party patrol police public regime regiment school senate society soviet squad
    squadron studio syndicate team tribe tribunal troupe union university workforce workshop
    """.split()
)
"""People acting together, by a noun in the singular: who where they act, else rather a thing or a place."""

PLACES = frozenset(
    """
    abbey abroad academy air airport aisle alley altar amphitheatre apartment aquarium archipelago arctic area arena
    artery asylum atmosphere attic auditorium bakery balcony ballroom bank banks barn barracks base basement
    basilica basin battlefield bay beach bed bedroom belt blood bloodstream boardroom body bog bone border bottom
    brain bridge building burrow cabin cabinet-room cafe cage camp campus canal canopy canyon cape capital castle
    cathedral cave cell cellar cemetery center centre chamber channel chapel chloroplast church cinema city
    classroom clearing cliff clinic cloister coast cocoon coil college colon colony colosseum community concert-hall
    continent convent core corner corridor cottage country countryside county court courthouse courtroom courtyard
    crater creek crust crypt cupboard cytoplasm cytosol delta den depot desert district ditch dock dorm downtown
    drawer duct duodenum dyke ear east edge embassy empire enclosure entrance equator estate estuary exhibition
    exile eye factory farm farmland field fjord flat fleet floor foothill forest fort fortress forum foyer front
    frontier galaxy gallery garage garden gate ghetto glacier glade gland grave graveyard ground gulf gut gymnasium
    habitat hall hangar harbor harbour headquarters heart heath heaven hemisphere highland highlands hill hillside
    hive home horizon hospital hotel house hut inlet inn interior intestine island isle isthmus jail joint jungle
    kennel kidney kingdom kitchen laboratory lagoon lair lake land landscape lane leaf ledge library liver lowland
    lowlands lung mainland mansion mantle market marketplace marrow marsh mausoleum meadow membrane mill mine moat
    monastery moon moor mosque motorway mountain mountainside mouth museum nest north northeast northwest nucleus
    observatory ocean office opera orbit orchard outback outskirts oven paddock pagoda palace park parliament pass
    pasture path peak pen peninsula pillar pitch plain planet plant plantation plate plateau platform podium pole
    pond pore port pouch prairie precinct premises prison province pub pyramid quarry quarter railway rainforest
    ranch reef region republic reservoir restaurant ridge ring rink river riverbank riverbed road roadside roof room
    root ruin runway sand savanna savannah school sea seabed seaside settlement shaft shelf ship shop shore
    shoreline shrine site skin skull sky slope socket soil solar-system south southeast southwest space spine spot
    square stable stadium stage station stem steppe stomach strait stream street studio subtropics suburb subway
    summit sun surface swamp synagogue tavern temple tent terminal territory theater theatre throat tissue tomb
    tower town track trench tributary tropic tropics tundra tunnel university vacuum valley vault vein vessel
    vicinity village vineyard volcano wall waterfall waterfront waters waterway web west wetland wilderness wood
    woodland woods workshop world wound yard zone zoo
    """.split()
)
"""Where something can be, by a noun in the singular."""

ABSTRACT = frozenset(
    """
    absence accordance action addition advance advice agreement aid answer attempt authority basis battle behalf
    belief birth case cause century charge circumstance class combination command common comparison conclusion
    condition conflict contact contrast control cost course crime danger death debt decline defeat demand detail
    difference difficulty direction disguise dispute doubt effect effort end event exchange exile expense fact
    fashion favor favour fear flight form freedom front full general guidance half harmony haste help hope idea
    interest job kind language later-life lead least length level life light line lot love manner mass matter means
    mind moment name nature need number office one opinion opposition order part particular peace permission person
    pieces place play point position possession power practice praise preparation presence press principle private
    process prose protest pursuit question range rate reality reason recognition relation reply respect response
    result return revenge role sale school scope search season secret self sense series service shape short sight
    sign silence size sort state step strength style success summary support swing system tandem term thought time
    times total touch town trade tradition trouble truth turn use vain verse victory view war way wealth word work
    world writing year
    """.split()
)
"""In what nothing lies but in a manner of speaking: "in general", "at war"."""

MAKING = frozenset(
    """
    begin build carve cast choreograph compile complete compose conceive create dedicate describe design develop
    devise direct discover draft draw edit establish film finish found illustrate introduce invent launch make paint
    patent perform play premiere print produce propose publish read record release sculpt seal sign stage translate
    unveil win write
    """.split()
)
"""Whose object is rather a work than a person."""

WRITING = frozenset("choreograph compose direct perform premiere print publish rewrite stage write".split())
"""Whose object is never a person: who is named there gave a work its name."""

LYING = frozenset("border consist contain cover flow lie measure orbit rise span stretch weigh".split())
"""What is said of places and things, hardly of people."""

ASKING: dict[str, frozenset[str]] = {
    "for": frozenset("argue ask call campaign fight hope look plead press search struggle wait work".split()),
    "against": frozenset("argue campaign fight inoculate protect protest rebel speak vaccinate vote".split()),
    "about": frozenset("argue complain learn lecture quarrel speak talk teach tell think warn worry write".split()),
    "of": frozenset("accuse complain consist convict deprive die dispose dream make persuade remind rob speak "
                    "suspect talk tell think warn".split()),
    "on": frozenset("agree base centre comment concentrate depend feed focus insist lecture rely report speak "
                    "vote work".split()),
    "with": frozenset("begin clean coat combine cover deal end feed fill heat infect inject inoculate mix "
                      "paint provide react replace spray start supply treat wash".split()),
    "to": frozenset("add amount belong contribute lead listen object refer relate respond turn".split()),
    "in": frozenset("believe deal include invest involve list mention participate result specialise succeed".split()),
    "from": frozenset("benefit consist derive develop differ evolve form make obtain produce protect recover result "
                      "suffer".split()),
    "into": frozenset("break change convert develop divide evolve grow split transform translate turn".split()),
}  # fmt: skip
"""By preposition: the verbs whose phrase with it is as good as an object."""

RECEIVING = frozenset(
    "accept borrow buy get hear inherit learn obtain purchase receive rent seize steal take win".split()
)
"""From persons, where nothing else says from whom."""

BODIES = frozenset(
    "army association audience band clan choir committee crew crowd delegation family fleet gang garrison government "
    "household junta legion mob movement navy orchestra party patrol police public regiment team tribe troop "
    "troupe".split()
)
"""Groups that are dealt with as the people in them: "united the tribes"."""

SPEAKING = frozenset(
    "abdicate accuse advise announce argue ask beg believe claim command compose convert crown declare die explain "
    "forbid give invent learn marry order paint persuade pray preach promise refuse reply say sing speak study teach "
    "tell thank think wear write".split()
)
"""What somebody does, and no place or thing."""

USING = frozenset(
    "broadcast buy cause consume damage destroy detect drink eat export grow import play print relate sell "
    "sing sink sow speak use wear wreck".split()
)
"""In the passive hardly ever said of people."""

FESTIVALS = frozenset(
    "advent carnival christmas diwali easter eid epiphany halloween hanukkah lent passover pentecost purim ramadan "
    "thanksgiving whitsun".split()
)
"""Names of days and weeks that no one bears."""

STATES = frozenset("country nation state republic kingdom power colony city-state".split())
"""Places that agree and sign as people do."""

REACHING = frozenset(
    """
    abandon approach attack besiege bombard capture circle circumnavigate conquer cross devastate enter evacuate
    explore flood hit inhabit invade leave liberate occupy orbit overrun patrol raid reach revisit sack settle storm
    strike surround roam tour traverse visit wander
    """.split()
)
"""Whose object is rather a place, if it can be one."""

MOVING = frozenset(
    """
    advance arrive bring carry climb come cross deport descend drain drive emigrate empty escape exile expand export
    extend fall flee flow fly go head hurry import invite lead leave lie march migrate move pass pour proceed pump
    retreat return ride run rush sail send ship spread stretch summon swim take transfer transport travel walk
    withdraw
    """.split()
)
"""Whose "to" and "from" say where."""

EVENTS = frozenset(
    """
    abdication accident armistice arrival ascension assassination banquet battle birth blockade breakup burial
    celebration ceremony collapse concert congress conquest coronation coup crash crisis crusade death defeat
    depression discovery earthquake eclipse election end enlightenment eruption execution expedition explosion fall
    famine festival fire flight flood funeral games harvest invasion journey marriage massacre match meeting murder
    mutiny olympics outbreak pandemic performance plague premiere reformation reign renaissance restoration retreat
    revolt revolution riot siege storm strike surrender tour trial truce uprising victory visit voyage war wedding
    """.split()
)
"""What can say when something was."""

DESCRIBING = frozenset(
    """
    be become belong border consist contain cover exceed experience export extend face grow have hold import include
    lack lie occupy own possess produce rank receive remain share span stand stretch suffer
    """.split()
)
"""What a country does without anybody acting."""

FOR_SOMETHING = frozenset(
    """
    admiration base campaign case claim code contempt contract cure demand design desire enthusiasm fight formula
    fund hatred hunger law license liking market method model name need passion patent penchant plan plea preference
    prize program programme proposal reason recipe remedy respect responsibility rule school search struggle symbol
    sympathy system taste term test treatment vaccine weakness word
    """.split()
)
"""Nouns that say only with their "for" what they are: "a patent for the telephone"."""
