"""The addresses of the product; every room by name only, so that the kernel knows none of them."""

from django.urls import include, path

urlpatterns = [
    path("", include("swv.adressen.algemeen")),
    path("account/", include("swv.adressen.account")),
    path("beheer/", include("swv.adressen.beheer")),
    path("collegas/", include("swv.adressen.collegas")),
    path("normen/", include("swv.adressen.normen")),
    path("rapportages/", include("swv.adressen.rapportages")),
    path("scholen/", include("swv.adressen.scholen")),
    path("weergaven/", include("swv.adressen.weergaven")),
    path("leerlingen/", include("leerlingen.urls")),
    path("ect/", include("ect.urls"), {"module": "ect"}),
    path("tlv/", include("tlv.urls"), {"module": "tlv"}),
    path("thuiszitters/", include("thuiszitters.urls"), {"module": "thuiszitters"}),
    path("financien/", include("financien.urls")),
    path("kwaliteit/", include("kwaliteit.urls")),
]

handler400 = "swv.views.fouten.ongeldig"
handler403 = "swv.views.fouten.geweigerd"
handler404 = "swv.views.fouten.niet_gevonden"
handler500 = "swv.views.fouten.onverwacht"
