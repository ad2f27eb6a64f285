"""Keeping, giving out and scanning files: private, whole, and never before they are clean (eisen.md S12-S14)."""

import os
import shutil
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from pytest_django import Settings

from leerlingen.enums import Documentsoort
from leerlingen.models import Dossierdocument
from swv import bestanden
from swv.bestanden import bewaar, bewaar_gemaakt, geef, lees, ruim_wezen_op, scan, scan_wachtenden, verwijder
from swv.bestandscontrole import BestandGeweigerd
from swv.clamav import ScannerOnbereikbaar, scan_stroom
from swv.enums import Scanstatus
from swv.models import Gebeurtenis
from swv.permissions import NietToegestaan
from tests.factories import LeerlingFactory
from tests.swv.bestandenmaker import EICAR, maak_beeld, maak_pdf_met_tekst

OP = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PDF = maak_pdf_met_tekst(["advies"])


@pytest.fixture(autouse=True)
def opslag(settings: Settings, tmp_path: Path) -> Path:
    settings.BESTANDEN_ROOT = tmp_path / "bestanden"
    return tmp_path / "bestanden"


def upload(inhoud: bytes = PDF, naam: str = "advies.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud)


def inhoud_van(opslag: Path) -> list[Path]:
    return [pad for pad in opslag.rglob("*") if pad.is_file()]


@pytest.fixture
def document(db: None) -> Callable[..., Dossierdocument]:
    def maak(**anders: object) -> Dossierdocument:
        velden = bewaar(upload(), door=None, op=OP) | anders
        return Dossierdocument.objects.create(
            leerling=LeerlingFactory(), soort=Documentsoort.OVERIG, **velden
        )

    return maak


# --- keeping --------------------------------------------------------------------------------------


def test_bewaar_geeft_de_velden_van_de_rij(opslag: Path) -> None:
    velden = bewaar(upload(naam="../map/advies\u202e.pdf"), door=None, op=OP)
    assert velden["naam"] == "advies.pdf"
    assert velden["inhoudstype"] == "application/pdf"
    assert velden["grootte"] == len(PDF)
    assert velden["scanstatus"] == Scanstatus.SCHOON
    assert velden["waarschuwing"] == ""
    assert (velden["toegevoegd_op"], velden["toegevoegd_door"]) == (OP, None)
    assert (opslag / velden["pad"]).read_bytes() == PDF


def test_bewaard_bestand_is_prive_en_het_enige(opslag: Path) -> None:
    velden = bewaar(upload(), door=None, op=OP)
    (pad,) = inhoud_van(opslag)
    assert pad == opslag / velden["pad"]
    assert pad.stat().st_mode & 0o777 == 0o600
    assert pad.parent.stat().st_mode & 0o777 == 0o700
    assert "advies" not in str(velden["pad"])


def test_bewaar_vervangt_een_foto_door_de_schone(opslag: Path) -> None:
    foto = maak_beeld() + b"<script>alert(1)</script>"
    velden = bewaar(upload(foto, "foto.jpg"), door=None, op=OP)
    (pad,) = inhoud_van(opslag)
    assert b"script" not in pad.read_bytes()
    assert velden["grootte"] == pad.stat().st_size != len(foto)


def test_bewaar_waarschuwt_voor_een_bsn() -> None:
    pdf = maak_pdf_met_tekst(["niets", "111222333"])
    velden = bewaar(upload(pdf, "123456782.pdf"), door=None, op=OP)
    assert "de bestandsnaam, bladzijde 2" in velden["waarschuwing"]
    assert "111222333" not in velden["waarschuwing"]


@pytest.mark.parametrize(("inhoud", "naam"), [(EICAR, "a.pdf"), (b"", "a.pdf"), (PDF, "a.exe")])
def test_geweigerd_bestand_laat_niets_achter(opslag: Path, inhoud: bytes, naam: str) -> None:
    with pytest.raises(BestandGeweigerd):
        bewaar(upload(inhoud, naam), door=None, op=OP)
    assert inhoud_van(opslag) == []


def test_te_groot_stopt_voordat_alles_is_geschreven(opslag: Path, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(BestandGeweigerd, match="1 MB"):
        bewaar(upload(PDF + bytes(3 * 1024 * 1024)), door=None, op=OP)
    assert inhoud_van(opslag) == []


def test_volle_schijf_is_een_zin(opslag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vol(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bestanden.os, "fsync", vol)
    with pytest.raises(BestandGeweigerd, match="geen ruimte"):
        bewaar(upload(), door=None, op=OP)
    with pytest.raises(BestandGeweigerd, match="geen ruimte"):
        bewaar_gemaakt(b"x", naam="a.pdf", inhoudstype="application/pdf", door=None, op=OP)
    assert inhoud_van(opslag) == []


def test_andere_fout_van_de_schijf_blijft_een_fout(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: object) -> None:
        raise OSError(5, "I/O error")

    monkeypatch.setattr(bestanden.os, "fsync", stuk)
    with pytest.raises(OSError, match="I/O error"):
        bewaar(upload(), door=None, op=OP)


def test_bewaar_gemaakt_bewaart_zonder_controle() -> None:
    velden = bewaar_gemaakt(b"%PDF", naam="Brief é.pdf", inhoudstype="application/pdf", door=None, op=OP)
    assert velden["scanstatus"] == Scanstatus.SCHOON
    assert lees(Dossierdocument(**velden)) == b"%PDF"


def test_lees_merkt_dat_de_bytes_veranderd_zijn(opslag: Path) -> None:
    rij = Dossierdocument(**bewaar(upload(), door=None, op=OP))
    (opslag / rij.pad).write_bytes(b"anders")
    with pytest.raises(OSError, match="changed"):
        lees(rij)


def test_verwijder_mag_twee_keer(opslag: Path) -> None:
    rij = Dossierdocument(**bewaar(upload(), door=None, op=OP))
    verwijder(rij)
    verwijder(rij)
    assert inhoud_van(opslag) == []


@pytest.mark.parametrize(
    "anders",
    [
        {"naam": ""},
        {"grootte": 0},
        {"sha256": "x" * 64},
        {"pad": "../../etc/passwd"},
        {"scanstatus": "anders"},
        {"scanstatus": "geweigerd", "scan_uitslag": ""},
    ],
)
def test_database_weigert_een_onmogelijke_rij(
    document: Callable[..., Dossierdocument], anders: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        document(**anders)


# --- giving out -----------------------------------------------------------------------------------


def test_geef_is_onschadelijk_voor_de_browser(db: None) -> None:
    rij = Dossierdocument(**bewaar(upload(naam='Advies "één"; x.pdf'), door=None, op=OP))
    antwoord = geef(rij)
    assert b"".join(antwoord.streaming_content) == PDF  # type: ignore[arg-type]
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Length"] == str(len(PDF))
    assert (
        antwoord["Content-Disposition"] == "attachment; filename*=utf-8''Advies%20_%C3%A9%C3%A9n_%3B%20x.pdf"
    )
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert antwoord["Cache-Control"] == "no-store, private"
    antwoord.close()


@pytest.mark.parametrize(
    ("status", "woord"), [(Scanstatus.WACHT, "wordt nog"), (Scanstatus.GEWEIGERD, "geweigerd")]
)
def test_geef_geeft_niets_dat_niet_schoon_is(status: Scanstatus, woord: str) -> None:
    rij = Dossierdocument(**bewaar(upload(), door=None, op=OP) | {"scanstatus": status})
    with pytest.raises(NietToegestaan, match=woord):
        geef(rij)


def test_geef_zegt_dat_een_bestand_weg_is() -> None:
    rij = Dossierdocument(**bewaar(upload(), door=None, op=OP))
    verwijder(rij)
    with pytest.raises(NietToegestaan, match="niet meer te vinden"):
        geef(rij)


# --- orphans --------------------------------------------------------------------------------------


def maak_oud(pad: Path, dagen: int) -> None:
    moment = (OP - timedelta(days=dagen)).timestamp()
    os.utime(pad, (moment, moment))


def test_wezen_verdwijnen_na_een_dag(opslag: Path, document: Callable[..., Dossierdocument]) -> None:
    rij = document()
    oud, jong = (opslag / str(bewaar(upload(), door=None, op=OP)["pad"]) for _ in range(2))
    half = opslag / "binnen" / "halverwege"
    half.write_bytes(b"x")
    for pad, dagen in ((opslag / rij.pad, 9), (oud, 2), (jong, 0), (half, 2)):
        maak_oud(pad, dagen)
    assert ruim_wezen_op(op=OP).verwijderd == 2
    assert sorted(inhoud_van(opslag)) == sorted([opslag / rij.pad, jong])
    assert ruim_wezen_op(op=OP).verwijderd == 0


def test_rij_zonder_bestand_wordt_gemeld(opslag: Path, document: Callable[..., Dossierdocument]) -> None:
    rij = document()
    assert ruim_wezen_op(op=OP).zonder_bestand == ()
    verwijder(rij)
    assert ruim_wezen_op(op=OP).zonder_bestand == (str(rij.sleutel),)


def test_opruimen_zonder_opslag_gaat_goed(opslag: Path, db: None) -> None:
    shutil.rmtree(opslag, ignore_errors=True)
    assert ruim_wezen_op(op=OP).verwijderd == 0


# --- virus scan -----------------------------------------------------------------------------------


class NepClamd(socketserver.StreamRequestHandler):
    """Speaks INSTREAM and finds EICAR; one class attribute makes it answer nonsense."""

    rommel = b""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        inhoud = b""
        while lengte := struct.unpack("!L", self.rfile.read(4))[0]:
            inhoud += self.rfile.read(lengte)
        antwoord = b"stream: Eicar-Signature FOUND\0" if EICAR in inhoud else b"stream: OK\0"
        self.wfile.write(type(self).rommel or antwoord)


@pytest.fixture
def clamd(tmp_path: Path, settings: Settings) -> Iterator[type[NepClamd]]:
    soort = type("EigenClamd", (NepClamd,), {})
    with socketserver.ThreadingUnixStreamServer(str(tmp_path / "clamd"), soort) as server:
        draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        draad.start()
        settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
        yield soort
        server.shutdown()
        draad.join()


def test_met_scanner_wacht_een_nieuw_bestand(clamd: type[NepClamd]) -> None:
    assert bewaar(upload(), door=None, op=OP)["scanstatus"] == Scanstatus.WACHT


def test_scan_geeft_een_schoon_bestand_vrij(
    clamd: type[NepClamd], document: Callable[..., Dossierdocument]
) -> None:
    rij = document()
    assert scan_wachtenden(op=OP) == 1
    rij.refresh_from_db()
    assert (rij.scanstatus, rij.scan_uitslag) == (Scanstatus.SCHOON, "niets gevonden")
    assert scan_wachtenden(op=OP) == 0


def test_scan_houdt_een_virus_vast(
    opslag: Path, clamd: type[NepClamd], document: Callable[..., Dossierdocument]
) -> None:
    rij = document()
    (opslag / rij.pad).write_bytes(PDF + EICAR)
    scan_wachtenden(op=OP)
    rij.refresh_from_db()
    assert (rij.scanstatus, rij.scan_uitslag) == (Scanstatus.GEWEIGERD, "Eicar-Signature")
    assert Gebeurtenis.objects.van(rij).get().door is None
    with pytest.raises(NietToegestaan):
        geef(rij)
    assert scan(rij, op=OP) is rij


@pytest.mark.parametrize("antwoord", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: x ERROR\0"])
def test_zonder_oordeel_blijft_een_bestand_wachten(
    clamd: type[NepClamd], document: Callable[..., Dossierdocument], antwoord: bytes
) -> None:
    rij = document()
    clamd.rommel = antwoord
    assert scan_wachtenden(op=OP) == 0
    rij.refresh_from_db()
    assert rij.scanstatus == Scanstatus.WACHT


def test_scanner_die_niet_bestaat_is_onbereikbaar(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb+") as stroom, pytest.raises(ScannerOnbereikbaar):
        scan_stroom(str(tmp_path / "geen"), stroom)


def test_zonder_scanner_komt_wat_wachtte_vrij(
    clamd: type[NepClamd], settings: Settings, document: Callable[..., Dossierdocument]
) -> None:
    rij = document()
    settings.CLAMAV_SOCKET = ""
    assert scan_wachtenden(op=OP) == 1
    rij.refresh_from_db()
    assert (rij.scanstatus, rij.scan_uitslag) == (Scanstatus.SCHOON, "niet op virussen gecontroleerd")
