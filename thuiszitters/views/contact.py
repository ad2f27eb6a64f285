"""A contact in a traject: write it down, correct it, or take it back."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from swv.formulieren import gepost
from swv.permissions import haal, vereist
from thuiszitters import services
from thuiszitters.forms.melding import RedenForm
from thuiszitters.forms.traject import ContactForm
from thuiszitters.models import Contact
from thuiszitters.views.gemeen import haal_traject, toon_of_doe, trajectpagina

UITLEG_INTREKKEN = (
    "Voor een contact dat hier per ongeluk staat, bijvoorbeeld van een andere leerling. Het verslag verdwijnt. Dat het "
    "er stond, wie het introk en waarom, blijft in de tijdlijn."
)


def haal_contact(request: HttpRequest, sleutel: UUID) -> Contact:
    contact: Contact = haal(Contact.objects.select_related("traject__leerling"), request, sleutel)
    return contact


@vereist("thuiszitters.behandelen")
def contact(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    traject, form = haal_traject(request, sleutel), ContactForm(gepost(request))
    pagina = trajectpagina(traject, "Contact vastleggen", "Contact vastleggen")
    dienst = partial(services.contact_vastleggen, traject=traject)
    return toon_of_doe(request, form, pagina, dienst, "Het contact is vastgelegd.")


@vereist("thuiszitters.behandelen")
def contact_wijzigen(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij = haal_contact(request, sleutel)
    begin = {naam: getattr(rij, naam) for naam in ("soort", "met", "datum", "verslag")}
    form = ContactForm(gepost(request), initial=begin)
    pagina, dienst = trajectpagina(rij.traject, "Contact wijzigen", "Bewaren"), services.contact_wijzigen
    return toon_of_doe(request, form, pagina, partial(dienst, contact=rij), "Het contact is gewijzigd.")


@vereist("thuiszitters.behandelen")
def contact_intrekken(request: HttpRequest, sleutel: UUID) -> HttpResponse:
    rij, form = haal_contact(request, sleutel), RedenForm(gepost(request))
    titel, dienst = "Contact intrekken", partial(services.contact_intrekken, contact=rij)
    pagina = trajectpagina(rij.traject, titel, titel, uitleg=UITLEG_INTREKKEN, gevaar=True)
    return toon_of_doe(request, form, pagina, dienst, "Het contact is ingetrokken.")
