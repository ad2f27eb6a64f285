"""Places after a TLV, again."""

from swv.kengetallen import Peiling
from tests.kwaliteit.herrekening import Antwoord, Bron, Rekenaar, in_kwartaal, rang, telling, ts


def op_lijst(bron: Bron, vraag: Peiling) -> list[int]:
    """The days waited by everyone on a list at the end of the peildatum."""
    rijen, dag = bron["tlv_plaatsing"], ts(vraag.peildatum)
    eraf = (rijen.plaatsingsdatum <= dag) | (rijen.afgewezen_per <= dag)
    wacht = rijen[(rijen.op_lijst_sinds <= dag) & ~eraf]
    return [int(n) for n in (dag - wacht.op_lijst_sinds).dt.days]


def eindigde(uitstroom: str) -> Rekenaar:
    def bereken(bron: Bron, vraag: Peiling) -> Antwoord:
        rijen = bron["tlv_plaatsing"]
        return telling(int(((rijen.uitstroom == uitstroom) & in_kwartaal(rijen.beeindigd_per, vraag)).sum()))

    return bereken


CIJFERS: dict[str, Rekenaar] = {
    "tlv.wachtlijst": lambda bron, v: telling(len(op_lijst(bron, v))),
    "tlv.wachtdagen": lambda bron, v: rang(op_lijst(bron, v), 0.5),
    "tlv.terugplaatsingen": eindigde("terugplaatsing"),
    "tlv.schakelingen": eindigde("schakeling"),
}
