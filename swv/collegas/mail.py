"""The mails about access: a fixed sentence and a link."""

from typing import Any

from swv import berichten
from swv.collegas.services import pad_van
from swv.models import Uitnodiging
from swv.opdrachten import opdracht

UITNODIGING = berichten.registreer(
    "toegang.uitnodiging",
    onderwerp="Uitnodiging voor het SWV-kantoor",
    zin="Uw school vraagt u om met het samenwerkingsverband te werken in het SWV-kantoor. Met de link hieronder "
    "maakt u uw account. Verwachtte u dit niet? Dan hoeft u niets te doen.",
)


@opdracht("toegang.uitnodiging", "Uitnodiging mailen")
def mail_uitnodiging(*, uitnodiging_id: int, ronde: int, **_kwargs: Any) -> None:
    """Send the link of this round; a withdrawn, accepted or renewed invitation sends nothing."""
    rij = Uitnodiging.objects.open().filter(pk=uitnodiging_id, ronde=ronde).first()
    if rij is not None:
        soort = berichten.SOORTEN[UITNODIGING]
        berichten.verstuur(
            rij.email, soort.onderwerp, soort.zin, pad_van(rij), kenmerk=f"{rij.sleutel}.{rij.ronde}"
        )
