"""Fields that several forms of this room share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

from swv.forms.velden import Verledenveld

KLOPT = "Klopt de dag toch? Verstuur het dan zo nog een keer."


class EersteDagForm(forms.Form):
    """The first day at home. One that is odd but can be true is asked about once; sent again, it goes."""

    eerste_verzuimdag = Verledenveld(label="Eerste verzuimdag")
    dag_gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, let_op: Callable[[date], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_op = let_op

    def clean(self) -> dict[str, Any]:
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        dag = gegevens.get("eerste_verzuimdag")
        zin = self.let_op(dag) if dag else ""
        if dag and zin and gegevens.pop("dag_gezien", "") != dag.isoformat():
            self.add_error("eerste_verzuimdag", f"{zin} {KLOPT}")
            gepost: Any = self.data
            kopie = gepost.copy()
            kopie[self.add_prefix("dag_gezien")] = dag.isoformat()
            self.data = kopie
        return gegevens


def tekstvak(**opties: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, **opties)
