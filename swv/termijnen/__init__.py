"""Working days and terms: pure functions, no database, no clock; today is an argument.

Every computed date is a `Termijn` that carries its derivation in plain Dutch.
"""

from swv.termijnen.kalender import (
    Kalender,
    Vakantie,
    eerstvolgende_werkdag,
    werkdagen_later,
    werkdagen_tussen,
)
from swv.termijnen.perioden import (
    Periode,
    begin_schooljaar,
    einde_schooljaar,
    kwartaal,
    kwartaalperiode,
    leeftijd,
    leerplichtig_vanaf,
    maanden_later,
    schooljaar,
)
from swv.termijnen.resterend import Resterend, Staat, resterend
from swv.termijnen.schooljaren import schooljaartermijn
from swv.termijnen.tekst import datum, datum_met_weekdag, opsomming, periode
from swv.termijnen.waarden import Opschorting, Termijn
from swv.termijnen.wettelijk import (
    beslistermijn,
    bezwaartermijn,
    bob_termijn,
    is_lang_voor_atw,
    minstens_twee_werkdagen,
    normtermijn,
    opp_termijn,
    werkdagtermijn,
)

__all__ = [
    "Kalender",
    "Opschorting",
    "Periode",
    "Resterend",
    "Staat",
    "Termijn",
    "Vakantie",
    "begin_schooljaar",
    "beslistermijn",
    "bezwaartermijn",
    "bob_termijn",
    "datum",
    "datum_met_weekdag",
    "eerstvolgende_werkdag",
    "einde_schooljaar",
    "is_lang_voor_atw",
    "kwartaal",
    "kwartaalperiode",
    "leeftijd",
    "leerplichtig_vanaf",
    "maanden_later",
    "minstens_twee_werkdagen",
    "normtermijn",
    "opp_termijn",
    "opsomming",
    "periode",
    "resterend",
    "schooljaar",
    "schooljaartermijn",
    "werkdagen_later",
    "werkdagen_tussen",
    "werkdagtermijn",
]
