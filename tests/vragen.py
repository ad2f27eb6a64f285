"""Which queries of a page are those of the login, so that every budget and the bench leave out the same."""

import re

VAN_DE_LOGIN = ("django_session", "swv_gebruiker", "swv_roltoekenning", "usersessions_", "mfa_authenticator")
TABEL = re.compile(r'\b(?:FROM|JOIN) "(\w+)"')


def is_van_de_pagina(sql: str) -> bool:
    """Whether this SELECT reads anything beyond who is logged in and what that person may do."""
    gelezen = sql.lstrip().upper().startswith("SELECT")
    return gelezen and not all(tabel.startswith(VAN_DE_LOGIN) for tabel in TABEL.findall(sql))
