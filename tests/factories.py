"""Test objects: `GebruikerFactory(rol="school", school=school)`, `LeerlingFactory(school=school)`.

Only fictitious people, and values that are valid without thinking. What moves through a workflow is
brought to its state by services, never by writing a status here.
"""

from datetime import UTC, date, datetime
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from leerlingen.enums import Inschrijvingsoort, Relatie
from leerlingen.models import Betrokkene, Inschrijving, Leerling
from swv.enums import Onderwijssoort
from swv.models import (
    Bericht,
    Gebruiker,
    Norm,
    Opdracht,
    Roltoekenning,
    Samenwerkingsverband,
    School,
    Schoolbestuur,
    Vragenlijst,
)
from swv.models.normen import Eenheid, Startmoment, Zekerheid
from swv.rollen import EIST_BESTUUR, EIST_SCHOOL

WACHTWOORD = "een lang genoeg wachtwoord"
BEGIN = date(2020, 1, 1)
MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class SamenwerkingsverbandFactory(factory.django.DjangoModelFactory[Samenwerkingsverband]):
    class Meta:
        model = Samenwerkingsverband
        django_get_or_create = ("id",)

    id = 1
    code = "VO2001"
    naam = "SWV VO Proefstad"
    profiel: Any = factory.LazyFunction(dict)


class SchoolbestuurFactory(factory.django.DjangoModelFactory[Schoolbestuur]):
    class Meta:
        model = Schoolbestuur

    nummer = factory.Sequence(lambda n: f"{n:05}")  # below 10000: no board of DUO has such a number
    naam = factory.Sequence(lambda n: f"Stichting Proefscholen {n}")
    straat = "Bestuursweg"
    huisnummer = "1"
    postcode = "9700AA"
    plaats = "Proefstad"


class SchoolFactory(factory.django.DjangoModelFactory[School]):
    """One open VO school inside the SWV's area, with its bestuur."""

    class Meta:
        model = School

    class Params:
        buiten = factory.Trait(binnen_swv=False, gebied="")
        basis = factory.Trait(onderwijssoort=Onderwijssoort.BAO)

    brin = factory.Sequence(lambda n: f"{n % 90 + 10:02}{chr(65 + n // 90 % 26)}{chr(65 + n // 2340 % 26)}")
    vestigingscode = factory.LazyAttribute(lambda school: f"{school.brin}00")
    naam = factory.Sequence(lambda n: f"Proefschool {n}")
    onderwijssoort = Onderwijssoort.VO
    bestuur = factory.SubFactory(SchoolbestuurFactory)
    straat = "Schoolstraat"
    huisnummer = "2"
    postcode = "9711AB"
    pc4 = "9711"
    plaats = "Proefstad"
    gemeente = "Proefstad"
    gebied = "Stad"
    leerlingen = 800
    binnen_swv = True


class RoltoekenningFactory(factory.django.DjangoModelFactory[Roltoekenning]):
    class Meta:
        model = Roltoekenning

    geldig_vanaf = BEGIN


class GebruikerFactory(factory.django.DjangoModelFactory[Gebruiker]):
    """`rol="…"` gives a running role, `rollen=[…]` several; `school=` or `bestuur=` for the roles that need one."""

    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    class Params:
        demo = factory.Trait(is_demo=True)
        uit_dienst = factory.Trait(is_active=False)

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    email = factory.LazyAttribute(lambda gebruiker: f"{gebruiker.username}@proef.invalid")
    naam = factory.Sequence(lambda n: f"Proefpersoon {n}")
    password = factory.LazyFunction(lambda: make_password(WACHTWOORD))

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Gebruiker:
        rollen = [kwargs.pop("rol", None), *kwargs.pop("rollen", [])]
        school, bestuur = kwargs.pop("school", None), kwargs.pop("bestuur", None)
        gebruiker: Gebruiker = super()._create(model_class, *args, **kwargs)
        for rol in filter(None, rollen):
            RoltoekenningFactory(
                gebruiker=gebruiker,
                rol=rol,
                school=(school or SchoolFactory()) if rol in EIST_SCHOOL else None,
                bestuur=(bestuur or SchoolbestuurFactory()) if rol in EIST_BESTUUR else None,
            )
        return gebruiker


class LeerlingFactory(factory.django.DjangoModelFactory[Leerling]):
    """`school=` also makes a running inschrijving there, `vanaf=` and `tot_en_met=` bound it."""

    class Meta:
        model = Leerling
        skip_postgeneration_save = True

    dossiernummer = factory.Sequence(lambda n: f"T{n:07}")
    roepnaam = factory.Sequence(lambda n: f"Roepnaam{n}")
    achternaam = factory.Sequence(lambda n: f"Achternaam{n}")
    geboortedatum = date(2012, 5, 6)
    straat = "Huisstraat"
    huisnummer = "3"
    postcode = "9712AC"
    plaats = "Proefstad"
    gemeente = "Proefstad"
    aangemaakt_op = MOMENT

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Leerling:
        school = kwargs.pop("school", None)
        periode = {"vanaf": kwargs.pop("vanaf", BEGIN), "tot_en_met": kwargs.pop("tot_en_met", None)}
        leerling: Leerling = super()._create(model_class, *args, **kwargs)
        if school:
            InschrijvingFactory(leerling=leerling, school=school, **periode)
        return leerling


class InschrijvingFactory(factory.django.DjangoModelFactory[Inschrijving]):
    class Meta:
        model = Inschrijving

    leerling = factory.SubFactory(LeerlingFactory)
    school = factory.SubFactory(SchoolFactory)
    soort = Inschrijvingsoort.INSCHRIJVING
    leerjaar = "2"
    vanaf = BEGIN


class BetrokkeneFactory(factory.django.DjangoModelFactory[Betrokkene]):
    """A parent with gezag and an own address."""

    class Meta:
        model = Betrokkene

    leerling = factory.SubFactory(LeerlingFactory)
    relatie = Relatie.OUDER
    naam = factory.Sequence(lambda n: f"Ouder {n}")
    heeft_gezag = True
    straat = "Ouderlaan"
    huisnummer = factory.Sequence(str)
    postcode = "9713AD"
    plaats = "Proefstad"


class NormFactory(factory.django.DjangoModelFactory[Norm]):
    class Meta:
        model = Norm

    code = factory.Sequence(lambda n: f"proef.norm{n}")
    naam = "Een norm voor de proef"
    waarde = 8
    eenheid = Eenheid.WEKEN
    startmoment = Startmoment.ONTVANGST
    geldig_vanaf = BEGIN
    bron = "proefbron, artikel 1"
    zekerheid = Zekerheid.ZEKER


class VragenlijstFactory(factory.django.DjangoModelFactory[Vragenlijst]):
    class Meta:
        model = Vragenlijst

    code = factory.Sequence(lambda n: f"proef-{n}")
    versie = 1
    titel = "Vragen voor de proef"
    inhoud: Any = factory.LazyFunction(lambda: {"taken": []})
    geldig_vanaf = BEGIN


class OpdrachtFactory(factory.django.DjangoModelFactory[Opdracht]):
    class Meta:
        model = Opdracht

    soort = "proef"
    uniek = factory.Sequence(lambda n: f"proef:{n}")
    niet_voor = MOMENT
    geplaatst_op = MOMENT


class BerichtFactory(factory.django.DjangoModelFactory[Bericht]):
    class Meta:
        model = Bericht

    ontvanger = factory.SubFactory(GebruikerFactory)
    soort = "proef"
    onderwerp = "Er is iets voor u"
    pad = "/"
    uniek = factory.Sequence(lambda n: f"proef:{n}")
    gemaakt_op = MOMENT
