"""Documents of a request: a file in the pupil's dossier as the answer to one document question."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument
from leerlingen.selectors import oppaanbod
from leerlingen.services import opp_als_document
from swv import bestanden
from swv.gebeurtenissen import leg_vast
from swv.models import Gebruiker
from swv.permissions import NietToegestaan
from swv.workflow import vergrendel
from tlv import vragen
from tlv.enums import Aanvraagstatus, Herstelstatus
from tlv.models import Aanvraag, Aanvraagdocument, Herstelpunt
from tlv.permissions import eis_eigen_aanvraag
from tlv.services.aanvraag import eis_concept, laat_vervallen
from tlv.vervangen import is_te_vervangen
from tlv.workflow import LOPENDE_AANVRAAG

GEEN_OPP = "Uw school heeft voor deze leerling geen lopend OPP dat hier past."
NIET_NU = "Aan deze aanvraag kunt u bij deze vraag nu geen document toevoegen."

AL_WEG = "Dit bestand is intussen vervangen of verwijderd. Kijk wat er nu staat."


def document_toevoegen(
    *,
    aanvraag: Aanvraag,
    vraag: str,
    upload: "UploadedFile[bytes]",
    door: Gebruiker,
    op: datetime,
    soort: str = "",
) -> Aanvraagdocument:
    """Check and store an upload for this question; raises `BestandGeweigerd` with a Dutch reason.

    `soort` is the kind of document where the question itself leaves that open. The check takes time, so it is
    done before the row is locked; without a row the bytes go away again.
    """
    _eis_toevoegbaar(aanvraag, vraag, door)
    with bestanden.bewaard(bestanden.bewaar(upload, door=door, op=op)) as velden:
        return _koppel(aanvraag, vraag, velden, door, op, soort)


def document_vervangen(
    *, aanvraagdocument: Aanvraagdocument, upload: "UploadedFile[bytes]", door: Gebruiker, op: datetime
) -> Aanvraagdocument:
    """Put a new file in the place of one that may still be taken away; the kind stays.

    Both happen or none: an upload that is refused leaves the old file where it is.
    """
    _eis_toevoegbaar(aanvraagdocument.aanvraag, aanvraagdocument.vraag, door)
    with bestanden.bewaard(bestanden.bewaar(upload, door=door, op=op)) as velden:
        return _vervang(aanvraagdocument, velden, door, op)


@transaction.atomic
def _vervang(
    oud: Aanvraagdocument, velden: dict[str, Any], door: Gebruiker, op: datetime
) -> Aanvraagdocument:
    vergrendel(oud.aanvraag)
    is_er_nog = Aanvraagdocument.objects.filter(pk=oud.pk).exists()
    if not is_er_nog and _zelfde_bestand(oud.aanvraag, oud.vraag, velden["sha256"]) is None:
        raise NietToegestaan(AL_WEG)
    nieuw = _koppel(oud.aanvraag, oud.vraag, velden, door, op, oud.document.soort)
    if is_er_nog and nieuw.pk != oud.pk:
        document_verwijderen(aanvraagdocument=oud, door=door, op=op)
    return nieuw


def opp_gebruiken(*, aanvraag: Aanvraag, vraag: str, door: Gebruiker, op: datetime) -> Aanvraagdocument:
    """Answer the question for the OPP of a concept with the running OPP of this school; twice is once.

    Raises `NietToegestaan`, also when the school has no running OPP for this pupil.
    """
    gestelde = _eis_toevoegbaar(aanvraag, vraag, door)
    aanbod = oppaanbod(aanvraag.leerling, aanvraag.school_id)
    if gestelde.documentsoort != Documentsoort.OPP or aanbod is None:
        raise NietToegestaan(GEEN_OPP)
    document = opp_als_document(opp=aanbod.opp, door=door, op=op)
    with transaction.atomic():
        rij = vergrendel(aanvraag, met=("vragenlijst",))
        eis_concept(rij)
        koppeling, nieuw = Aanvraagdocument.objects.get_or_create(
            aanvraag=rij, document=document, defaults={"vraag": vraag}
        )
        if nieuw:
            gegevens = {"vraag": vraag, "document": str(document.sleutel)}
            leg_vast(rij, "document_toegevoegd", door=door, op=op, gegevens=gegevens)
        return koppeling


@transaction.atomic
def document_verwijderen(*, aanvraagdocument: Aanvraagdocument, door: Gebruiker, op: datetime) -> Aanvraag:
    """Take a document out of a concept, or out of a completion that was not sent in yet."""
    aanvraag = vergrendel(aanvraagdocument.aanvraag, met=("vragenlijst",))
    eis_eigen_aanvraag(door, aanvraag)
    koppeling = Aanvraagdocument.objects.select_related("document").get(pk=aanvraagdocument.pk)
    punt = _open_punt(aanvraag, koppeling.vraag)
    toegevoegd_na = punt is not None and koppeling.document.toegevoegd_op >= punt.herstelverzoek.gevraagd_op
    if aanvraag.status != Aanvraagstatus.CONCEPT and not toegevoegd_na:
        raise NietToegestaan("Dit document is al ingediend. U kunt het niet meer weghalen.")
    document, code = koppeling.document, koppeling.vraag
    koppeling.delete()
    laat_vervallen(document, door, op)
    _werk_punt_bij(aanvraag, code, op)
    leg_vast(
        aanvraag,
        "document_verwijderd",
        door=door,
        op=op,
        gegevens={"vraag": code, "document": str(document.sleutel)},
    )
    return aanvraag


@transaction.atomic
def _koppel(
    aanvraag: Aanvraag, code: str, velden: dict[str, Any], door: Gebruiker, op: datetime, soort: str = ""
) -> Aanvraagdocument:
    rij = vergrendel(aanvraag, met=("vragenlijst",))
    gestelde = _eis_toevoegbaar(rij, code, door)
    if eerder := _zelfde_bestand(rij, code, velden["sha256"]):
        return eerder
    document = Dossierdocument.objects.create(
        leerling=rij.leerling, school=rij.school, soort=_soort(gestelde, soort), **velden
    )
    koppeling = Aanvraagdocument.objects.create(aanvraag=rij, document=document, vraag=code)
    _werk_punt_bij(rij, code, op)
    leg_vast(
        rij,
        "document_toegevoegd",
        door=door,
        op=op,
        gegevens={"vraag": code, "document": str(document.sleutel)},
    )
    return koppeling


def _soort(gestelde: vragen.Vraag, gekozen: str) -> str:
    """The kind that the question asks for; where it leaves that open, what the school chose."""
    vrij = gestelde.documentsoort == Documentsoort.OVERIG
    return gekozen if vrij and gekozen in Documentsoort.values else gestelde.documentsoort


def _zelfde_bestand(aanvraag: Aanvraag, code: str, sha256: str) -> Aanvraagdocument | None:
    """The same bytes for the same question, since the SWV asked: the form was sent twice."""
    rijen = aanvraag.documenten.filter(vraag=code, document__sha256=sha256, document__vervallen_op=None)
    if punt := _open_punt(aanvraag, code):
        rijen = rijen.filter(document__toegevoegd_op__gte=punt.herstelverzoek.gevraagd_op)
    return rijen.select_related("document").first()


def _eis_toevoegbaar(aanvraag: Aanvraag, code: str, door: Gebruiker) -> vragen.Vraag:
    """In a concept every document question, after that only what `_mag_na_indienen`."""
    eis_eigen_aanvraag(door, aanvraag)
    gestelde = vragen.vraag(aanvraag, code)
    if gestelde is None or not gestelde.is_document:
        raise NietToegestaan(NIET_NU)
    if aanvraag.status != Aanvraagstatus.CONCEPT and not _mag_na_indienen(aanvraag, code):
        raise NietToegestaan(NIET_NU)
    return gestelde


def _mag_na_indienen(aanvraag: Aanvraag, code: str) -> bool:
    """What the SWV asked for, or the successor of a file whose content was destroyed."""
    if _open_punt(aanvraag, code) is not None:
        return True
    rijen = aanvraag.documenten.filter(vraag=code).select_related("document")
    return aanvraag.status in LOPENDE_AANVRAAG and is_te_vervangen(rij.document for rij in rijen)


def _open_punt(aanvraag: Aanvraag, code: str) -> Herstelpunt | None:
    punten = Herstelpunt.objects.filter(
        herstelverzoek__aanvraag=aanvraag, herstelverzoek__status=Herstelstatus.OPEN, vraag=code
    )
    return punten.select_related("herstelverzoek").first()


def _werk_punt_bij(aanvraag: Aanvraag, code: str, op: datetime) -> None:
    """A document point is solved while a document stands there that was added after the invitation."""
    punt = _open_punt(aanvraag, code)
    if punt is None:
        return
    nieuw = aanvraag.documenten.met_inhoud().filter(
        vraag=code, document__toegevoegd_op__gte=punt.herstelverzoek.gevraagd_op
    )
    punt.opgelost_op = op if nieuw.exists() else None
    punt.save(update_fields=["opgelost_op"])
