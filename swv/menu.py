"""What the kernel itself puts in the navigation, in the search and on the start page."""

from django.conf import settings

from swv.collegas.panelen import WERKBAK
from swv.panelen import Menu, Zoekbron, menus, werkbakken, zoekbronnen
from swv.rapportages.selectors import ter_vaststelling
from swv.rapportages.werk import WERKBAK as RAPPORTAGEBAK
from swv.rollen import Bereik
from swv.scholen.selectors import zoek

menus += [
    Menu("", "Collega's", "collegas", "collega.beheren", 78, bereiken=frozenset({Bereik.SCHOOL})),
    Menu(
        "Beheer", "Toegang per school", "collegas", "collega.beheren", 92, bereiken=frozenset({Bereik.GEEN})
    ),
    Menu("", "Vandaag", "start", "start.inzien", 0),
    Menu("Beheer", "Scholen", "scholen", "school.inzien", 89),
    Menu("Sturen", "Rapportages", "rapportages", "rapportage.inzien", 60, ter_vaststelling),
    Menu("", "Berichten", "berichten", "start.inzien", 80),
    Menu("Beheer", "Normen", "normen", "norm.inzien", 90),
    Menu("Beheer", "Gebruikers", "gebruikers", "gebruiker.beheren", 91),
    Menu("Beheer", "Opdrachten", "opdrachten", "opdracht.beheren", 95),
    Menu("Beheer", "Wie keek waar", "spoor", "spoor.inzien", 96),
]
if settings.SWV_DEMO:  # only there a mail stays on this machine
    menus.append(Menu("Beheer", "Mail", "mail", "mail.inzien", 97))

zoekbronnen.append(Zoekbron("scholen", "Scholen", "school.inzien", zoek))
werkbakken += [WERKBAK, RAPPORTAGEBAK]
