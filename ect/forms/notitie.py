"""Input of a confidential note: parse and check, never save."""

from typing import Any

from django.db.models import QuerySet

from ect.forms.velden import Ectform, Medewerkerveld, tekstveld
from ect.models import Notitie
from swv.forms.velden import MetSleutel, MetVersie
from swv.models import Gebruiker


class NotitieForm(Ectform, MetSleutel):
    tekst = tekstveld("Notitie", regels=10)


class NotitieWijzigenForm(NotitieForm, MetVersie):
    def __init__(self, *args: Any, notitie: Notitie, **kwargs: Any) -> None:
        super().__init__(*args, initial={"tekst": notitie.tekst, "versie": notitie.versie}, **kwargs)


class ToegangForm(Ectform):
    middel = ("gebruiker",)
    gebruiker = Medewerkerveld("Wie mag deze notitie ook lezen?")

    def __init__(self, *args: Any, medewerkers: QuerySet[Gebruiker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bied("gebruiker", medewerkers)
