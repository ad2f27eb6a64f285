"""The letters of a decision, one per addressee, and the PDF of each."""

import uuid

from django.db import models
from django.db.models import Q

from leerlingen.models import Betrokkene, Leerling
from swv.models import Bestand, Gebruiker
from swv.rollen import Bereik
from tlv.enums import Geadresseerde
from tlv.models.besluit import Besluit
from tlv.models.kolommen import wie


class BriefQuerySet(models.QuerySet["Brief"]):
    def zichtbaar_voor(self, user: Gebruiker) -> "BriefQuerySet":
        """Staff: every letter. A school: only the one to its bevoegd gezag, once bekendgemaakt."""
        toegang = Q(pk__in=[])
        if user.heeft_bereik(Bereik.SWV):
            toegang |= ~Q(pk__in=[])
        if scholen := user.school_ids:
            toegang |= Q(
                besluit__aanvraag__school_id__in=scholen,
                besluit__bekendgemaakt_op__isnull=False,
                geadresseerde=Geadresseerde.BEVOEGD_GEZAG,
            )
        return self.filter(toegang)


class Brief(models.Model):
    """One letter of a decision to one addressee, with the address as it was; evidence, never made anew."""

    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    besluit = models.ForeignKey(Besluit, on_delete=models.PROTECT, related_name="brieven")
    geadresseerde = models.CharField(max_length=16, choices=Geadresseerde.choices)
    betrokkene = models.ForeignKey(
        Betrokkene,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="brieven",
    )
    aan = models.CharField(max_length=160)
    adresregels = models.JSONField(default=list)
    verzonden_op = models.DateField(null=True, blank=True)
    verzonden_door = wie()

    objects = BriefQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["besluit"],
                condition=Q(geadresseerde=Geadresseerde.BEVOEGD_GEZAG),
                name="tlv_brief_een_bevoegd_gezag",
            ),
            models.UniqueConstraint(
                fields=["besluit", "betrokkene"],
                condition=Q(geadresseerde=Geadresseerde.GEZAGHEBBENDE),
                name="tlv_brief_een_per_gezaghebbende",
            ),
            models.UniqueConstraint(
                fields=["besluit"],
                condition=Q(geadresseerde=Geadresseerde.LEERLING),
                name="tlv_brief_een_leerling",
            ),
            models.CheckConstraint(
                condition=Q(geadresseerde=Geadresseerde.GEZAGHEBBENDE, betrokkene__isnull=False)
                | Q(
                    geadresseerde__in=[
                        Geadresseerde.BEVOEGD_GEZAG,
                        Geadresseerde.LEERLING,
                    ],
                    betrokkene__isnull=True,
                ),
                name="tlv_brief_geadresseerde",
            ),
            models.CheckConstraint(
                condition=Q(verzonden_op__isnull=False) | Q(verzonden_door__isnull=True),
                name="tlv_brief_verzonden",
            ),
        ]

    persoonsgegevens = {
        "betrokkene": "persoonsgegeven",
        "aan": "persoonsgegeven",
        "adresregels": "persoonsgegeven",
        "verzonden_door": "persoonsgegeven",
        "besluit": "persoonsgegeven",
        "geadresseerde": "persoonsgegeven",
    }

    def __str__(self) -> str:
        return f"brief {self.pk}"

    @property
    def leerling(self) -> Leerling:
        return self.besluit.aanvraag.leerling

    @property
    def tekort(self) -> str:
        """Why this letter cannot be made yet; empty when nothing is missing."""
        return "" if self.adresregels else "Het adres ontbreekt."


class Briefbestand(Bestand):
    """The PDF of a letter, made once by a job; `sjabloonversie` says from which template."""

    brief = models.OneToOneField(Brief, on_delete=models.PROTECT, related_name="bestand")
    sjabloonversie = models.CharField(max_length=20)

    class Meta(Bestand.Meta):
        pass

    persoonsgegevens = {
        **Bestand.persoonsgegevens,
        "brief": "persoonsgegeven",
        "sjabloonversie": "neutraal",
    }

    def __str__(self) -> str:
        return f"briefbestand {self.pk}"
