"""What a profile adds to the schools that were imported: area, bestuur, and the split of SO and VSO."""

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from swv.models import Gebied, Samenwerkingsverband, School, Schoolbestuur
from swv.profielen import OnbekendProfiel, Profiel, lees


def profiel_van_installatie() -> Profiel | None:
    """The shipped file that belongs to the SWV of this installation, if both exist."""
    code = Samenwerkingsverband.objects.values_list("code", flat=True).first()
    try:
        return lees(code) if code else None
    except OnbekendProfiel:
        return None


def scholen_bijwerken(profiel: Profiel) -> int:
    """Apply the profile to all schools; call it after every import. Returns how many rows changed."""
    return _vul_aan(profiel) + _koppel_besturen(profiel) + _bepaal_gebied(profiel)


def _vul_aan(profiel: Profiel) -> int:
    """Set the onderwijssoort where DUO only says `(V)SO`, marked as to be checked."""
    aantal = 0
    for regel in profiel.scholen:
        rijen = School.objects.filter(vestigingscode=regel.vestigingscode)
        anders = ~Q(onderwijssoort=regel.onderwijssoort, te_controleren=regel.te_controleren)
        aantal += rijen.filter(anders).update(
            onderwijssoort=regel.onderwijssoort, te_controleren=regel.te_controleren
        )
    return aantal


def _koppel_besturen(profiel: Profiel) -> int:
    """Give a school without bestuur the one of its BRIN; a bestuur from an import is left alone."""
    aantal = 0
    for regel in profiel.besturen:
        sleutel = {"nummer": regel.nummer} if regel.nummer else {"nummer__isnull": True, "naam": regel.naam}
        bestuur = Schoolbestuur.objects.filter(**sleutel).order_by("id").first()
        if bestuur is not None:
            zonder = School.objects.filter(brin__in=regel.brins, bestuur__isnull=True)
            aantal += zonder.update(bestuur=bestuur)
    return aantal


def _bepaal_gebied(profiel: Profiel) -> int:
    """Mark which schools are the SWV's own: inside its postcodes and of its kinds."""
    van_pc4 = Gebied.objects.filter(pc4=OuterRef("pc4"))
    met_gebied = School.objects.annotate(
        nieuw_gebied=Coalesce(Subquery(van_pc4.values("naam")[:1]), Value("")),
        nieuw_binnen=Exists(van_pc4) & Q(onderwijssoort__in=profiel.onderwijssoorten),
    )
    anders = met_gebied.exclude(gebied=F("nieuw_gebied"), binnen_swv=F("nieuw_binnen"))
    return anders.update(gebied=F("nieuw_gebied"), binnen_swv=F("nieuw_binnen"))
