"""Fictitious people: first names that fit the sex, family names, and the adults around a pupil."""

from collections.abc import Iterator

from leerlingen.enums import Geslacht, Relatie
from leerlingen.models import Betrokkene, Leerling
from swv.demo import Demo

JONGENS = (
    "Sem Adam Jay Daan Finn Levi Milan Luuk Thijs Bram Sami Jesse Ruben Stijn Mees Gijs Hugo Noah Teun Pepijn "
    "Joris Ilias Lars Boaz Rayan Morris Tijn Olivier Quinten Malik Ties"
).split()
MEISJES = (
    "Noor Liv Fenna Mila Sara Yara Nora Zoë Evi Amira Lotte Isa Fleur Elif Roos Lina Jasmijn Tess Vera Aya "
    "Sofie Puck Nova Femke Bente Romy Hanna Juna"
).split()
ACHTERNAMEN = (
    "Akkerhuis Bergveld Bloemkamp Boterenbrood Braamhaar Brouwershof Dalemans Dijkgraaff Duinkerk "
    "Eikelenstam Elzinghorst Fazantweg Fluitenberg Geelhoed Goudriaan Grasdijk Haverslag Heideveld "
    "Heuvelrug Hooiberg Houtwal IJsselmonde Jonkergouw Kamperfoel Kastelijn Klaverblad Kleiborg Korenaar "
    "Kraaijvanger Kruidenhof Landzicht Leemhuis Lindelauf Maanhuis Meidoorn Melkweg Molenkamp Morgenster "
    "Nachtegael Notenboom Oeverloos Ooievaarsnest Paardebloem Peppelhof Populier Regenboogh Rietveen "
    "Roggeveld Rozengaard Schapendrift Slotboom Sneeuwklok Spoordijk Sterrenburg Tarwekamp Torenbeek "
    "Turfschip Uilenburg Veldkers Veenstroom Vogelpoel Vuursteen Waterlely Weidema Wilgenhoff Windekind "
    "Wolkenveld Zeegers Zilverberg Zomerdijk Zonneveld Zwaluwenberg"
).split()
VOORVOEGSELS = ["", "", "", "", "", "van", "de", "van der", "ter"]
STRATEN = (
    "Zonnebloemlaan Meerkoetstraat Rietkraag Eikenhof Sterrenpad Molenwiek Kwartelweg Wilgendreef".split()
)
LETTERS = "ABCDEFGHJKLMNPRSTVW"
DEEL_JONGENS, DEEL_JONGENS_GESPECIALISEERD = 0.52, 0.66
DEEL_ONBEKEND = 0.008  # a school that did not fill it in


def trek_voornaam(demo: Demo, *, gespecialiseerd: bool) -> tuple[str, Geslacht]:
    """A first name and the sex that goes with it; at a specialised school more boys, now and then unknown."""
    rng = demo.rng
    jongen = rng.random() < (DEEL_JONGENS_GESPECIALISEERD if gespecialiseerd else DEEL_JONGENS)
    naam = rng.choice(JONGENS if jongen else MEISJES)
    if rng.random() < DEEL_ONBEKEND:
        return naam, Geslacht.ONBEKEND
    return naam, Geslacht.MAN if jongen else Geslacht.VROUW


def volwassenen(demo: Demo, leerling: Leerling) -> Iterator[Betrokkene]:
    """Mostly two parents with gezag; some apart, one with a secret address, one without an address."""
    soort = demo.rng.choices(["samen", "apart", "een", "voogd"], [70, 16, 10, 4])[0]
    eerste, tweede = demo.rng.sample(LETTERS, 2)
    eigen = f"{leerling.voorvoegsel} {leerling.achternaam}".strip()
    if soort == "voogd":
        voogd, pleegouder = demo.rng.sample(ACHTERNAMEN, 2)
        yield _volwassene(demo, leerling, Relatie.VOOGD, f"{eerste}. {voogd}", heeft_gezag=True, thuis=False)
        naam = f"{tweede}. {pleegouder}"
        yield _volwassene(demo, leerling, Relatie.PLEEGOUDER, naam, heeft_gezag=False, thuis=True)
        return
    yield _volwassene(demo, leerling, Relatie.OUDER, f"{eerste}. {eigen}", heeft_gezag=True, thuis=True)
    if soort != "een":
        naam = f"{tweede}. {demo.rng.choice(ACHTERNAMEN)}"
        yield _volwassene(demo, leerling, Relatie.OUDER, naam, heeft_gezag=True, thuis=soort == "samen")


def _volwassene(
    demo: Demo, leerling: Leerling, relatie: Relatie, naam: str, *, heeft_gezag: bool, thuis: bool
) -> Betrokkene:
    rng = demo.rng
    heeft_adres = rng.random() > 0.02
    geheim = not thuis and rng.random() < 0.15
    return Betrokkene(
        sleutel=demo.sleutel(),
        leerling=leerling,
        relatie=relatie,
        naam=naam,
        heeft_gezag=heeft_gezag,
        straat=(leerling.straat if thuis else rng.choice(STRATEN)) if heeft_adres else "",
        huisnummer=(leerling.huisnummer if thuis else str(rng.randint(1, 90))) if heeft_adres else "",
        postcode=leerling.postcode if heeft_adres else "",
        plaats=leerling.plaats if heeft_adres else "",
        geheim_adres=geheim,
        contactbeperking="Alleen per brief; niet bellen." if rng.random() < 0.02 else "",
    )
