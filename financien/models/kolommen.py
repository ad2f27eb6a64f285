"""Columns that several tables of this room have."""

from typing import Any

import pgtrigger
from django.db import models

from financien.geld import DECIMALEN, MAX_CIJFERS

EERSTE_JAAR, LAATSTE_JAAR = 2014, 2099  # passend onderwijs began on 1 August 2014

VAST_NA_VASTSTELLEN = """
PERFORM 1 FROM (SELECT status FROM TABEL WHERE id IN (OLD.KOLOM, NEW.KOLOM) FOR SHARE) boven
WHERE boven.status <> 'concept';
IF FOUND THEN RAISE EXCEPTION 'pgtrigger: rows below TABEL are fixed once it is not a concept'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""


def bedragveld(**opties: Any) -> models.DecimalField:
    """Money in euros with two decimals, never float (architectuur.md B.13)."""
    return models.DecimalField(max_digits=MAX_CIJFERS, decimal_places=DECIMALEN, **opties)


def geldig_jaar(app_model: str, veld: str = "jaar") -> models.CheckConstraint:
    """A year of our time; a typing error like 206 does not get in."""
    grenzen = {f"{veld}__gte": EERSTE_JAAR, f"{veld}__lte": LAATSTE_JAAR}
    return models.CheckConstraint(condition=models.Q(**grenzen), name=f"financien_{app_model}_{veld}")


def vast_na_vaststellen(kolom: str, tabel: str) -> pgtrigger.Trigger:
    """Rows below `tabel` change only while it is a concept; the row lock makes a vaststelling wait its turn."""
    return pgtrigger.Trigger(
        name="vast_na_vaststellen",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=VAST_NA_VASTSTELLEN.replace("KOLOM", kolom).replace("TABEL", tabel),
    )


def vast(status: str) -> pgtrigger.Protect:
    """A row in this status is never changed or removed again, whoever asks."""
    return pgtrigger.Protect(
        name="vastgesteld_blijft",
        operation=pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Q(old__status=status),
    )
