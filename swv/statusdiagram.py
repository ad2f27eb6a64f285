"""State diagrams that cannot lie: drawn from the transition tables into the README of each app."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from django.apps import AppConfig, apps
from django.conf import settings

from swv.workflow import Workflow, alleen_systeem

BEGIN = "<!-- statusdiagram: begin (./dev manage statusdiagram) -->"
EINDE = "<!-- statusdiagram: einde -->"


def workflows(app: AppConfig) -> tuple[Workflow, ...]:
    """The transition tables of this app, from its `workflow.py` and from that of a package in it."""
    delen = [f".{deel.name}" for deel in iter_modules([app.path]) if deel.ispkg and deel.name != "migrations"]
    namen = [f"{app.name}{deel}.workflow" for deel in ("", *delen)]
    modules = [import_module(naam) for naam in namen if find_spec(naam) is not None]
    return tuple(tabel for module in modules for tabel in getattr(module, "WORKFLOWS", ()))


def leesmij(app: AppConfig) -> Path:
    return Path(app.path) / "README.md"


def eigen_apps() -> list[AppConfig]:
    """The installed apps that live in this project and have transition tables."""
    root = Path(settings.BASE_DIR)
    eigen = [app for app in apps.get_app_configs() if Path(app.path).parent == root]
    return [app for app in eigen if workflows(app)]


def diagrammen(tabellen: Iterable[Workflow]) -> str:
    """The block between the markers: one Mermaid diagram per table."""
    delen = [f"### {tabel.naam}\n\n```mermaid\n{diagram(tabel)}\n```" for tabel in tabellen]
    return "\n\n".join([BEGIN, *delen, EINDE])


def diagram(tabel: Workflow) -> str:
    """One table as a Mermaid state diagram; “(systeem)” marks what no person does."""
    pijlen = [
        f"    {van} --> {overgang.naar}: {overgang.actie}{' (systeem)' if overgang.recht is alleen_systeem else ''}"
        for overgang in tabel.overgangen
        for van in sorted(overgang.van)
    ]
    einden = [f"    {status} --> [*]" for status in sorted(eindstatussen(tabel))]
    begin = [f"    [*] --> {status}" for status in sorted(beginstatussen(tabel))]
    return "\n".join(["stateDiagram-v2", *begin, *pijlen, *einden])


def beginstatussen(tabel: Workflow) -> set[str]:
    """Where an object begins: the statuses from which moves go but to which none leads."""
    return tabel.statussen() - {o.naar for o in tabel.overgangen}


def eindstatussen(tabel: Workflow) -> set[str]:
    """The statuses from which no move goes."""
    return tabel.statussen() - {van for o in tabel.overgangen for van in o.van}


def ingevuld(tekst: str, blok: str) -> str:
    """The text of a README with this block between its markers; without markers it comes at the end."""
    if BEGIN not in tekst or EINDE not in tekst:
        return f"{tekst.rstrip()}\n\n## Statussen\n\n{blok}\n"
    voor, _, rest = tekst.partition(BEGIN)
    return voor + blok + rest.partition(EINDE)[2]
