"""A request that is too large gets a sentence, and nobody keeps it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import reverse

from swv.models import Importrun
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db


class Stroom(BytesIO):
    """A body that counts what was read of it."""

    gelezen = 0

    def read(self, size: int | None = -1) -> bytes:
        deel = super().read(size)
        Stroom.gelezen += len(deel)
        return deel


def test_te_groot_wordt_weggelezen_en_niet_bewaard(
    als: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UPLOAD_MAX_VERZOEK = 1000

    def bewaar(*_args: object, **_opties: object) -> None:
        raise AssertionError("the upload was written to disk")

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", bewaar)
    client = als(GebruikerFactory(rol="administratie"))
    kop = {"wsgi.input": Stroom(b"x" * 5000), "CONTENT_LENGTH": "5000", "CONTENT_TYPE": "multipart/form-data"}
    antwoord = client.post(reverse("schoolimporten"), **kop)
    assert antwoord.status_code == 413
    assert "Dit bestand is te groot" in antwoord.content.decode()
    assert Stroom.gelezen == 5000
    assert not Importrun.objects.exists()


@pytest.mark.parametrize("lengte", ["", "0", "1000", "onzin"])
def test_de_rest_gaat_gewoon_door(als: Any, settings: Any, lengte: str) -> None:
    settings.UPLOAD_MAX_VERZOEK = 1000
    client = als(GebruikerFactory(rol="administratie"))
    assert client.get(reverse("scholen"), CONTENT_LENGTH=lengte).status_code == 200
