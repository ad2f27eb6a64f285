"""Demo data of access and of saved views; has its own source of chance, so that no other room's rows move."""

from datetime import datetime, time
from random import Random
from uuid import UUID

from django.utils import timezone

from swv.collegas.termijnen import KLOPT_NOG_ANTWOORD, UITNODIGING, Rekenaar
from swv.demo import Demo
from swv.models import Toegangscontrole, Uitnodiging, Weergave

WEERGAVEN = (
    ("coordinator", "tlv", "VSO dat loopt", "status=lopend&soort=vso", True),
    ("coordinator", "tlv", "Te laat", "status=lopend&termijn=te_laat", True),
    ("administratie", "tlv", "Nog niet toegewezen", "status=lopend&behandelaar=niemand", True),
    ("administratie", "tlv", "Aan mij toegewezen", "status=lopend&behandelaar=mij", False),
    ("coordinator", "thuiszitters", "Wat loopt", "status=lopend", True),
    ("ect", "ect", "Van mij", "stand=lopend&houder=mij", False),
)


def laad(demo: Demo) -> None:
    """One school with an open invitation and the yearly question; a few views of lists."""
    rng = Random(f"{demo.swv}-toegang-{demo.op.isoformat()}")  # noqa: S311
    moment = timezone.make_aware(datetime.combine(demo.op, time(9, 30)))
    Weergave.objects.bulk_create(
        Weergave(
            sleutel=_sleutel(rng),
            lijst=lijst,
            naam=naam,
            vraag=vraag,
            eigenaar=demo.gebruikers[wie],
            gedeeld=gedeeld,
            gewijzigd_op=moment,
        )
        for wie, lijst, naam, vraag, gedeeld in WEERGAVEN
    )
    rekenaar = Rekenaar(demo.op)
    if not rekenaar.kent(UITNODIGING, KLOPT_NOG_ANTWOORD):
        return
    school, _tweede = demo.demoscholen
    Uitnodiging.objects.create(
        sleutel=_sleutel(rng),
        school=school,
        rol="school",
        email="nieuwe.collega@demo.invalid",
        uitgenodigd_op=moment,
        uitgenodigd_door=demo.gebruikers["schooldirecteur"],
        verstuurd_op=moment,
        geldig_tot_en_met=rekenaar.uiterste(UITNODIGING, demo.op),
    )
    Toegangscontrole.objects.create(
        sleutel=_sleutel(rng),
        school=school,
        gevraagd_op=moment,
        uiterste_datum=rekenaar.uiterste(KLOPT_NOG_ANTWOORD, demo.op),
    )


def _sleutel(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
