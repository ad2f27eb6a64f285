"""Figures about schools and pupils: how many there are, who takes part in what, who moves (domein.md 6).

Pupil counts of schools come from the last count of DUO that was imported; the register of this SWV holds
only the pupils with a dossier. Every figure says which of the two it reads.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.timezone import make_aware

from leerlingen.enums import Inschrijvingsoort
from leerlingen.models import Inschrijving, Leerling
from swv.enums import Onderwijssoort
from swv.kengetallen import (
    Beter,
    Cel,
    Kengetal,
    Kolom,
    Peiling,
    Rijen,
    Uitkomst,
    Verdeling,
    aandeel,
    aantal,
    registreer,
)
from swv.models import School
from swv.termijnen import datum, maanden_later
from swv.verbanden import eerder, registreer_verband

SBO = (Onderwijssoort.SBO,)
SO = (Onderwijssoort.SO, Onderwijssoort.SOVSO)
VSO = (Onderwijssoort.VSO, Onderwijssoort.SOVSO)
PRO = (Onderwijssoort.PRO,)
GO = (Onderwijssoort.SBO, Onderwijssoort.SO, Onderwijssoort.VSO, Onderwijssoort.SOVSO)
REGULIER = (Onderwijssoort.BAO, Onderwijssoort.VO, Onderwijssoort.PRO)
BASIS = (Onderwijssoort.BAO, Onderwijssoort.SBO)
VOORTGEZET = (Onderwijssoort.VO, Onderwijssoort.PRO)
# A school of cluster 1 or 2 takes pupils without a TLV of this SWV; the profile says so in this column.
CLUSTER_1_2 = Q(te_controleren__regex=r"cluster [12]\M")
BRON_DEELNAME = "Indicatoren van het Dashboard Passend Onderwijs (Vensters); leerlingen: DUO"
JAAR = 12


def einde_van(dag: date) -> datetime:
    """The first moment after `dag` in Europe/Amsterdam: the stand counts what was there before it."""
    return make_aware(datetime.combine(dag + timedelta(days=1), time.min))


# --- what schools count ---------------------------------------------------------------------------------------


def scholen(vraag: Peiling) -> QuerySet[School]:
    """The open schools of this SWV, without those of cluster 1 and 2."""
    rijen = School.objects.van_swv().open().exclude(CLUSTER_1_2)
    if vraag.scope.school_id is not None:
        return rijen.filter(pk=vraag.scope.school_id)
    bestuur = vraag.scope.bestuur_id
    return rijen if bestuur is None else rijen.filter(bestuur_id=bestuur)


def _soorten(soorten: Iterable[str]) -> Q:
    return Q(onderwijssoort__in=[str(soort) for soort in soorten])


def _deelname(teller: Iterable[str], noemer: Iterable[str]) -> Callable[[Peiling], Uitkomst]:
    """Pupils in these kinds of school over pupils in those, by the counts of DUO; one query."""
    boven, onder = _soorten(teller), _soorten(noemer)

    def bereken(vraag: Peiling) -> Uitkomst:
        som = scholen(vraag).aggregate(
            boven=Sum("leerlingen", filter=boven),
            onder=Sum("leerlingen", filter=onder),
            zonder=Count("pk", filter=(boven | onder) & Q(leerlingen__isnull=True)),
            eerste=Min("peildatum", filter=boven | onder),
            laatste=Max("peildatum", filter=boven | onder),
        )
        uitkomst = aandeel(som["boven"] or 0, som["onder"] or 0)
        return Uitkomst(uitkomst.waarde, uitkomst.teller, uitkomst.noemer, herkomst(som))

    return bereken


def herkomst(som: dict[str, date | int | None]) -> str:
    """Where the counts of the schools come from, and what is missing in them."""
    eerste, laatste, zonder = som["eerste"], som["laatste"], som["zonder"]
    if not isinstance(eerste, date) or not isinstance(laatste, date):
        return "Er is geen leerlingtelling van scholen van deze soort."
    wanneer = datum(eerste) if eerste == laatste else f"{datum(eerste)} tot en met {datum(laatste)}"
    deel = {0: "", 1: " Van 1 school is geen aantal bekend."}.get(
        int(str(zonder)), f" Van {zonder} scholen is geen aantal bekend."
    )
    return f"Leerlingtelling van DUO, {wanneer}.{deel}"


def _leerlingen(soorten: Iterable[str]) -> Callable[[Peiling], Uitkomst]:
    """Pupils of these kinds of school, by the counts of DUO; one query."""
    welke = _soorten(soorten)

    def bereken(vraag: Peiling) -> Uitkomst:
        som = (
            scholen(vraag)
            .filter(welke)
            .aggregate(
                som=Sum("leerlingen"),
                zonder=Count("pk", filter=Q(leerlingen__isnull=True)),
                eerste=Min("peildatum"),
                laatste=Max("peildatum"),
            )
        )
        uitkomst = aantal(som["som"] or 0)
        return Uitkomst(uitkomst.waarde, uitkomst.teller, None, herkomst(som))

    return bereken


def _schoolrijen(soorten: Iterable[str]) -> Rijen:
    """The schools whose pupils make the numerator."""
    welke = _soorten(soorten)
    return Rijen(
        selecteer=lambda vraag: scholen(vraag).filter(welke, leerlingen__isnull=False),
        kolommen=(
            Kolom("School", lambda rij: rij.naam),
            Kolom("Vestiging", lambda rij: rij.vestigingscode),
            Kolom("Onderwijssoort", lambda rij: rij.get_onderwijssoort_display()),
            Kolom("Leerlingen", lambda rij: rij.leerlingen),
        ),
        permissie="school.inzien",
        url=lambda rij: reverse("school", args=[rij.sleutel]),
        som="leerlingen",
    )


# --- pupils with a dossier --------------------------------------------------------------------------------------


def _ingeschreven(vraag: Peiling, dag: date, soorten: Iterable[str] | None = None) -> Exists:
    """Whether a pupil is enrolled on `dag`, at a school of these kinds when said."""
    rijen = Inschrijving.objects.op(dag).filter(
        vraag.scope.q("school"), leerling=OuterRef("pk"), soort=Inschrijvingsoort.INSCHRIJVING
    )
    if soorten is not None:
        rijen = rijen.filter(school__onderwijssoort__in=[str(soort) for soort in soorten])
    return Exists(rijen)


def met_dossier(vraag: Peiling) -> QuerySet[Leerling]:
    """Pupils whose dossier was there on the peildatum and who were enrolled somewhere that day."""
    rijen = Leerling.objects.filter(aangemaakt_op__lt=einde_van(vraag.peildatum))
    return rijen.filter(_ingeschreven(vraag, vraag.peildatum))


def zittend_go(vraag: Peiling) -> QuerySet[Leerling]:
    """Pupils enrolled at a specialised school (SBO, SO, VSO) on the peildatum."""
    return Leerling.objects.filter(_ingeschreven(vraag, vraag.peildatum, GO))


def instroom_go(vraag: Peiling) -> QuerySet[Leerling]:
    """In GO on this peildatum and not on the one before, so that begin + in - uit = eind."""
    return zittend_go(vraag).filter(~_ingeschreven(vraag, vraag.vorige_peildatum, GO))


def onderinstroom_go(vraag: Peiling) -> QuerySet[Leerling]:
    """Came into GO without an earlier school: direct start (domein.md 1.5, onderinstroom)."""
    eerder = Inschrijving.objects.filter(
        leerling=OuterRef("pk"), soort=Inschrijvingsoort.INSCHRIJVING, vanaf__lt=vraag.stroom_vanaf
    )
    return instroom_go(vraag).filter(~Exists(eerder))


def uitstroom_go(vraag: Peiling) -> QuerySet[Leerling]:
    """In GO on the peildatum before and not on this one."""
    eerder = _ingeschreven(vraag, vraag.vorige_peildatum, GO)
    return Leerling.objects.filter(eerder, ~_ingeschreven(vraag, vraag.peildatum, GO))


def een_jaar_eerder(vraag: Peiling) -> date:
    return maanden_later(vraag.peildatum, -JAAR)


def in_go_een_jaar_eerder(vraag: Peiling) -> QuerySet[Leerling]:
    return Leerling.objects.filter(_ingeschreven(vraag, een_jaar_eerder(vraag), GO))


def teruggeschakeld(vraag: Peiling) -> QuerySet[Leerling]:
    """In GO a year ago, at a regular school on the peildatum (domein.md 6, terugplaatsing)."""
    return in_go_een_jaar_eerder(vraag).filter(_ingeschreven(vraag, vraag.peildatum, REGULIER))


def _tel(selecteer: Callable[[Peiling], QuerySet[Leerling]]) -> Callable[[Peiling], Uitkomst]:
    return lambda vraag: aantal(selecteer(vraag).count())


def _terugschakeling(vraag: Peiling) -> Uitkomst:
    som = in_go_een_jaar_eerder(vraag).aggregate(
        boven=Count("pk", filter=_ingeschreven(vraag, vraag.peildatum, REGULIER)), onder=Count("pk")
    )
    return aandeel(som["boven"], som["onder"])


# --- rows --------------------------------------------------------------------------------------------------------


def _met_school(
    selecteer: Callable[[Peiling], QuerySet[Leerling]],
) -> Callable[[Peiling], QuerySet[Leerling]]:
    """Also the school on the peildatum, for the list behind the figure."""

    def rijen(vraag: Peiling) -> QuerySet[Leerling]:
        toen = Inschrijving.objects.op(vraag.peildatum).filter(
            leerling=OuterRef("pk"), soort=Inschrijvingsoort.INSCHRIJVING
        )
        naam = toen.order_by("-vanaf", "-id").values("school__naam")[:1]
        return selecteer(vraag).annotate(school_toen=Subquery(naam))

    return rijen


def _rijen(selecteer: Callable[[Peiling], QuerySet[Leerling]]) -> Rijen:
    return Rijen(
        selecteer=_met_school(selecteer),
        kolommen=(
            Kolom("Dossiernummer", lambda rij: rij.dossiernummer),
            Kolom("Leerling", lambda rij: rij.korte_naam),
            Kolom("School op de peildatum", lambda rij: rij.school_toen or ""),
        ),
        permissie="leerling.inzien",
        url=lambda rij: reverse("leerlingen:detail", args=[rij.sleutel]),
    )


def _deelnamecijfer(
    code: str, naam: str, wat: str, teller: Iterable[str], noemer: Iterable[str], norm: str = ""
) -> Kengetal:
    beter: Beter = "lager" if norm else ""
    return Kengetal(
        code=f"leerlingen.{code}",
        naam=naam,
        definitie=f"{wat}. Scholen van dit samenwerkingsverband; zonder cluster 1 en 2. Een school voor SO en "
        "VSO samen telt mee, want DUO splitst haar leerlingen niet uit.",
        eenheid="percentage",
        bron=BRON_DEELNAME,
        bereken=_deelname(teller, noemer),
        rijen=_schoolrijen(teller),
        norm=norm,
        beter=beter,
    )


def _telling(
    code: str,
    naam: str,
    definitie: str,
    selecteer: Callable[[Peiling], QuerySet[Leerling]],
    *,
    bron: str = "Dossiers van dit samenwerkingsverband",
) -> Kengetal:
    return Kengetal(
        code=f"leerlingen.{code}",
        naam=naam,
        definitie=definitie,
        eenheid="aantal",
        bron=bron,
        bereken=_tel(selecteer),
        rijen=_rijen(selecteer),
    )


KENGETALLEN = (
    Kengetal(
        code="leerlingen.regulier",
        naam="Leerlingen op reguliere scholen",
        definitie="Leerlingen op de scholen voor basisonderwijs, voortgezet onderwijs en praktijkonderwijs van "
        "dit samenwerkingsverband, volgens de laatste telling die is ingelezen.",
        eenheid="aantal",
        bron="DUO, leerlingen per vestiging",
        bereken=_leerlingen(REGULIER),
        rijen=_schoolrijen(REGULIER),
    ),
    Kengetal(
        code="leerlingen.vso",
        naam="Leerlingen in het VSO, cluster 3 en 4",
        definitie="Leerlingen op de scholen voor VSO (ook SO en VSO samen) van dit samenwerkingsverband, zonder "
        "cluster 1 en 2, volgens de laatste telling die is ingelezen.",
        eenheid="aantal",
        bron="DUO, leerlingen per vestiging",
        bereken=_leerlingen(VSO),
        rijen=_schoolrijen(VSO),
    ),
    _deelnamecijfer(
        "deelname_sbo",
        "Deelname SBO",
        "Leerlingen in het SBO gedeeld door leerlingen in het basisonderwijs en het SBO samen",
        SBO,
        BASIS,
        norm="tlv.deelname_sbo",
    ),
    _deelnamecijfer(
        "deelname_so",
        "Deelname SO",
        "Leerlingen in het SO gedeeld door leerlingen in het basisonderwijs en het SBO samen",
        SO,
        BASIS,
    ),
    _deelnamecijfer(
        "deelname_go",
        "Deelname gespecialiseerd onderwijs (SBO en SO)",
        "Leerlingen in SBO en SO gedeeld door leerlingen in het basisonderwijs en het SBO samen",
        (*SBO, *SO),
        BASIS,
        norm="tlv.deelname_go",
    ),
    _deelnamecijfer(
        "deelname_vso",
        "Deelname VSO",
        "Leerlingen in het VSO gedeeld door leerlingen in het voortgezet onderwijs en het praktijkonderwijs samen",
        VSO,
        VOORTGEZET,
    ),
    _deelnamecijfer(
        "deelname_pro",
        "Deelname praktijkonderwijs",
        "Leerlingen in het praktijkonderwijs gedeeld door leerlingen in het voortgezet onderwijs en het "
        "praktijkonderwijs samen",
        PRO,
        VOORTGEZET,
    ),
    _telling(
        "dossiers",
        "Leerlingen met een dossier",
        "Leerlingen van wie het dossier er op de peildatum was en die die dag op een school stonden ingeschreven.",
        met_dossier,
        bron="Dossiers van dit samenwerkingsverband",
    ),
    _telling(
        "zittend_go",
        "Zittende leerlingen in het gespecialiseerd onderwijs",
        "Leerlingen met een dossier die op de peildatum stonden ingeschreven op een school voor SBO, SO of VSO.",
        zittend_go,
    ),
    _telling(
        "instroom_go",
        "Instroom in het gespecialiseerd onderwijs",
        "Leerlingen met een dossier die op de peildatum in SBO, SO of VSO zaten en op de vorige peildatum niet.",
        instroom_go,
    ),
    _telling(
        "onderinstroom_go",
        "Onderinstroom in het gespecialiseerd onderwijs",
        "Het deel van de instroom zonder eerdere inschrijving: leerlingen die direct in SBO, SO of VSO begonnen.",
        onderinstroom_go,
    ),
    _telling(
        "uitstroom_go",
        "Uitstroom uit het gespecialiseerd onderwijs",
        "Leerlingen met een dossier die op de vorige peildatum in SBO, SO of VSO zaten en op deze peildatum niet.",
        uitstroom_go,
    ),
    Kengetal(
        code="leerlingen.terugschakeling",
        naam="Terugschakeling naar regulier onderwijs",
        definitie="Van de leerlingen met een dossier die een jaar voor de peildatum in SBO, SO of VSO zaten: het "
        "deel dat op de peildatum op een reguliere school staat ingeschreven.",
        eenheid="percentage",
        bron="Presentatie SWV VO Groningen Stad, Ambitie 1; dossiers van dit samenwerkingsverband",
        bereken=_terugschakeling,
        rijen=_rijen(teruggeschakeld),
        norm="tlv.terugschakeling",
        beter="hoger",
    ),
)


# --- breakdowns ---------------------------------------------------------------------------------------------------


def _naar_onderwijssoort(vraag: Peiling) -> list[Cel]:
    """Pupils per kind of school, by the counts of DUO."""
    rijen = scholen(vraag).values_list("onderwijssoort").annotate(som=Sum("leerlingen"))
    return [Cel((Onderwijssoort(soort).label,), som or 0) for soort, som in rijen.order_by("onderwijssoort")]


def _zittend_naar_school(vraag: Peiling) -> list[Cel]:
    """Pupils with a dossier in GO on the peildatum, per school."""
    rijen = Inschrijving.objects.op(vraag.peildatum).filter(
        vraag.scope.q("school"),
        soort=Inschrijvingsoort.INSCHRIJVING,
        school__onderwijssoort__in=[str(soort) for soort in GO],
    )
    geteld = rijen.values_list("school__naam", "school__vestigingscode").annotate(n=Count("leerling"))
    return [Cel((f"{naam} ({code})",), n) for naam, code, n in geteld.order_by("school__naam", "school_id")]


VERDELINGEN = (
    Verdeling(
        "leerlingen.naar_onderwijssoort",
        "Leerlingen naar onderwijssoort",
        ("Onderwijssoort",),
        _naar_onderwijssoort,
        bron="DUO, leerlingen per vestiging",
    ),
    Verdeling(
        "leerlingen.zittend_naar_school",
        "Zittende leerlingen in het gespecialiseerd onderwijs, per school",
        ("School",),
        _zittend_naar_school,
        bron="Dossiers van dit samenwerkingsverband",
        telt="leerlingen.zittend_go",
    ),
)

registreer(*KENGETALLEN, *VERDELINGEN)
registreer_verband(
    [eerder("leerlingen.zittend_go"), "leerlingen.instroom_go"],
    ["leerlingen.uitstroom_go", "leerlingen.zittend_go"],
)
registreer_verband(["leerlingen.onderinstroom_go"], ["leerlingen.instroom_go"], rest=True)
registreer_verband(["leerlingen.instroom_go"], ["leerlingen.zittend_go"], rest=True)
