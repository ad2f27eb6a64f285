"""Question sets are data with versions; a request keeps the version it was filled in with."""

from django.db import models
from django.db.models import F, Q


class VragenlijstQuerySet(models.QuerySet["Vragenlijst"]):
    def geldig_op(self, code: str, datum) -> "VragenlijstQuerySet":  # type: ignore[no-untyped-def]
        return (
            self.filter(code=code, geldig_vanaf__lte=datum)
            .filter(Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=datum))
            .order_by("-versie")
        )


class Vragenlijst(models.Model):
    """`inhoud`: tasks with their questions and required documents, as loaded from the profile."""

    code = models.CharField(max_length=40)
    versie = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=120)
    inhoud = models.JSONField()
    geldig_vanaf = models.DateField()
    geldig_tot_en_met = models.DateField(null=True, blank=True)

    objects = VragenlijstQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "versie"], name="swv_vragenlijst_versie"),
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__isnull=True) | Q(geldig_tot_en_met__gte=F("geldig_vanaf")),
                name="swv_vragenlijst_periode",
            ),
        ]

    persoonsgegevens: dict[str, str] = {}

    def __str__(self) -> str:
        return f"{self.code} versie {self.versie}"
