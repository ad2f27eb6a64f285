"""The components, the gallery and the pages around every page (templates/componenten/README.md)."""

import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.forms import CharField, Form
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django_cotton.compiler_regex import CottonCompiler

from swv.iconen import ICONEN
from swv.letters import Letterzoeker
from swv.models import Gebruiker
from swv.termijnen import Resterend, Staat
from swv.views.galerij import VoorbeeldForm
from tests.factories import GebruikerFactory, SamenwerkingsverbandFactory

MAP = settings.BASE_DIR / "templates" / "componenten"
STATIC = settings.BASE_DIR / "static"
GALERIJ = settings.BASE_DIR / "templates" / "swv" / "componenten_galerij.html"
STRUCTUUR = Path(__file__).with_name("galerij.txt")
COMPONENTEN = sorted(pad.stem for pad in MAP.glob("*.html"))
BLANCO = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "rect"}

Inloggen = Callable[[Gebruiker], Client]


def toon(bron: str, **context: Any) -> str:
    """Render a piece of template in which components are written as a page writes them."""
    return engines["django"].from_string(CottonCompiler().process(bron)).render(context)


class Elementen(HTMLParser):
    """Every element of a page with its attributes, and the outline of what is inside `main`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elementen: list[tuple[str, dict[str, str]]] = []
        self.diepte = 0
        self.begin = -1
        self.omtrek: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kenmerken = {naam: waarde or "" for naam, waarde in attrs}
        self.elementen.append((tag, kenmerken))
        if tag == "main":
            self.begin = self.diepte
        if self.begin >= 0:
            klassen = "".join(f".{klasse}" for klasse in kenmerken.get("class", "").split())
            self.omtrek.append(f"{'  ' * (self.diepte - self.begin)}{tag}{klassen}")
        if tag not in BLANCO:
            self.diepte += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in BLANCO:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in BLANCO:
            self.diepte -= 1
        if tag == "main":
            self.begin = -1

    def waarden(self, kenmerk: str) -> list[str]:
        return [kenmerken[kenmerk] for _tag, kenmerken in self.elementen if kenmerk in kenmerken]


@pytest.fixture
def galerij(als: Inloggen, db: None) -> str:
    SamenwerkingsverbandFactory()
    response = als(GebruikerFactory(rol="beheer")).get(reverse("componenten"))
    assert response.status_code == 200
    return response.content.decode()


# --- every component is described, shown and documented -----------------------------------------------


@pytest.mark.parametrize("naam", COMPONENTEN)
def test_component_begint_met_zijn_argumenten(naam: str) -> None:
    bron = (MAP / f"{naam}.html").read_text()
    eerste = bron.splitlines()[0]
    vars_ = re.search(r"<c-vars\s(.*?)/>", bron, re.DOTALL)
    zonder_waarden = re.sub(r'"[^"]*"', "", vars_[1]) if vars_ else ""
    argumenten = re.findall(r"[a-z_]+", zonder_waarden)

    assert re.fullmatch(r"\{# .+ #\}", eerste)
    assert all(re.search(rf"\b{argument}\b", eerste) for argument in argumenten if argument != "class")


@pytest.mark.parametrize("naam", COMPONENTEN)
def test_component_staat_in_de_galerij_en_in_de_leeswijzer(naam: str) -> None:
    tag = f"<c-{naam.replace('_', '-')}"
    elders = "".join(pad.read_text() for pad in [GALERIJ, *MAP.glob("*.html")])

    assert re.search(rf"{tag}[\s/>]", elders)
    assert f"{tag}>" in (MAP / "README.md").read_text()


def test_icoon_elk_icoon_is_te_tekenen() -> None:
    for naam in ICONEN:
        assert f'd="{ICONEN[naam].pad}"' in toon(f'<c-icoon naam="{naam}" />')


# --- gallery --------------------------------------------------------------------------------------------


def test_galerij_alleen_voor_beheer(als: Inloggen, db: None) -> None:
    SamenwerkingsverbandFactory()

    assert als(GebruikerFactory(rol="coordinator")).get(reverse("componenten")).status_code == 403


def test_galerij_heeft_dezelfde_opbouw_als_vastgelegd(galerij: str) -> None:
    """A snapshot of elements and classes: `BIJWERKEN=1 pytest …` writes it after a wanted change."""
    omtrek = "\n".join(Elementen(galerij).omtrek) + "\n"
    if os.environ.get("BIJWERKEN"):
        STRUCTUUR.write_text(omtrek)

    assert omtrek == STRUCTUUR.read_text()


def test_galerij_is_heel_zonder_iets_dat_de_csp_verbiedt(galerij: str) -> None:
    pagina = Elementen(galerij)

    assert not pagina.waarden("style")
    assert not [naam for _tag, kenmerken in pagina.elementen for naam in kenmerken if naam.startswith("on")]
    assert all("src" in kenmerken for tag, kenmerken in pagina.elementen if tag == "script")
    assert "style" not in {tag for tag, _kenmerken in pagina.elementen}


def test_galerij_verwijst_alleen_naar_wat_er_is(galerij: str) -> None:
    """Unique ids, one h1, every label and description points at something."""
    pagina = Elementen(galerij)
    ids = pagina.waarden("id")
    verwijzingen = [deel for waarde in pagina.waarden("aria-describedby") for deel in waarde.split()]

    assert [tag for tag, _kenmerken in pagina.elementen].count("h1") == 1
    assert set(verwijzingen + pagina.waarden("for") + pagina.waarden("aria-labelledby")) <= set(ids)
    dubbel = {naam for naam in ids if ids.count(naam) > 1}
    assert all(naam.startswith("id_") for naam in dubbel)  # the same example form stands there twice


def test_galerij_voor_een_school_heeft_de_donkere_kop(als: Inloggen, db: None) -> None:
    SamenwerkingsverbandFactory()
    response = als(GebruikerFactory(rol="beheer")).get(reverse("componenten"), {"kader": "portaal"})

    assert 'class="portaalkop"' in response.content.decode()


# --- behaviour of single components -----------------------------------------------------------------------


def test_knop_met_reden_staat_uit_en_zegt_waarom() -> None:
    html = toon('<c-knop reden="{{ reden }}">Besluit nemen</c-knop>', reden="Kan nog niet: <2 adviezen.")

    assert "disabled" in html
    assert "Kan nog niet: &lt;2 adviezen." in html


def test_knop_geeft_kenmerken_ontsnapt_door() -> None:
    html = toon('<c-knop :data-x="kwaad" class="breed">Ga</c-knop>', kwaad='"" onfocus=alert(1) ""')

    assert 'onfocus=alert(1) "' not in html
    assert Elementen(html).elementen[0][1]["data-x"] == '"" onfocus=alert(1) ""'


@pytest.mark.parametrize("staat", Staat)
def test_termijn_toont_woorden_en_teken(staat: Staat) -> None:
    html = toon('<c-termijn :termijn="t" norm="norm 3 weken" />', t=Resterend(staat, "nog 3 werkdagen"))

    assert "nog 3 werkdagen" in html
    assert "norm 3 weken" in html
    assert "<svg" in html


def test_termijn_zonder_waarde_toont_niets() -> None:
    assert toon('<c-termijn :termijn="t" />', t=None).strip() == ""


def test_termijn_afleiding_is_een_genummerde_lijst() -> None:
    html = toon(
        '<c-termijn :termijn="t" :afleiding="zinnen" />', t=Resterend(Staat.RUIM, "ruim"), zinnen=["a", "b"]
    )

    assert re.search(r"<ol>\s*<li>a</li>\s*<li>b</li>\s*</ol>", html)


def test_samenvatting_zonder_waarde_zegt_dat() -> None:
    assert "niet ingevuld" in toon('<c-samenvatting-regel sleutel="Toelichting"> </c-samenvatting-regel>')


def test_paginering_zonder_bladzijden_toont_niets() -> None:
    assert toon("<c-paginering />").strip() == ""


def test_component_ziet_de_variabelen_van_de_pagina_niet() -> None:
    """A page variable with the name of an argument must not slip in (COTTON_ISOLATE_BY_DEFAULT)."""
    assert "per ongeluk" not in toon("<c-kaart>x</c-kaart>", titel="per ongeluk")


# --- forms ----------------------------------------------------------------------------------------------


def test_formulier_foutenoverzicht_verwijst_naar_de_velden() -> None:
    form = VoorbeeldForm({"naam": "", "soort": "onbekend"})
    pagina = Elementen(toon('<c-formulier :form="form">{{ form }}</c-formulier>', form=form))
    links = {adres.removeprefix("#") for adres in pagina.waarden("href")}

    assert "id_naam" in links
    assert links <= set(pagina.waarden("id"))
    beschreven = {deel for waarde in pagina.waarden("aria-describedby") for deel in waarde.split()}
    assert "id_naam_error" in beschreven
    assert beschreven <= set(pagina.waarden("id"))


def test_formulier_elk_veld_heeft_een_label_of_legenda() -> None:
    html = toon("{{ form }}", form=VoorbeeldForm())
    pagina = Elementen(html)
    labels = set(pagina.waarden("for"))
    for tag, kenmerken in pagina.elementen:
        if tag in {"input", "select", "textarea"}:
            assert kenmerken["id"] in labels
    assert html.count("<legend>") == 2
    assert html.count("(niet verplicht)") == 4


def test_formulier_ontsnapt_label_hint_en_fout() -> None:
    class Kwaad(Form):
        veld = CharField(label="<b>l", help_text="<b>h", error_messages={"required": "<b>f"})

    assert "<b>" not in toon('<c-foutenoverzicht :form="form" />{{ form }}', form=Kwaad({}))


def test_formulier_post_draagt_het_csrf_token() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    bron = CottonCompiler().process("<c-formulier>x</c-formulier>")
    html = engines["django"].from_string(bron).render({}, request)

    assert "csrfmiddlewaretoken" in html
    assert "csrfmiddlewaretoken" not in toon('<c-formulier methode="get">x</c-formulier>')


# --- pages when something is wrong --------------------------------------------------------------------------


@pytest.mark.parametrize("pagina", ["400.html", "403.html", "404.html", "405.html", "500.html"])
def test_foutpagina_zegt_wat_u_nu_kunt_doen_ook_zonder_request(pagina: str) -> None:
    html = render_to_string(pagina, {"nummer": "abc12345", "reden": "", "om_rol": False})

    assert html.count("<h1>") == 1
    assert "Naar de startpagina" in html
    assert ("abc12345" in html) == (pagina == "500.html")


def test_foutpagina_niet_gevonden(client: Client, db: None) -> None:
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina vinden wij niet" in response.content.decode()


def test_geweigerd_fragment_toont_de_reden() -> None:
    html = render_to_string("swv/_geweigerd.html", {"reden": "Er is <één> advies."})

    assert "Er is &lt;één&gt; advies." in html
    assert "<html" not in html


# --- the frame ------------------------------------------------------------------------------------------------


def test_basis_htmx_is_ingesteld_voor_de_csp_en_voor_weigeringen(galerij: str) -> None:
    kop = [k["content"] for tag, k in Elementen(galerij).elementen if k.get("name") == "htmx-config"]
    config = json.loads(kop[0])
    antwoorden = {regel["code"]: regel for regel in config["responseHandling"]}

    assert (config["allowEval"], config["allowScriptTags"], config["includeIndicatorStyles"]) == (False,) * 3
    assert (config["historyCacheSize"], config["historyRestoreAsHxRequest"]) == (0, False)
    assert config["selfRequestsOnly"] is True
    assert antwoorden["422"] == {"code": "422", "swap": True}
    assert antwoorden["403"]["target"] == antwoorden["409"]["target"] == "#meldingen"
    assert 'id="meldingen"' in galerij


def test_basis_zoekt_met_post(galerij: str) -> None:
    """A name of a child must not end up in an address (eisen.md S19)."""
    zoekbalk = [
        k for tag, k in Elementen(galerij).elementen if tag == "form" and k.get("class") == "zoekbalk"
    ]

    assert [k["method"] for k in zoekbalk] == ["post"]


def test_venster_heeft_altijd_een_weg_zonder_javascript() -> None:
    for pad in (settings.BASE_DIR / "templates").rglob("*.html"):
        for tag in re.findall(r"<[^>]*data-swv-open=[^>]*>", pad.read_text()):
            assert "href=" in tag, pad


# --- style sheets, scripts and letters -----------------------------------------------------------------------------


def test_stijl_is_klein_en_haalt_niets_van_buiten() -> None:
    css = {pad.name: pad.read_text() for pad in (STATIC / "css").glob("*.css")}

    assert sum(map(len, css.values())) < 40_000
    assert all("//" not in tekst and "@import" not in tekst for tekst in css.values())


def test_stijl_kent_elke_klasse_van_de_componenten() -> None:
    css = "".join(pad.read_text() for pad in (STATIC / "css").glob("*.css"))
    bron = "".join(pad.read_text() for pad in MAP.glob("*.html"))
    klassen = {
        woord
        for waarde in re.findall(r'class="([^"]*)"', re.sub(r"\{[{%].*?[%}]\}", " ", bron))
        for woord in waarde.split()
        if not woord.endswith("-")
    }
    zonder_eigen_stijl = {"broodkruimels", "bestand-acties", "controle-wat", "tijdlijn-wat", "knop-secundair"}
    zonder_eigen_stijl |= {"veld-zoek", "veld-vinkje", "melding-info", "label-neutraal"}

    assert not {k for k in klassen - zonder_eigen_stijl if not re.search(rf"\.{k}\b", css)}


def _helderheid(kleur: str) -> float:
    delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(
    ("voor", "achter"),
    [
        ("inkt", "grond"),
        ("inkt-zacht", "grond"),
        ("koppeling", "grond"),
        ("accent", "accent-licht"),
        ("goed", "goed-vlak"),
        ("let-op", "let-op-vlak"),
        ("fout", "fout-vlak"),
        ("info", "info-vlak"),
        ("inkt-zacht", "grijs-vlak"),
    ],
)
def test_stijl_kleuren_zijn_leesbaar(voor: str, achter: str) -> None:
    """WCAG 1.4.3: at least 4.5 to 1."""
    kleuren = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STATIC / "css" / "theme.css").read_text()))
    licht, donker = sorted((_helderheid(kleuren[voor]), _helderheid(kleuren[achter])), reverse=True)

    assert (licht + 0.05) / (donker + 0.05) >= 4.5


@pytest.mark.parametrize("script", sorted(pad.name for pad in (STATIC / "js").glob("*.js")))
def test_script_is_klein_en_bewaart_niets_in_de_browser(script: str) -> None:
    bron = (STATIC / "js" / script).read_text()

    assert len(bron.splitlines()) < 120
    assert not re.search(r"localStorage|sessionStorage|indexedDB|\beval\(|innerHTML|document\.cookie", bron)


def test_letters_worden_een_keer_gemaakt(tmp_path: Path, settings: Any) -> None:
    settings.SWV_DATA = tmp_path
    zoeker = Letterzoeker()
    paden = [pad for pad, _opslag in zoeker.list(None)]
    bestand = Path(zoeker.find("fonts/NotoSans.woff2"))

    assert paden == ["fonts/NotoSans.woff2"]
    assert bestand.read_bytes()[:4] == b"wOF2"
    assert bestand.stat().st_size < 80_000
    gemaakt = bestand.stat().st_mtime_ns
    zoeker.find("fonts/NotoSans.woff2")
    assert bestand.stat().st_mtime_ns == gemaakt


# --- how the pages use the components ----------------------------------------------------------------------------

SJABLONEN = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
GEBRUIK = re.compile(r"<c-([a-z-]+)((?:\s+[^\s/>\"'=]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*/?>")
KENMERK = re.compile(r"([^\s\"'=]+)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
DOORGEGEVEN = re.compile(r"^(id|class|form[a-z]*|rel|target|role|lang|hidden|download|(hx|data|aria)-.+)$")


def argumenten(naam: str) -> tuple[set[str], set[str], bool]:
    """Return which arguments a component knows, which of them are mandatory, and whether it passes others on."""
    bron = (MAP / f"{naam.replace('-', '_')}.html").read_text()
    vars_ = re.search(r"<c-vars\s(.*?)/>", bron, re.DOTALL)
    gevonden = KENMERK.findall(vars_[1]) if vars_ else []
    bekend = {kenmerk.lstrip(":") for kenmerk, *_waarde in gevonden}
    verplicht = {k for k in bekend if vars_ and not re.search(rf"(^|\s|:){k}=", vars_[1])}
    return bekend, verplicht, "attrs|kenmerken" in bron


def gebruikt(pad: Path) -> list[tuple[str, dict[str, str]]]:
    bron = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", pad.read_text(), flags=re.DOTALL)
    bron = re.sub(r"\{\{.*?\}\}", lambda m: m[0].replace('"', "'").replace(">", " "), bron)
    bron = re.sub(r"\{%.*?%\}", "x", bron)
    return [
        (naam, {kenmerk: dubbel or enkel for kenmerk, dubbel, enkel in KENMERK.findall(rest)})
        for naam, rest in GEBRUIK.findall(bron)
        if naam not in {"vars", "slot"}
    ]


@pytest.mark.parametrize(
    "pad", SJABLONEN, ids=lambda pad: str(pad.relative_to(settings.BASE_DIR / "templates"))
)
def test_sjabloon_gebruikt_componenten_zoals_ze_zijn(pad: Path) -> None:
    """A misspelt argument would silently become an HTML attribute, or nothing at all."""
    fouten = []
    for naam, kenmerken in gebruikt(pad):
        bekend, verplicht, geeft_door = argumenten(naam)
        gegeven = {kenmerk.lstrip(":") for kenmerk in kenmerken}
        onbekend = {k for k in gegeven - bekend if not (geeft_door and DOORGEGEVEN.match(k))}
        filters = {
            k for k, waarde in kenmerken.items() if k.startswith(":") and "|" in waarde and "{{" not in waarde
        }
        fouten += [
            f"<c-{naam}>: {soort} {sorted(wat)}"
            for soort, wat in (
                ("onbekend", onbekend),
                ("ontbreekt", verplicht - gegeven),
                ("filter in", filters),
            )
            if wat
        ]

    assert not fouten
