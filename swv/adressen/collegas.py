"""Addresses of access to a school."""

from django.urls import URLPattern, URLResolver, path

from swv.views import collegas, herstel

urlpatterns: list[URLPattern | URLResolver] = [
    path("", collegas.lijst, name="collegas"),
    path("<uuid:sleutel>/", collegas.school, name="collegas_school"),
    path("<uuid:sleutel>/uitnodigen/", collegas.uitnodigen, name="collega_uitnodigen"),
    path("<uuid:sleutel>/klopt/", collegas.klopt, name="collegas_klopt"),
    path("<uuid:sleutel>/<uuid:wie>/einde/", collegas.einde, name="collega_einde"),
    path("<uuid:sleutel>/<uuid:wie>/tweede-factor/", herstel.van_collega, name="collega_herstel"),
    path("uitnodigingen/<uuid:sleutel>/opnieuw/", collegas.opnieuw, name="uitnodiging_opnieuw"),
    path("uitnodigingen/<uuid:sleutel>/intrekken/", collegas.intrekken, name="uitnodiging_intrekken"),
]
