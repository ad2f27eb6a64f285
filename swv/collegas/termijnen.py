"""The terms of access, from the norms of the profile."""

from datetime import date

from swv.normen import kalender, norm, normen_op, termijn_van

UITNODIGING = "toegang.uitnodiging"
KLOPT_NOG = "toegang.klopt_nog"
KLOPT_NOG_ANTWOORD = "toegang.klopt_nog_antwoord"
STIL = "toegang.stil"
STIL_EINDE = "toegang.stil_einde"


def uiterste(code: str, start: date) -> date:
    """The last day of the term `code` that starts on a day; `Norm.DoesNotExist` without such a norm."""
    return termijn_van(norm(code, start), start, kalender()).uiterste_datum


class Rekenaar:
    """The same for many rows: the norms in force on one day and the calendar, read once."""

    def __init__(self, op: date) -> None:
        self._normen = normen_op(op)
        self._kalender = kalender()

    def kent(self, *codes: str) -> bool:
        """Whether the profile has these norms; without them nothing of it happens."""
        return all(code in self._normen for code in codes)

    def uiterste(self, code: str, start: date) -> date:
        return termijn_van(self._normen[code], start, self._kalender).uiterste_datum
