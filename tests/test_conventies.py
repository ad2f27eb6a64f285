"""What a reviewer would otherwise have to remember (architectuur.md B.3, B.5, B.6, B.10, B.12)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from swv.checks import niet_ingedeeld, persoonsgegevens_zijn_ingedeeld
from swv.deploy.mappen import PROJECT

APPS = ("swv", "leerlingen", "ect", "tlv", "thuiszitters", "financien", "kwaliteit")
MAX_BESTAND, MAX_FUNCTIE = 500, 60
SJABLONEN = PROJECT / "templates"
# The machinery itself, and the one loader that may write history in bulk.
ZET_STATUS = {"swv/workflow.py", "swv/opdrachten.py"}
# Modules that import late on purpose: what needs Pango or the models, and commands that find the parts of an app.
IMPORTEERT_LAAT = {
    "swv/pdf.py",
    "swv/demo.py",
    "swv/statusdiagram.py",
    *(f"{app}/apps.py" for app in APPS),
}
# Forbidden for their term, but on a screen these words also mean something else.
OOK_GEWOON_WOORD = {
    "bestuur of the SWV",
    "bevoegdheid",
    "case",
    "contact",
    "dossier",
    "instelling",
    "kind",
    "log",
    "mening",
    "rapport",
    "rechten",
    "retour",
    "taak",
    "verzending",
    "voogdij",
}


def python() -> Iterator[tuple[str, str]]:
    """Every source file of the product, without migrations."""
    for app in APPS:
        for pad in sorted((PROJECT / app).rglob("*.py")):
            if "migrations" not in pad.parts:
                yield str(pad.relative_to(PROJECT)), pad.read_text("utf-8")


def sjablonen() -> Iterator[tuple[str, str]]:
    for pad in sorted(SJABLONEN.rglob("*.*")):
        if pad.suffix in {".html", ".txt"}:
            yield str(pad.relative_to(SJABLONEN)), pad.read_text("utf-8")


BRONNEN = dict(python())
BLADEN = dict(sjablonen())


def zonder_commentaar(tekst: str) -> str:
    return re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", tekst, flags=re.DOTALL)


# --- size ---------------------------------------------------------------------------------------


def test_geen_bestand_is_te_lang() -> None:
    alles = BRONNEN | {
        str(p.relative_to(PROJECT)): p.read_text("utf-8") for p in (PROJECT / "tests").rglob("*.py")
    }
    lang = {naam: n for naam, tekst in alles.items() if (n := tekst.count("\n")) > MAX_BESTAND}
    assert lang == {}


def test_geen_functie_is_te_lang() -> None:
    lang = {}
    for naam, tekst in BRONNEN.items():
        for knoop in ast.walk(ast.parse(tekst)):
            if isinstance(knoop, ast.FunctionDef):
                regels = (knoop.end_lineno or 0) - knoop.lineno
                if regels > MAX_FUNCTIE:
                    lang[f"{naam}:{knoop.name}"] = regels
    assert lang == {}


# --- Python -----------------------------------------------------------------------------------


def _statusschrijvers(tekst: str) -> Iterator[int]:
    """Line numbers that put a status on something: assignment, setattr, or an update of many rows."""
    for knoop in ast.walk(ast.parse(tekst)):
        match knoop:
            case ast.Attribute(attr="status", ctx=ast.Store()):
                yield knoop.lineno
            case ast.Call(func=ast.Attribute(attr="update"), keywords=velden) if "status" in {
                v.arg for v in velden
            }:
                yield knoop.lineno
            case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value="status"), *_]):
                yield knoop.lineno


def test_alleen_de_workflow_zet_een_status() -> None:
    elders = [
        f"{naam}:{regel}"
        for naam, tekst in BRONNEN.items()
        if naam not in ZET_STATUS and not naam.endswith("demo.py") and "/demo/" not in naam
        for regel in _statusschrijvers(tekst)
    ]
    assert elders == []


@pytest.mark.parametrize(
    "regel", ["a.status = 1", "x, a.status = 1, 2", "q.update(status=1)", "setattr(a, 'status', 1)"]
)
def test_de_wachter_ziet_elke_manier(regel: str) -> None:
    assert list(_statusschrijvers(regel)) == [1]


def test_geen_import_binnen_een_functie() -> None:
    """A cycle is solved, not dodged (architectuur.md B.4.2)."""
    binnen = []
    for naam, tekst in BRONNEN.items():
        for functie in ast.walk(ast.parse(tekst)):
            if not isinstance(functie, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for knoop in ast.walk(functie):
                laat = _laadt_module(knoop) and naam not in IMPORTEERT_LAAT
                if laat or isinstance(knoop, ast.Import | ast.ImportFrom):
                    binnen.append(f"{naam}:{knoop.lineno}")
    assert binnen == []


def _laadt_module(knoop: ast.AST) -> bool:
    return (
        isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Name) and knoop.func.id == "import_module"
    )


VERBODEN_IN_PYTHON = {
    r"\bmark_safe\b|\bSafeString\(": "text of users would become HTML",
    r"\.raw\(|\.extra\(|\bRawSQL\(": "SQL by hand outside the one place for it (eisen.md S15)",
    r"\*\*\s*request\.(GET|POST)": "a user's dictionary in a query (CVE-2025-64459)",
    r"\bprint\(": "a log line or the screen of a command",
    r"\bTODO\b|\bFIXME\b": "finish it or leave it out",
    r"date\.today\(\)|datetime\.now\(|timezone\.now\(": "only swv/klok.py asks the time",
}
UITZONDERINGEN = {"swv/klok.py": {r"date\.today\(\)|datetime\.now\(|timezone\.now\("}}


@pytest.mark.parametrize("patroon", VERBODEN_IN_PYTHON)
def test_verboden_in_python(patroon: str) -> None:
    gevonden = [
        f"{naam}:{tekst[: treffer.start()].count(chr(10)) + 1}"
        for naam, tekst in BRONNEN.items()
        if patroon not in UITZONDERINGEN.get(naam, set()) and not naam.startswith("swv/deploy/")
        for treffer in re.finditer(patroon, tekst)
    ]
    assert gevonden == [], VERBODEN_IN_PYTHON[patroon]


def test_views_en_modellen_blijven_uit_elkaars_buurt() -> None:
    """Models know no HTTP (architectuur.md B.3); the import contracts guard the rest."""
    plekken = re.compile(r"(^|/)(models|enums|workflow)(/|\.py$)")
    assert [naam for naam, tekst in BRONNEN.items() if plekken.search(naam) and "django.http" in tekst] == []


# --- models ------------------------------------------------------------------------------------


def test_elk_veld_met_persoonsgegevens_is_ingedeeld() -> None:
    assert persoonsgegevens_zijn_ingedeeld() == []


def test_de_indeling_ziet_een_vergeten_veld(monkeypatch: pytest.MonkeyPatch) -> None:
    leerling = apps.get_model("leerlingen", "Leerling")
    zonder = {k: v for k, v in leerling.persoonsgegevens.items() if k != "achternaam"}
    monkeypatch.setattr(
        leerling, "persoonsgegevens", zonder | {"bestaat_niet": "neutraal", "roepnaam": "geheim"}
    )
    assert sorted(niet_ingedeeld(leerling)) == ["achternaam", "bestaat_niet (unknown)", "roepnaam (geheim)"]


def test_elke_beperking_heeft_een_naam_van_app_en_model() -> None:
    fout = [
        beperking.name
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for beperking in model._meta.constraints
        if not beperking.name.startswith(f"{app}_")
    ]
    assert fout == []


def test_geen_model_sorteert_vanzelf() -> None:
    assert [
        m._meta.label for app in APPS for m in apps.get_app_config(app).get_models() if m._meta.ordering
    ] == []


def test_geen_model_schrijft_een_naam_in_zijn_str() -> None:
    """`__str__` ends in logs and in the admin of error messages."""
    personen = {"leerlingen": ("roepnaam", "achternaam", "naam"), "swv": ("username", "email")}
    fout = []
    for app, velden in personen.items():
        for naam, tekst in BRONNEN.items():
            if naam.startswith(f"{app}/models") and (gevonden := _str_noemt(tekst, velden)):
                fout.append((naam, gevonden))
    assert fout == []


def _str_noemt(tekst: str, velden: tuple[str, ...]) -> list[str]:
    return [
        knoop.attr
        for functie in ast.walk(ast.parse(tekst))
        if isinstance(functie, ast.FunctionDef) and functie.name == "__str__"
        for knoop in ast.walk(functie)
        if isinstance(knoop, ast.Attribute) and knoop.attr in velden
    ]


# --- templates -----------------------------------------------------------------------------------

VERBODEN_IN_SJABLONEN = {
    r"\|\s*safe\b|\|\s*safeseq\b": "text of users would become HTML",
    r"\|\s*add:|\bwidthratio\b|\|\s*divisibleby:": "no arithmetic in a template (architectuur.md B.8)",
    r"\sstyle=\"": "the content security policy forbids it",
    r"\son[a-z]+=\"": "the content security policy forbids it",
    r"<script(?![^>]*\bsrc=)": "the content security policy forbids inline scripts",
    r"https?://(?!www\.w3\.org)": "no address outside the product",
    r"\{%\s*if[^%]*\b(groups|is_staff|is_superuser)\b": "what may be shown is decided in Python",
}


@pytest.mark.parametrize("patroon", VERBODEN_IN_SJABLONEN)
def test_verboden_in_sjablonen(patroon: str) -> None:
    gevonden = [
        f"{naam}: {treffer.group()}"
        for naam, tekst in BLADEN.items()
        for treffer in re.finditer(patroon, zonder_commentaar(tekst))
        if not (naam.startswith("pdf/") and "style" in treffer.group())
    ]
    assert gevonden == [], VERBODEN_IN_SJABLONEN[patroon]


def test_autoescape_staat_alleen_uit_in_gewone_tekst() -> None:
    assert [n for n, tekst in BLADEN.items() if "autoescape off" in tekst and not n.endswith(".txt")] == []


def test_elk_formulier_dat_verstuurt_heeft_een_csrf_teken() -> None:
    zonder = []
    for naam, tekst in BLADEN.items():
        for formulier in re.findall(r"<form\b.*?</form>", zonder_commentaar(tekst), flags=re.DOTALL):
            opening = formulier.split(">", 1)[0]
            if (
                re.search(r"method=\"post\"|method=\"\{\{", opening, re.IGNORECASE)
                and "csrf_token" not in formulier
            ):
                zonder.append(naam)
    assert zonder == []


def test_elke_include_geeft_precies_mee_wat_nodig_is() -> None:
    """`{% include … only %}`: a fragment that reads the page's variables breaks when it moves."""
    los = [
        f"{naam}: {treffer}"
        for naam, tekst in BLADEN.items()
        if not naam.startswith(("account/", "mfa/", "basis", "raamwerk"))
        for treffer in re.findall(r"\{%\s*include\s[^%]*%\}", zonder_commentaar(tekst))
        if not re.search(r"\bonly\s*%\}", treffer)
    ]
    assert los == []


def _sjablonen_van_pakketten() -> Iterator[str]:
    """Names that a library renders: its own templates, and one that allauth only asks for."""
    yield "account/password_reset_help_text.html"
    for map_ in get_app_template_dirs("templates"):
        yield from (str(pad.relative_to(map_)) for pad in Path(map_).rglob("*.html"))


def _genoemd() -> str:
    return "\n".join([*BRONNEN.values(), *map(zonder_commentaar, BLADEN.values())])


def test_elk_sjabloon_wordt_gebruikt() -> None:
    """What nobody renders is deleted; overrides of a library must still override something."""
    alles, ongebruikt = _genoemd(), []
    van_pakketten = set(_sjablonen_van_pakketten())
    for naam in BLADEN:
        if naam in {"400.html", "403.html", "404.html", "500.html"} or naam in van_pakketten:
            continue
        if naam.startswith("django/"):
            assert get_template(naam)
        elif naam.startswith("componenten/"):
            component = naam.removeprefix("componenten/").removesuffix(".html").replace("/", ".")
            patroon = rf"<c-{re.escape(component).replace('_', '[_-]')}[\s/>]"
            if not re.search(patroon, alles):
                ongebruikt.append(naam)
        elif naam not in alles:
            ongebruikt.append(naam)
    assert ongebruikt == []


# --- words -----------------------------------------------------------------------------------------


def woordenlijst() -> list[tuple[str, str]]:
    """Term and forbidden synonym, from the glossary in README.md."""
    rijen = re.findall(r"^\|(.+)\|$", (PROJECT / "README.md").read_text("utf-8"), re.MULTILINE)
    paren = []
    for rij in rijen:
        cellen = [cel.strip() for cel in rij.split("|")]
        if len(cellen) >= 4 and cellen[0].lower() not in {"term", "woord"} and set(cellen[0]) != {"-"}:
            paren += [
                (cellen[0], woord.strip())
                for woord in cellen[-1].split(",")
                if woord.strip() not in {"", "-", "—"} | OOK_GEWOON_WOORD
            ]
    return paren


def zichtbare_tekst(tekst: str) -> str:
    """What a user can read of a template: no tags, no template code."""
    tekst = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", zonder_commentaar(tekst), flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", tekst)


def test_de_woordenlijst_wordt_gevonden() -> None:
    assert ("besluit", "beschikking") in woordenlijst()


def test_geen_verboden_woord_op_het_scherm() -> None:
    gevonden = [
        f"{naam}: “{verboden}”, say “{term}”"
        for term, verboden in woordenlijst()
        for naam, tekst in BLADEN.items()
        if re.search(rf"\b{re.escape(verboden)}\b", zichtbare_tekst(tekst), re.IGNORECASE)
    ]
    assert gevonden == []


@pytest.mark.parametrize("woord", ["succesvol", "klik hier", "je", "jouw", "jij", "invalid", "submit"])
def test_toon_van_de_teksten(woord: str) -> None:
    """u, plain Dutch, and what happened instead of "succesvol" (architectuur.md B.11, B.12)."""
    gevonden = [
        n for n, tekst in BLADEN.items() if re.search(rf"\b{woord}\b", zichtbare_tekst(tekst), re.IGNORECASE)
    ]
    assert gevonden == []
