"""docker-compose.yml: valid against the Compose specification, and safe and scalable as promised."""

import re
import shutil
import subprocess
import sys

import pytest
from ruamel.yaml import YAML

from swv.deploy.mappen import PROJECT

COMPOSE = PROJECT / "docker-compose.yml"
DIENSTEN = {"web", "worker", "beat", "migreer", "postgres", "valkey"}


def toets(pad) -> subprocess.CompletedProcess[str]:
    opdracht = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(pad)]
    return subprocess.run(opdracht, capture_output=True, text=True)


@pytest.fixture(scope="module")
def compose():
    return YAML(typ="safe").load(COMPOSE)


def test_het_bestand_voldoet_aan_de_specificatie():
    klaar = toets(COMPOSE)
    assert klaar.returncode == 0, klaar.stdout


def test_de_toets_ziet_een_fout(tmp_path):
    """Otherwise the test above could not fail."""
    fout = tmp_path / "fout.yml"
    fout.write_text(COMPOSE.read_text("utf-8").replace("    image: postgres:", "    imagee: postgres:"))
    assert toets(fout).returncode != 0


@pytest.mark.skipif(
    not shutil.which("docker")
    or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode != 0,
    reason="docker compose is not installed; the schema was checked instead",
)
def test_docker_compose_leest_het(tmp_path):
    env = tmp_path / "env"
    env.write_text("POSTGRES_PASSWORD=x\nSECRET_KEY=x\nALLOWED_HOSTS=x\nBASIS_URL=https://x\n")
    opdracht = ["docker", "compose", "--env-file", str(env), "-f", str(COMPOSE), "config", "-q"]
    klaar = subprocess.run(opdracht, capture_output=True, text=True)
    assert klaar.returncode == 0, klaar.stderr


def test_alle_diensten_zijn_er_met_een_gezondheidstoets(compose):
    diensten = compose["services"]
    assert set(diensten) == DIENSTEN
    assert all("healthcheck" in diensten[naam] for naam in DIENSTEN - {"migreer"})


@pytest.mark.parametrize("naam", ["web", "worker"])
def test_web_en_worker_zijn_schaalbaar(compose, naam):
    """A fixed name or one published port would allow a single container only."""
    dienst = compose["services"][naam]
    assert "container_name" not in dienst
    for poort in dienst.get("ports", []):
        assert re.search(r"\d+-\d+\}?:8000$", poort), "a range of host ports, one per container"
        assert poort.startswith("127.0.0.1:"), "only for the proxy on this host"


def test_geheimen_komen_uit_de_omgeving_en_zijn_verplicht(compose):
    omgeving = compose["x-app"]["environment"]
    for naam in ("SECRET_KEY", "ALLOWED_HOSTS", "BASIS_URL"):
        assert omgeving[naam].startswith("${" + naam + ":?")
    assert "${POSTGRES_PASSWORD:?" in omgeving["DATABASE_URL"]
    assert "SWV_DEMO" not in omgeving


def test_database_en_broker_zijn_van_buiten_niet_bereikbaar(compose):
    assert compose["networks"]["binnen"]["internal"] is True
    for naam in ("postgres", "valkey"):
        assert compose["services"][naam]["networks"] == ["binnen"]
        assert "ports" not in compose["services"][naam]


def test_elke_dienst_van_de_eigen_image_kent_zijn_opdracht(compose):
    ingang = (PROJECT / "swv/deploy/entrypoint.sh").read_text("utf-8")
    for naam in ("web", "worker", "beat", "migreer"):
        assert f"  {compose['services'][naam]['command']})" in ingang
    assert subprocess.run(["sh", "-n", PROJECT / "swv/deploy/entrypoint.sh"]).returncode == 0


def test_elke_variabele_staat_in_het_voorbeeld():
    """.env.example names every variable that compose or the settings read."""
    voorbeeld = (PROJECT / ".env.example").read_text("utf-8")
    gevraagd = set(re.findall(r"\$\{(\w+)", COMPOSE.read_text("utf-8")))
    gevraagd |= set(
        re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (PROJECT / "swv/settings.py").read_text("utf-8"))
    )
    ontbreekt = {naam for naam in gevraagd if not re.search(rf"^(# )?{naam}=", voorbeeld, re.M)}
    assert ontbreekt == set()
