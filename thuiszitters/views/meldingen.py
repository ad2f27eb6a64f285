"""One report: for its school how it goes, for the SWV what to do with it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from swv.formulieren import door_en_op, gepost, probeer
from swv.formulierpagina import DOSSIER, toon
from swv.klok import nu, vandaag
from swv.permissions import mag, vereist
from swv.workflow import reden_van as reden_van_recht
from swv.workflow import reden_waarom_niet
from thuiszitters import services
from thuiszitters.dagen import let_op
from thuiszitters.enums import Belemmering, Meldingstatus
from thuiszitters.forms.melding import MeldingtekstForm, RedenForm
from thuiszitters.forms.traject import OppakkenForm
from thuiszitters.models import Melding, Traject
from thuiszitters.permissions import mag_behandelen
from thuiszitters.selectors.klokken import meldklok
from thuiszitters.selectors.meldingen import STANDEN, acties_voor_school, stand_van
from thuiszitters.selectors.regie import regiehouders
from thuiszitters.selectors.tijdlijn import reden_van
from thuiszitters.services.melding import TEKSTEN
from thuiszitters.views.gemeen import haal_melding, meldingpagina, toon_of_doe
from thuiszitters.workflow import MELDING, eis_tekst_te_wijzigen

HINT_GEEN = "De school leest dit. Schrijf wat u met de school heeft afgesproken."
HINT_INTREKKEN = "Bijvoorbeeld: de leerling is weer op school."
UITLEG_TEKST = "Dit kan tot een medewerker de melding oppakt. Wat u weghaalt, blijft nergens bewaard."
UITLEG_OPPAKKEN = (
    "U maakt een traject met een regiehouder. De school krijgt bericht dat de melding in behandeling is."
)


@require_safe
@vereist("thuiszitters.inzien")
def melding(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """What was reported and how it stands."""
    rij = haal_melding(request, sleutel)
    register = mag(request.user, "thuiszitters.register")
    stand, kleur = STANDEN[stand_van(rij)]
    context = {
        "melding": rij,
        "stand": stand,
        "kleur": kleur,
        "belemmeringen": [Belemmering(code).label for code in rij.belemmeringen],
        "klok": meldklok(rij),
        "reden": reden_van(rij) if rij.status in AFGEWEZEN else "",
        "acties": acties_voor_school(rij),
        "register": register,
        "lopend": _lopend(rij) if register else None,
        "mag_behandelen": mag_behandelen(request.user) and rij.status == Meldingstatus.NIEUW,
        "mag_verbeteren": not reden_van_recht(eis_tekst_te_wijzigen, request.user, rij),
        "mag_intrekken": not reden_waarom_niet(MELDING, rij, "intrekken", request.user),
    }
    return render(request, "thuiszitters/melding_detail.html", context)


AFGEWEZEN = (Meldingstatus.GEEN_TRAJECT, Meldingstatus.INGETROKKEN)


def _lopend(rij: Melding) -> Traject | None:
    """The running traject of this pupil, which only the SWV knows of."""
    return Traject.objects.lopend().filter(leerling=rij.leerling).first()


@vereist("thuiszitters.behandelen")
def oppakken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_melding(request, sleutel)
    begin = {
        "categorie": rij.categorie,
        "eerste_verzuimdag": rij.eerste_verzuimdag,
        "regiehouder": request.user.sleutel,
    }
    form = OppakkenForm(
        gepost(request),
        initial=begin,
        regiehouders=regiehouders(vandaag()),
        let_op=lambda dag: let_op(rij.leerling, rij.school, dag),
    )
    if traject := probeer(
        form, lambda: services.oppakken(melding=rij, **form.opdracht, **door_en_op(request))
    ):
        messages.success(request, "De melding is opgepakt. Spreek nu de eerste actie af.")
        return redirect("thuiszitters:traject", traject.sleutel)
    pagina = meldingpagina(rij, "Melding oppakken", "Traject openen", uitleg=UITLEG_OPPAKKEN)
    return toon(request, pagina, form, sjabloon=DOSSIER)


@require_POST
@vereist("thuiszitters.behandelen")
def koppelen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = services.koppelen(melding=haal_melding(request, sleutel), door=request.user, op=nu())
    messages.success(request, "De melding hoort nu bij het lopende traject. De school krijgt bericht.")
    return redirect("thuiszitters:traject", rij.traject.sleutel)


@vereist("thuiszitters.behandelen")
def geen_traject(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij, form = haal_melding(request, sleutel), RedenForm(gepost(request), hint=HINT_GEEN)
    pagina, dienst = meldingpagina(rij, "Geen traject nodig", "Vastleggen"), services.geen_traject
    klaar = "De melding is beoordeeld. De school krijgt bericht."
    return toon_of_doe(request, form, pagina, partial(dienst, melding=rij), klaar)


@vereist("thuiszitters.melden")
def tekst(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    """Mend the words of a report that waits."""
    rij = haal_melding(request, sleutel)
    eis_tekst_te_wijzigen(request.user, rij)
    begin = {naam: getattr(rij, naam) for naam in TEKSTEN}
    form = MeldingtekstForm(gepost(request), initial=begin)
    pagina = meldingpagina(rij, "Tekst wijzigen", "Tekst bewaren", uitleg=UITLEG_TEKST)
    klaar = "De tekst is gewijzigd. Wat er eerst stond, is niet bewaard."
    return toon_of_doe(request, form, pagina, partial(services.tekst_wijzigen, melding=rij), klaar)


@vereist("thuiszitters.melden")
def intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij, form = haal_melding(request, sleutel), RedenForm(gepost(request), hint=HINT_INTREKKEN)
    pagina = meldingpagina(rij, "Melding intrekken", "Melding intrekken", gevaar=True)
    dienst = partial(services.intrekken, melding=rij)
    return toon_of_doe(request, form, pagina, dienst, "De melding is ingetrokken.")
