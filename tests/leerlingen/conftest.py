"""Objects that only the tests of this room need."""

import hashlib
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument
from swv.enums import Scanstatus
from swv.models import School
from tests.factories import MOMENT

Maker = Callable[..., Dossierdocument]


@pytest.fixture
def maak_document(db: None) -> Maker:
    """Write the row of a document without bytes: for scope, lists and refusals."""

    def maak(leerling: Any, *, school: School | None = None, **velden: Any) -> Dossierdocument:
        sleutel = str(uuid.uuid4())
        basis = {
            "naam": "verslag.pdf",
            "inhoudstype": "application/pdf",
            "grootte": 1000,
            "sha256": hashlib.sha256(sleutel.encode()).hexdigest(),
            "pad": f"{sleutel[:2]}/{sleutel}",
            "scanstatus": Scanstatus.SCHOON,
            "soort": Documentsoort.OPP,
            "toegevoegd_op": MOMENT,
        }
        document: Dossierdocument = Dossierdocument.objects.create(
            leerling=leerling, school=school, **(basis | velden)
        )
        return document

    return maak


@pytest.fixture
def bestandenmap(tmp_path: Any, settings: Any) -> Any:
    """Uploads of this test go to a folder of their own."""
    settings.BESTANDEN_ROOT = tmp_path
    settings.CLAMAV_SOCKET = ""
    return tmp_path


@pytest.fixture
def upload() -> Callable[..., SimpleUploadedFile]:
    """A small PNG under any name."""
    beeld = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
    )

    def maak(naam: str = "zienswijze.png", inhoud: bytes = beeld) -> SimpleUploadedFile:
        return SimpleUploadedFile(naam, inhoud, content_type="image/png")

    return maak
