"""Choices of the ECT that the product itself acts on; what an SWV words is in `ect.Keuze`."""

from django.db.models import TextChoices


class Keuzelijst(TextChoices):
    """The code lists of this room (missie.md 1.11); their values are data with a validity."""

    HOOFDVRAAG = "hoofdvraag", "Hoofdvraag"
    INTERVENTIE = "interventie", "Interventie"
    TYPE_INTERVENTIE = "type_interventie", "Type interventie"
    BESTEMMING = "bestemming", "Schakelbestemming"


class Aanmeldstatus(TextChoices):
    AANGEMELD = "aangemeld", "Wacht op reactie"
    IN_GESPREK = "in_gesprek", "In gesprek"
    AANGENOMEN = "aangenomen", "Casus geopend"
    BEANTWOORD = "beantwoord", "Beantwoord"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Casusstatus(TextChoices):
    """Intake, traject and nazorg (missie.md PRC-11)."""

    INTAKE = "intake", "Intake"
    TRAJECT = "traject", "Traject"
    NAZORG = "nazorg", "Nazorg"
    AFGESLOTEN = "afgesloten", "Afgesloten"


class Adviesstatus(TextChoices):
    CONCEPT = "concept", "Concept"
    UITGEBRACHT = "uitgebracht", "Uitgebracht"


class Urgentie(TextChoices):
    GEWOON = "gewoon", "Gewoon"
    SPOED = "spoed", "Spoed: de leerling zit thuis of dreigt thuis te komen zitten"


class Ouders(TextChoices):
    """What the parents know (domein.md 7.1: they are told; from 16 years on the pupil too)."""

    AKKOORD = "akkoord", "Ja, en zij vinden het goed"
    GEINFORMEERD = "geinformeerd", "Ja, zij weten het"
    NIET = "niet", "Nee, nog niet"


class Contactsoort(TextChoices):
    GESPREK = "gesprek", "Gesprek"
    TELEFOON = "telefoon", "Telefoon"
    BERICHT = "bericht", "Mail of bericht"
    SCHOOLBEZOEK = "schoolbezoek", "Bezoek aan de school"
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    OVERLEG = "overleg", "Overleg met anderen"


class Uitkomst(TextChoices):
    """How a casus ends; only `GESCHAKELD` has a schakelbestemming."""

    OP_SCHOOL = "op_school", "De leerling gaat verder op de eigen school"
    GESCHAKELD = "geschakeld", "De leerling ging naar een andere plek"
    OVERGEDRAGEN = "overgedragen", "Een andere organisatie nam de begeleiding over"
    GESTOPT = "gestopt", "Gestopt voordat de vraag was beantwoord"
