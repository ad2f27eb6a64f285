"""How the amounts of the administratiekantoor's file are written."""

from financien.enums import Veld
from financien.realisatie.bedragen import Notatie, notatie_van
from financien.realisatie.kolommen import Indeling
from swv.imports.fouten import Importfout
from swv.imports.tabel import Bron

TWEE_NOTATIES = (
    "De bedragen staan in twee schrijfwijzen door elkaar: Nederlands op rij {nl} en Engels op rij {en}. "
    "Kies zelf de schrijfwijze, of herstel het bestand."
)


def herken_notatie(bron: Bron, indeling: Indeling) -> Notatie:
    """The notation of the amounts in this file; raises `Importfout` when both occur. Numbers alone: Dutch."""
    plaatsen = [indeling.plaats[v] for v in (Veld.BEDRAG, Veld.DEBET, Veld.CREDIT) if v in indeling.plaats]
    eerste: dict[Notatie, int] = {}
    for nummer, velden in bron.rijen():
        for plaats in plaatsen:
            tekst = velden[plaats] if plaats < len(velden) else None
            notatie = notatie_van(tekst) if isinstance(tekst, str) else None
            if notatie is not None:
                eerste.setdefault(notatie, nummer)
    if len(eerste) > 1:
        raise Importfout(TWEE_NOTATIES.format(nl=eerste[Notatie.NEDERLANDS], en=eerste[Notatie.ENGELS]))
    return next(iter(eerste), Notatie.NEDERLANDS)
