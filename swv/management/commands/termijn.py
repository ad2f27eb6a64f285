"""`./dev manage termijn`: compute one term and show how; the last line is the ISO date."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import Any

from django.db import DatabaseError

from swv import normen
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel, lees_aantal, lees_datum
from swv.profielen import wettelijke_kalender
from swv.termijnen import (
    Kalender,
    Opschorting,
    Termijn,
    beslistermijn,
    bezwaartermijn,
    bob_termijn,
    opp_termijn,
    werkdagtermijn,
)

MAX_WEKEN = 520
MAX_WERKDAGEN = 5000
AWB_WEKEN = 8
Opties = Mapping[str, Any]


class Command(Opdrachtregel):
    help = "Berekent een termijn en laat zien hoe; de laatste regel is de datum."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--soort", help=f"een van: {', '.join(SOORTEN)}")
        parser.add_argument("--vanaf", help="de dag waarop de termijn begint, bijvoorbeeld 2026-11-23")
        parser.add_argument("--weken", help="bij beslissing: het aantal weken")
        parser.add_argument(
            "--opschorting",
            action="append",
            metavar="VAN..TOT",
            help="bij beslissing: dag van de vraag om aanvulling, dag van de aanvulling; mag vaker",
        )
        parser.add_argument("--verdaging-weken", help="bij beslissing: weken verlenging")
        parser.add_argument("--aantal", help="bij werkdagen: het aantal werkdagen")

    def voer_uit(self, **options: Any) -> None:
        soort = options["soort"]
        if not soort:
            raise Gebruiksfout(f"Het argument --soort ontbreekt; kies uit: {', '.join(SOORTEN)}.")
        if soort not in SOORTEN:
            raise Gebruiksfout(f"De soort {soort!r} bestaat niet; kies uit: {', '.join(SOORTEN)}.")
        bereken, verplicht, mag = SOORTEN[soort]
        self._controleer(soort, options, verplicht, mag)
        try:
            termijn = bereken(options, _kalender())
        except OverflowError:
            raise Gebruiksfout("De termijn eindigt na het jaar 9999; kies een eerdere dag.") from None
        for nummer, zin in enumerate(termijn.afleiding, start=1):
            self.stdout.write(f"{nummer}. {zin}")
        self.stdout.write(termijn.uiterste_datum.isoformat())

    def _controleer(
        self, soort: str, options: Opties, verplicht: tuple[str, ...], mag: tuple[str, ...]
    ) -> None:
        for naam in verplicht:
            if not options[naam]:
                raise Gebruiksfout(f"Bij --soort {soort} is --{_optie(naam)} nodig.")
        for naam in ("weken", "opschorting", "verdaging_weken", "aantal"):
            if options[naam] and naam not in verplicht + mag:
                raise Gebruiksfout(f"Bij --soort {soort} hoort geen --{_optie(naam)}.")


def _optie(naam: str) -> str:
    return naam.replace("_", "-")


def _beslissing(opties: Opties, kalender: Kalender) -> Termijn:
    weken = lees_aantal(opties["weken"], "--weken", minimum=1, maximum=MAX_WEKEN)
    verdaging = opties["verdaging_weken"] or "0"
    return beslistermijn(
        lees_datum(opties["vanaf"], "--vanaf"),
        weken,
        [_opschorting(tekst) for tekst in opties["opschorting"] or ()],
        kalender=kalender,
        verdaging_weken=lees_aantal(verdaging, "--verdaging-weken", minimum=0, maximum=MAX_WEKEN),
        startmoment="",
        grondslag="Awb artikel 4:13" if weken == AWB_WEKEN else "",
    )


def _opschorting(tekst: str) -> Opschorting:
    van, scheiding, tot = tekst.partition("..")
    if not scheiding:
        raise Gebruiksfout(f"--opschorting schrijft u als VAN..TOT, niet als {tekst!r}.")
    eerste, laatste = lees_datum(van, "--opschorting"), lees_datum(tot, "--opschorting")
    if laatste < eerste:
        raise Gebruiksfout(f"De opschorting {tekst} eindigt voordat zij begint.")
    return Opschorting(eerste, laatste)


def _werkdagen(opties: Opties, kalender: Kalender) -> Termijn:
    aantal = lees_aantal(opties["aantal"], "--aantal", minimum=1, maximum=MAX_WERKDAGEN)
    return werkdagtermijn(lees_datum(opties["vanaf"], "--vanaf"), aantal, kalender=kalender)


def _bezwaar(opties: Opties, kalender: Kalender) -> Termijn:
    return bezwaartermijn(lees_datum(opties["vanaf"], "--vanaf"), kalender)


def _bob(opties: Opties, kalender: Kalender) -> Termijn:
    return bob_termijn(lees_datum(opties["vanaf"], "--vanaf"), kalender)


def _opp(opties: Opties, kalender: Kalender) -> Termijn:
    return opp_termijn(lees_datum(opties["vanaf"], "--vanaf"), kalender)


def _kalender() -> Kalender:
    """The KB-dagen of the database; those of the shipped file while nothing was loaded yet."""
    try:
        geladen = normen.kalender()
    except DatabaseError:
        return wettelijke_kalender()
    return geladen if geladen.kb_dagen else wettelijke_kalender()


# Per soort: the computation, which arguments it needs and which it may have besides.
SOORTEN: dict[str, tuple[Callable[[Opties, Kalender], Termijn], tuple[str, ...], tuple[str, ...]]] = {
    "bezwaar": (_bezwaar, ("vanaf",), ()),
    "beslissing": (_beslissing, ("vanaf", "weken"), ("opschorting", "verdaging_weken")),
    "bob": (_bob, ("vanaf",), ()),
    "opp": (_opp, ("vanaf",), ()),
    "werkdagen": (_werkdagen, ("vanaf", "aantal"), ()),
}
