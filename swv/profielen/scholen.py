"""What a profile adds to the schools that were imported: area, bestuur, and the split of SO and VSO."""

from swv.models import Samenwerkingsverband
from swv.profielen import OnbekendProfiel, Profiel, lees
from swv.scholen.aanvulling import herbereken


def profiel_van_installatie() -> Profiel | None:
    """The shipped file that belongs to the SWV of this installation, if both exist."""
    code = Samenwerkingsverband.objects.values_list("code", flat=True).first()
    try:
        return lees(code) if code else None
    except OnbekendProfiel:
        return None


def scholen_bijwerken(profiel: Profiel) -> int:
    """Apply the profile to all schools; an import does the same itself. Returns how many rows changed."""
    return herbereken(profiel)
