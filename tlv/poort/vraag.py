"""What the poort is asked: a request, perhaps its decider, and perhaps what is going to be decided."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Inschrijving
from swv.klok import datum_van, nu
from swv.models import Gebruiker, Norm
from swv.normen import normen_op
from tlv.enums import Adviesstatus, Uitkomst
from tlv.models import Aanvraag


@dataclass(frozen=True)
class Besluitinhoud:
    """What is decided; categorie and period belong to a toekenning only."""

    uitkomst: Uitkomst
    categorie: str
    ingangsdatum: date | None
    einddatum: date | None
    motivering: str

    @property
    def is_toekenning(self) -> bool:
        return self.uitkomst is Uitkomst.TOEGEKEND


@dataclass(frozen=True)
class Poortvraag:
    """Everything that a rule may look at; what more than one rule needs is read once."""

    aanvraag: Aanvraag
    adviezen: tuple[Any, ...]
    moment: datetime
    user: Gebruiker | None = None
    inhoud: Besluitinhoud | None = None

    @classmethod
    def van(
        cls,
        aanvraag: Aanvraag,
        user: Gebruiker | None = None,
        *,
        inhoud: Besluitinhoud | None = None,
        op: datetime | None = None,
    ) -> "Poortvraag":
        rijen = aanvraag.adviezen.filter(status=Adviesstatus.UITGEBRACHT).select_related("deskundige")
        return cls(aanvraag, tuple(rijen.order_by("uitgebracht_op", "id")), op or nu(), user, inhoud)

    @property
    def op(self) -> date:
        return datum_van(self.moment)

    @cached_property
    def normen(self) -> dict[str, Norm]:
        return normen_op(self.op)

    @cached_property
    def is_ingeschreven(self) -> bool:
        """Onderinstroom is only aangemeld: there is no school yet that could hear the pupil or make an OPP."""
        rijen = Inschrijving.objects.op(self.op).filter(leerling_id=self.aanvraag.leerling_id)
        soorten = set(rijen.values_list("soort", flat=True))
        return not soorten or Inschrijvingsoort.INSCHRIJVING in soorten

    @property
    def toekenning(self) -> Besluitinhoud | None:
        """What is granted; None for an afwijzing, or while nothing is chosen yet."""
        return self.inhoud if self.inhoud and self.inhoud.is_toekenning else None
