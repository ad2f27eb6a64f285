"""The papers in the file of a pupil."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from leerlingen.enums import Documentsoort, Toestemming, Vernietigreden
from leerlingen.models.kolommen import wie
from leerlingen.models.leerling import Leerling
from leerlingen.toegang import DOCUMENTGRONDEN
from swv.klok import datum_van
from swv.models import Bestand, BestandQuerySet, Gebruiker, School
from swv.rollen import Bereik
from swv.termijnen import datum


class DossierdocumentQuerySet(BestandQuerySet):
    def zichtbaar_voor(self, user: Gebruiker) -> "DossierdocumentQuerySet":
        """A school sees what it brought in itself; others by a registered ground.

        SWV staff see all, except an OPP that the parents did not let the school share.
        """
        if user.heeft_bereik(Bereik.SWV):
            zelf = Dossierdocument.objects.filter(pk=OuterRef("pk"))
            gedeeld = Exists(zelf.filter(oppversies__toestemming=Toestemming.JA))
            return self.filter(~Exists(zelf.filter(oppversies__isnull=False)) | gedeeld)
        toegang = Q(school_id__in=user.school_ids)
        for rol in user.rollen & DOCUMENTGRONDEN.keys():
            toegang |= DOCUMENTGRONDEN[rol](user)
        return self.filter(toegang)

    def met_inhoud(self) -> "DossierdocumentQuerySet":
        return self.filter(vernietigd_op=None)


class Dossierdocument(Bestand):
    """A file in the pupil's dossier; `school` is the school that brought it in, empty for the SWV.

    Of a file that may not exist (domein.md 7.2) the bytes and the name go; the row stays and says so.
    """

    leerling = models.ForeignKey(Leerling, on_delete=models.PROTECT, related_name="documenten")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=24, choices=Documentsoort.choices)
    gedateerd_op = models.DateField(null=True, blank=True)
    vervallen_op = models.DateTimeField(null=True, blank=True)
    vernietigd_op = models.DateTimeField(null=True, blank=True)
    vernietigd_door = wie()
    vernietigd_om = models.CharField(max_length=12, choices=Vernietigreden.choices, blank=True)

    objects = DossierdocumentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Bestand.Meta):
        indexes = [models.Index(fields=["leerling", "-id"], name="leerlingen_document_leerling")]
        constraints = [
            *Bestand.Meta.constraints,
            models.CheckConstraint(
                condition=Q(vernietigd_op=None, vernietigd_door=None, vernietigd_om="")
                | Q(
                    vernietigd_op__isnull=False,
                    vernietigd_door__isnull=False,
                    vernietigd_om__in=Vernietigreden.values,
                    vervallen_op__isnull=False,
                ),
                name="leerlingen_dossierdocument_vernietigd",
            ),
        ]

    persoonsgegevens = {
        **Bestand.persoonsgegevens,
        "leerling": "persoonsgegeven",
        "school": "persoonsgegeven",
        "soort": "persoonsgegeven",
        "gedateerd_op": "persoonsgegeven",
        "vernietigd_door": "persoonsgegeven",
        "vernietigd_om": "neutraal",
    }

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_vernietigd(self) -> bool:
        return self.vernietigd_op is not None

    @property
    def vernietiging(self) -> str:
        """When, by whom and why the content went, for every page that names the file; else nothing."""
        if self.vernietigd_op is None or self.vernietigd_door is None:
            return ""
        dag = datum(datum_van(self.vernietigd_op))
        return f"Inhoud vernietigd op {dag} door {self.vernietigd_door.naam}: {self.get_vernietigd_om_display()}."
