"""Words and names there are: what is one of them is no slip of the pen for another.

`words.txt` is made of the size-50 American list of SCOWL (words.NOTICE.txt), which is free for any use: the words of 4
to 16 letters, names among them, without accents, and without those that `bases` finds again. Without it "conclave"
would be a slip for "concave". It is 340 kB and is read in 8 ms when a first word is in question.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from quizgen.distractors.countries import country_of
from quizgen.english.words import MONTHS, WEEKDAYS

_LISTED = Path(__file__).with_name("words.txt")

_ELEMENTS = """
hydrogen helium lithium beryllium boron carbon nitrogen oxygen fluorine neon sodium magnesium aluminum silicon
phosphorus sulfur chlorine argon potassium calcium scandium titanium vanadium chromium manganese iron cobalt nickel
copper zinc gallium germanium arsenic selenium bromine krypton rubidium strontium yttrium zirconium niobium
molybdenum technetium ruthenium rhodium palladium silver cadmium indium tin antimony tellurium iodine xenon cesium
barium lanthanum cerium praseodymium neodymium promethium samarium europium gadolinium terbium dysprosium holmium
erbium thulium ytterbium lutetium hafnium tantalum tungsten rhenium osmium iridium platinum gold mercury thallium
lead bismuth polonium astatine radon francium radium actinium thorium protactinium uranium neptunium plutonium
americium curium berkelium californium einsteinium fermium mendelevium nobelium lawrencium
"""

_TERMS = """
actin adenine adenosine adduct adductor abductor afferent efferent alkane alkene alkyne alkyl amide amine amino
amylase amylose anion cation anode cathode anaphase anaphora epiphora prophase metaphase telophase interphase
angiosperm gymnosperm antigen antibody apoptosis arteriole venule artery vein ascus asymptote autotroph heterotroph
auxin cytokinin axon dendrite bronchus bronchiole butane butene butyne pentane pentene hexane hexene heptane octane
ethane ethene ethyne methane propane propene propyne ethanol methanol propanol butanol ethanal methanal propanal
propanone callus carpal tarsal carpel cartilage cellulose cellulase chromatid chromatin chromosome centromere
centrosome centriole chloride chlorine chlorate chlorite bromide bromate bromine iodide iodate iodine fluoride
fluorine sulfate sulfite sulfide sulfur nitrate nitrite nitride nitric nitrous phosphate phosphite phosphide
carbonate carbide carbonyl hydroxide hydride hydrate oxide peroxide codon anticodon cochlea cornea collagen cytosine
cytosol cytoplasm diastole systole diffusion diploid haploid polyploid distal proximal dorsal ventral ductus
ectoderm endoderm mesoderm epidermis dermis endocytosis exocytosis endothermic exothermic endocrine exocrine
endothelium epithelium erythrocyte leukocyte thrombocyte lymphocyte eukaryote prokaryote femur fibula tibia gamete
zygote genotype phenotype glucagon glycogen glucose galactose lactose maltose sucrose fructose guanine thymine
uracil thiamine glycolysis glycerol glycine gonad haploid humerus radius ulna homologous homozygous heterozygous
hyperbola parabola hyperbole hypertonic hypotonic isotonic hypothalamus thalamus ileum ilium incus malleus stapes
inductance conductance insulin inulin intercellular intracellular interphase isobar isotherm isotope isotone isomer
isomerase isosceles scalene kinase lipase lipid lysine leucine isoleucine maltase lactase protease peptidase meiosis
mitosis meridian parallel mesophase metatarsal metacarpal monomer dimer polymer trimer myosin myelin nephron neuron
neutron proton photon electron neutrino nucleolus nucleus nucleotide nucleoside oocyte ovule ovum osmosis osteoblast
osteoclast ovary parenchyma collenchyma sclerenchyma perineum peritoneum perigee apogee perihelion aphelion pepsin
trypsin phagocyte phloem xylem phosphorus photosynthesis chemosynthesis piston pistil stamen plasmid plastid plasma
pollen prostate prostrate purine pyrimidine pyridine pyruvate quartile quintile percentile decile ribose deoxyribose
ribosome lysosome rhombus rhomboid sepal petal septum sternum sclera secant cosecant sine cosine tangent cotangent
spirogyra stalactite stalagmite stoma stroma strata stratus cumulus cirrus nimbus synapse synapsis tendon tenon
testis thorax trachea transcription translation translocation trapezium trapezoid ureter urethra uterus vacuole
vagus valine vas ventricle auricle atrium villus virion viroid vitreous xylose zooplankton phytoplankton crescendo
decrescendo diminuendo allegro allegretto adagio andante andantino largo larghetto presto prestissimo legato
staccato piano pianissimo forte fortissimo sonata sonatina cantata toccata arpeggio alliteration assonance
consonance metaphor metonymy synecdoche simile anapaest anapest dactyl iamb trochee spondee tetrameter pentameter
hexameter protagonist antagonist antithesis synthesis thesis denotation connotation epigram epigraph epitaph epithet
latitude longitude altitude isthmus tsunami cyclone anticyclone convection conduction radiation convergent divergent
subduction syncline anticline bourgeoisie proletariat bolshevik menshevik girondin jacobin tory whig sunni shia
shiite paleolithic mesolithic neolithic eocene oligocene miocene pliocene pleistocene holocene paleocene triassic
jurassic cretaceous cambrian ordovician silurian devonian permian precambrian monet manet iliad aeneid odyssey ionic
doric corinthian acute obtuse reflex integer integral derivative numerator denominator dividend divisor quotient
mean median mode permutation combination commutative associative distributive concave convex kilometer centimeter
millimeter nanometer micrometer kilogram milligram microgram
"""

_NAMES = """
bach beethoven brahms bartok britten berlioz bizet bohr boyle born braque cezanne degas derain dufy durer ernst
freud handel haydn hegel hegel herder hobbes hume husserl ibsen joyce kafka kant keats kepler klee klimt lenin
lennon liszt locke lorca mahler malthus marat marx matisse mendel mendelssohn mendeleev miro monet manet morisot
mozart munch newton ovid pascal pavlov picasso pissarro plato pluto pliny plutarch puccini purcell rembrandt renoir
rodin rossini rousseau rubens sartre schiller schubert schumann schoenberg seurat shelley sisley smetana stalin
strauss swift tacitus tasso titian turing tolstoy verdi vermeer virgil vivaldi voltaire wagner weber wordsworth
yeats zola antoninus antonius octavian octavius hadrian trajan tiberius claudius nero galba vespasian titus domitian
darius cyrus xerxes ramses ramesses sophocles euripides aeschylus aristophanes aristotle socrates isocrates
hippocrates hipparchus herodotus heraclitus heraclius hercules heracles athens sparta corinth thebes delphi troy
tyre sidon ghent verdun vienna venice geneva genoa bonn bern berne brno bremen breda lyon lyons leon newtown lille
lima lisbon leeds london paris madrid malaga milan minsk pinsk omsk tomsk kursk kazan kharkiv kyiv kiev riga rome
sofia split seville turin tunis tirana trieste zagreb tehran tallinn vilnius warsaw budapest bucharest belgrade oslo
dublin berlin cairo quito bogota santiago asuncion montevideo caracas havana dakar bamako banjul lagos abuja accra
nairobi kampala kigali lusaka harare maputo luanda riyadh doha muscat sanaa beirut damascus baghdad amman ankara
tbilisi yerevan baku kabul delhi dhaka hanoi seoul pyongyang tokyo kyoto beijing nanjing nanking taipei manila
jakarta canberra sydney wellington
"""


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(_LISTED.read_text(encoding="utf-8").split()) | TERMS


TERMS = frozenset((_ELEMENTS + _TERMS + _NAMES).split()) | MONTHS | WEEKDAYS
"""What general lists lack or name only in part: terms of school subjects, and famous names that are near others."""

_ENDS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
         ("ly", ""), ("ness", ""))  # fmt: skip


def bases(word: str) -> list[str]:
    """What a word may be a regular form of: decreas, decrease of "decreased"."""
    found = [word.removesuffix(end) + by for end, by in _ENDS if word.endswith(end)]
    doubled = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("ed")
    if doubled != word and len(doubled) > 3 and doubled[-1] == doubled[-2]:
        found.append(doubled[:-1])
    return [base for base in found if len(base) > 2]


def is_known(word: str) -> bool:
    """Whether a word in small letters without accents is a word of English, a term or a name."""
    words = _words()
    return word in words or bool(country_of(word)) or any(base in words for base in bases(word))
