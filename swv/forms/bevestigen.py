"""A form whose text becomes final asks once more before a number that can be a BSN goes out (domein.md 7.2)."""

from typing import Any

from django import forms

from swv.bsn import BsnWaarschuwingMixin

BEVESTIG = (
    "Hierin staat een getal dat een burgerservicenummer (BSN) kan zijn. Het samenwerkingsverband mag geen BSN "
    "hebben: haal het weg. Is het geen BSN? Verstuur het dan zo nog een keer."
)


class BsnBevestigForm(BsnWaarschuwingMixin, forms.Form):
    """A warning stops this form once; sent once more with the same warning, it goes.

    What was seen is remembered per field and never holds the number itself. The page shows `bsn_gezien`.
    """

    bsn_gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or not self.wordt_definitief():
            return
        gezien = set(self.cleaned_data.get("bsn_gezien", "").split(","))
        for naam in self.bsn_velden:
            if naam not in gezien:
                self._houd_tegen(naam)
        self.waarschuwingen = []  # said at the field, or confirmed
        self._onthoud()

    def wordt_definitief(self) -> bool:
        """Whether what is sent now can no longer be changed."""
        return True

    def _houd_tegen(self, naam: str) -> None:
        """Refuse it this time; the text itself can still be kept as a draft."""
        waarde = self.cleaned_data[naam]
        self.add_error(naam, BEVESTIG)
        self.cleaned_data[naam] = waarde

    def _onthoud(self) -> None:
        gegevens: Any = self.data
        kopie = gegevens.copy()  # what came in is immutable
        kopie[self.add_prefix("bsn_gezien")] = ",".join(self.bsn_velden)
        self.data = kopie
