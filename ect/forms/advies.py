"""Input of an advice: parse and check, never save."""

from typing import Any

from ect.forms.velden import Ectform, regelveld, tekstveld
from ect.models import Ectadvies
from swv.forms.velden import MetSleutel, MetVersie, Verledenveld


class AdviesForm(Ectform, MetSleutel):
    middel = ("aan",)
    aan = regelveld("Aan wie?", initial="De school", help_text="Bijvoorbeeld: de school en de ouders.")
    tekst = tekstveld(
        "Advies",
        regels=10,
        help_text="Wat heeft de leerling nodig, wie doet wat, en wanneer kijkt u samen terug?",
    )


class AdviesWijzigenForm(AdviesForm, MetVersie):
    def __init__(self, *args: Any, advies: Ectadvies, **kwargs: Any) -> None:
        begin = {naam: getattr(advies, naam) for naam in ("aan", "tekst", "versie")}
        super().__init__(*args, initial=begin, **kwargs)


class AfschriftForm(Ectform):
    kort = ("datum",)
    datum = Verledenveld(label="Op welke dag ging het afschrift weg?")
