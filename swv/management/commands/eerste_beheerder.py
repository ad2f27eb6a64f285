"""`manage.py eerste_beheerder …`: the one account that no beheerder can make, in an installation without demo data."""

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from swv.klok import nu, vandaag
from swv.models import Gebruiker, Roltoekenning
from swv.opdrachtregel import Gebruiksfout, Opdrachtregel
from swv.toekenning import ken_toe


class Command(Opdrachtregel):
    help = "Maakt de eerste beheerder; daarna maakt die zelf de andere accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gebruikersnaam", required=True)
        parser.add_argument("--naam", required=True)
        parser.add_argument("--email", required=True)

    def voer_uit(self, **options: Any) -> None:
        if Roltoekenning.objects.filter(rol="beheer", gebruiker__is_active=True).exists():
            raise Gebruiksfout(
                "Er is al een beheerder; die maakt de andere accounts, op de pagina Gebruikers."
            )
        gebruiker = Gebruiker(
            username=options["gebruikersnaam"],
            naam=options["naam"],
            email=options["email"],
            functie="Beheerder",
        )
        gebruiker.set_password(self._vraag_wachtwoord(gebruiker))
        self._controleer(gebruiker)
        with transaction.atomic():
            gebruiker.save()
            ken_toe(gebruiker=gebruiker, rol="beheer", door=None, op=nu(), geldig_vanaf=vandaag())
        self.stdout.write(f"{gebruiker.username} is beheerder en kan inloggen.")

    def _vraag_wachtwoord(self, gebruiker: Gebruiker) -> str:
        """Ask on the terminal, so that the password stands in no history and no process list."""
        wachtwoord = getpass("Wachtwoord: ")
        if wachtwoord != getpass("Nog een keer: "):
            raise Gebruiksfout("De wachtwoorden zijn niet gelijk.")
        try:
            validate_password(wachtwoord, gebruiker)
        except ValidationError as fout:
            raise Gebruiksfout(" ".join(fout.messages)) from None
        return wachtwoord

    def _controleer(self, gebruiker: Gebruiker) -> None:
        try:
            gebruiker.full_clean()
        except ValidationError as fout:
            raise Gebruiksfout(" ".join(fout.messages)) from None
