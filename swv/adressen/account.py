"""Addresses of the own account: exactly the pages of allauth that this product uses.

Not routed, so not there: registering, changing the e-mail address (beheer does), logging in by code.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessies
from django.urls import URLPattern, URLResolver, path, re_path

from swv.views import account as eigen
from swv.views import agenda, berichten, herstel, uitnodiging

urlpatterns: list[URLPattern | URLResolver] = [
    path("inloggen/", eigen.inloggen, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("verder/", eigen.verder, name="verder"),
    path("niet-verder/", eigen.niet_verder, name="niet_verder"),
    path("registreren/", eigen.gesloten, name="account_signup"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    path("opnieuw-bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/wijzigen/", account.password_change, name="account_change_password"),
    path("wachtwoord/instellen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("tweede-factor/", mfa.index, name="mfa_index"),
    path("tweede-factor/code/", mfa.authenticate, name="mfa_authenticate"),
    path("tweede-factor/bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-factor/instellen/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-factor/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-factor/codes/", herstelcodes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tweede-factor/codes/nieuw/",
        herstelcodes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tweede-factor/codes/bestand/",
        herstelcodes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("uitnodiging/<str:woord>/", uitnodiging.aanvaarden, name="uitnodiging"),
    path("herstel/<str:woord>/", herstel.bevestigen, name="factorherstel"),
    path("agenda/", agenda.beheren, name="agenda_beheren"),
    path("agenda/maken/", agenda.maken, name="agenda_maken"),
    path("agenda/sluiten/", agenda.sluiten, name="agenda_sluiten"),
    path("mail/", berichten.mailkeuze, name="mailkeuze"),
    path("berichten/", berichten.lijst, name="berichten"),
    path("berichten/<uuid:sleutel>/", berichten.openen, name="bericht_openen"),
    path("sessies/", sessies.list_usersessions, name="usersessions_list"),
]
