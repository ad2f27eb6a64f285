"""Commands for people: a wrong or missing argument gives one Dutch sentence and exit code 2."""

import re
import sys
from abc import abstractmethod
from argparse import ArgumentParser
from datetime import date
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

FOUTCODE = 2
DATUMVORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ONBEKEND = re.compile(r"unrecognized arguments: (?P<wat>.+)")
ZONDER_WAARDE = re.compile(r"argument (?P<wat>[^:]+): expected .*argument")
ONTBREEKT = re.compile(r"the following arguments are required: (?P<wat>.+)")
ZINNEN = (
    (ONBEKEND, "Het argument {} is onbekend; --help laat zien wat kan."),
    (ZONDER_WAARDE, "Bij {} hoort een waarde."),
    (ONTBREEKT, "Het argument {} ontbreekt."),
)


class Gebruiksfout(Exception):
    """What is wrong with the arguments, as one Dutch sentence."""


class Opdrachtregel(BaseCommand):
    """Base of a command whose arguments a person types; subclasses write `voer_uit`."""

    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)
        parser.error = self._weiger_argument  # type: ignore[assignment, method-assign]
        return parser

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.voer_uit(**options)
        except Gebruiksfout as fout:
            self._stop(str(fout))

    @abstractmethod
    def voer_uit(self, **options: Any) -> None:
        """Do the work; raise `Gebruiksfout` for arguments that make no sense."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare arguments without type and choices: `voer_uit` checks them in Dutch."""

    def _weiger_argument(self, melding: str) -> NoReturn:
        for vorm, zin in ZINNEN:
            treffer = vorm.search(melding)
            if treffer:
                self._stop(zin.format(treffer["wat"]))
        self._stop("De argumenten kloppen niet; --help laat zien wat kan.")

    def _stop(self, zin: str) -> NoReturn:
        self.stderr.write(zin)
        sys.exit(FOUTCODE)


def lees_datum(tekst: str, naam: str) -> date:
    """A date written as 2026-11-23."""
    try:
        if DATUMVORM.fullmatch(tekst):
            return date.fromisoformat(tekst)
    except ValueError:  # 30 februari
        pass
    raise Gebruiksfout(f"{naam} is geen datum: {tekst!r}; schrijf jaar-maand-dag, bijvoorbeeld 2026-11-23.")


def lees_aantal(tekst: str, naam: str, *, minimum: int, maximum: int) -> int:
    """A whole number between two bounds."""
    if re.fullmatch(r"[0-9]{1,6}", tekst, re.ASCII) and minimum <= int(tekst) <= maximum:
        return int(tekst)
    raise Gebruiksfout(f"{naam} moet een heel getal van {minimum} tot en met {maximum} zijn, niet {tekst!r}.")
