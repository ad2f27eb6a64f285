"""The figures of a quarter, wherever they come from: frozen in a momentopname, or computed now."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from swv.kengetallen import (
    KENGETALLEN,
    VERDELINGEN,
    Cel,
    Kengetal,
    Meetwaarde,
    Peiling,
    Uitkomst,
    Verdeling,
    meet,
    peiling,
)
from swv.klok import datum_van
from swv.kruistabel import Tabel, kruistabel
from swv.kwartaal import Kwartaal
from swv.models import Meting, Momentopname, Norm, Verdelingmeting
from swv.normen import normen_op
from swv.onderdrukking import GRENS
from swv.termijnen import datum

NORM_KLEINSTE_CEL = "rapportage.kleinste_cel"
NOG_NIET = "Dit cijfer telt tot en met {} en wordt daarna vastgelegd."
NIET_VASTGELEGD = "Dit cijfer bestond nog niet toen de cijfers van dit kwartaal zijn vastgelegd."


def mist_kwartaal(kwartaal: Kwartaal, op: datetime) -> bool:
    """Whether on this moment some figure still counts: the peildatum lies before the end of the quarter."""
    if datum_van(op) > kwartaal.tot_en_met:
        return False
    verdelingen = any(verdeling.telt_kwartaal for verdeling in VERDELINGEN.values())
    return verdelingen or any(kengetal.telt_kwartaal for kengetal in KENGETALLEN.values())


class Stand:
    """The figures of one quarter, wherever they come from."""

    momentopname: Momentopname | None = None

    def __init__(self, vraag: Peiling) -> None:
        self.vraag = vraag
        self.kwartaal = vraag.kwartaal
        self.peildatum = vraag.peildatum
        self.vorige_peildatum = vraag.vorige_peildatum

    def waarde(self, code: str) -> Meetwaarde:
        """One figure with its definition, outcome, norm and status; `KeyError` for a code nobody knows."""
        raise NotImplementedError

    def waarden(self, codes: Iterable[str] | None = None) -> list[Meetwaarde]:
        """These figures, or all of them in the order of their codes."""
        return [self.waarde(code) for code in (self.codes if codes is None else codes)]

    @property
    def codes(self) -> list[str]:
        raise NotImplementedError

    def opzet(self, code: str) -> Verdeling:
        """What a breakdown is called and over which dimensions it runs."""
        raise NotImplementedError

    def _cellen(self, code: str) -> list[Cel]:
        raise NotImplementedError

    @cached_property
    def grens(self) -> int:
        """The smallest count that leaves the SWV (domein.md 3.2): a norm with validity."""
        norm = normen_op(self.peildatum).get(NORM_KLEINSTE_CEL)
        return int(norm.waarde) if norm else GRENS

    def verdeling(self, code: str) -> list[Cel]:
        """The cells of a breakdown, all of them: for inside the SWV (`swv.buiten.StandBuiten` is for outside)."""
        return self._cellen(code)

    def tabel(self, code: str) -> Tabel:
        """A breakdown over one or two dimensions as a table with totals."""
        return kruistabel(self.opzet(code), self._cellen(code))

    def trend(self, code: str, aantal: int = 8) -> list[tuple[Kwartaal, Decimal | None]]:
        """The last quarters, this one last; None for a quarter without a momentopname."""
        kwartalen = [self.kwartaal.verschoven(terug) for terug in range(1 - aantal, 0)]
        eerder = self._eerdere_waarden(aantal)
        reeks = [(kwartaal, eerder.get((code, kwartaal))) for kwartaal in kwartalen]
        return [*reeks, (self.kwartaal, self.waarde(code).uitkomst.waarde)]

    def vorige(self, code: str) -> Decimal | None:
        """The value of the quarter before."""
        return self.trend(code, 2)[0][1]

    def _eerdere_waarden(self, aantal: int) -> dict[tuple[str, Kwartaal], Decimal | None]:
        """Every frozen value of the last quarters, read once for all trends."""
        gelezen: tuple[int, dict[Any, Any]] | None = self.__dict__.get("_gelezen")
        if gelezen is None or gelezen[0] < aantal:
            gelezen = self.__dict__["_gelezen"] = (max(aantal, 8), self._lees_eerdere(max(aantal, 8)))
        return gelezen[1]

    def _lees_eerdere(self, aantal: int) -> dict[tuple[str, Kwartaal], Decimal | None]:
        eerdere = Momentopname.objects.tot_en_met(self.kwartaal.vorige, aantal=aantal)
        velden = ("code", "momentopname__jaar", "momentopname__nummer", "waarde")
        rijen = Meting.objects.filter(momentopname__in=eerdere).values_list(*velden)
        return {(code, Kwartaal(jaar, nummer)): kaal(waarde) for code, jaar, nummer, waarde in rijen}


class StandNu(Stand):
    """Computed from the registers as they are now; every figure at most once."""

    def __init__(self, vraag: Peiling) -> None:
        super().__init__(vraag)
        self._gemeten: dict[str, Meetwaarde] = {}
        self._geteld: dict[str, list[Cel]] = {}

    @property
    def codes(self) -> list[str]:
        return sorted(KENGETALLEN)

    def waarde(self, code: str) -> Meetwaarde:
        return self.waarden([code])[0]

    def waarden(self, codes: Iterable[str] | None = None) -> list[Meetwaarde]:
        gevraagd = self.codes if codes is None else list(codes)
        nieuw = [code for code in dict.fromkeys(gevraagd) if code not in self._gemeten]
        if nieuw:
            self._gemeten |= dict(zip(nieuw, meet(self.vraag, nieuw), strict=True))
        return [self._gemeten[code] for code in gevraagd]

    def opzet(self, code: str) -> Verdeling:
        return VERDELINGEN[code]

    def _cellen(self, code: str) -> list[Cel]:
        if code not in self._geteld:
            self._geteld[code] = VERDELINGEN[code].bereken(self.vraag)
        return self._geteld[code]


class StandBevroren(Stand):
    """Read from a momentopname, in two queries."""

    momentopname: Momentopname

    def __init__(self, momentopname: Momentopname) -> None:
        super().__init__(
            Peiling(momentopname.kwartaal, momentopname.peildatum, momentopname.vorige_peildatum)
        )
        self.momentopname = momentopname

    @cached_property
    def _metingen(self) -> dict[str, Meetwaarde]:
        rijen = self.momentopname.metingen.order_by("code")
        return {rij.code: _meetwaarde(rij) for rij in rijen}

    @cached_property
    def _verdelingen(self) -> dict[str, Verdelingmeting]:
        return {rij.code: rij for rij in self.momentopname.verdelingen.order_by("code")}

    @property
    def codes(self) -> list[str]:
        return list(self._metingen)

    def waarde(self, code: str) -> Meetwaarde:
        if code in self._metingen:
            return self._metingen[code]
        kengetal = KENGETALLEN[code]
        wacht = kengetal.telt_kwartaal and self.wacht_op_kwartaal
        uitleg = NOG_NIET.format(datum(self.kwartaal.tot_en_met)) if wacht else NIET_VASTGELEGD
        return Meetwaarde(kengetal, Uitkomst(None, toelichting=uitleg), None, "n.v.t.")

    @cached_property
    def wacht_op_kwartaal(self) -> bool:
        """Whether what counts over the calendar quarter is still to be frozen, after its last day."""
        if not mist_kwartaal(self.kwartaal, self.momentopname.gemaakt_op):
            return False
        return not any(gemeten.kengetal.telt_kwartaal for gemeten in self._metingen.values())

    def opzet(self, code: str) -> Verdeling:
        rij = self._verdelingen.get(code)
        if rij is None:
            return VERDELINGEN[code]
        return opzet_toen(rij)

    def _cellen(self, code: str) -> list[Cel]:
        rij = self._verdelingen.get(code)
        if rij is None:
            self.opzet(code)
            return []
        return [Cel(tuple(labels), aantal) for labels, aantal in rij.cellen]


def opzet_toen(rij: Verdelingmeting) -> Verdeling:
    """A breakdown as it was frozen; how its counts hang together is read from the definition of now."""
    toen = Verdeling(rij.code, rij.naam, tuple(rij.dimensies), _niet_opnieuw, rij.bron, rij.versie)
    nu = VERDELINGEN.get(rij.code)
    if nu is None or nu.dimensies != toen.dimensies:
        return toen
    return replace(toen, telt=nu.telt, deel_van=nu.deel_van, balans=nu.balans)


def _niet_opnieuw(_vraag: Peiling) -> Any:
    """A frozen figure is read, never computed again."""
    raise TypeError("a frozen figure is not computed again")


def _meetwaarde(rij: Meting) -> Meetwaarde:
    bekend = KENGETALLEN.get(rij.code)
    kengetal = Kengetal(
        code=rij.code,
        naam=rij.naam,
        definitie=rij.definitie,
        eenheid=rij.eenheid,  # type: ignore[arg-type]
        bron=rij.bron,
        bereken=_niet_opnieuw,
        rijen=bekend.rijen if bekend else None,
        norm=rij.norm_code,
        beter=rij.beter,  # type: ignore[arg-type]
        versie=rij.versie,
        percentiel=bekend.percentiel if bekend else None,
    )
    uitkomst = Uitkomst(kaal(rij.waarde), kaal(rij.teller), kaal(rij.noemer), rij.toelichting)
    return Meetwaarde(kengetal, uitkomst, _norm_toen(rij), rij.status)  # type: ignore[arg-type]


def _norm_toen(rij: Meting) -> Norm | None:
    """The norm as it was; a value to read, never to save."""
    if rij.norm_waarde is None:
        return None
    return Norm(
        sleutel=rij.norm_sleutel,  # type: ignore[misc]
        code=rij.norm_code,
        naam=rij.norm_naam,
        waarde=kaal(rij.norm_waarde),
        eenheid=rij.norm_eenheid,
    )


def kaal(waarde: Decimal | None) -> Decimal | None:
    """The same number without the zeros that the column adds behind the comma."""
    return None if waarde is None else Decimal(f"{waarde.normalize():f}")


def stand_nu(kwartaal: Kwartaal, *, peildatum: date | None = None) -> StandNu:
    """The figures of a quarter as the registers give them now."""
    return StandNu(peiling(kwartaal, peildatum=peildatum))


def stand_van(kwartaal: Kwartaal) -> StandBevroren | None:
    """The frozen figures of a quarter, if they were frozen."""
    rij = Momentopname.objects.van(kwartaal).first()
    return StandBevroren(rij) if rij else None
