"""Copies of every fictitious request, for the benchmark."""

from django.db import connection

KOPIEEN = """
INSERT INTO tlv_aanvraag (sleutel, kenmerk, leerling_id, school_id, soort, status, vragenlijst_id, antwoorden,
    versie, begonnen_op, begonnen_door_id, ingediend_op, ingediend_door_id, compleet_op, compleet_door_id,
    besloten_op, besloten_door_id, ingetrokken_op, ingetrokken_door_id, behandelaar_id, eerstvolgende_datum,
    aanleiding, overgenomen)
SELECT md5(a.sleutel::text || n)::uuid, 'K' || n || '-' || a.kenmerk, k.id, a.school_id, a.soort, a.status,
    a.vragenlijst_id, a.antwoorden, 1, a.begonnen_op, a.begonnen_door_id, a.ingediend_op, a.ingediend_door_id,
    a.compleet_op, a.compleet_door_id, a.besloten_op, a.besloten_door_id, a.ingetrokken_op,
    a.ingetrokken_door_id, a.behandelaar_id, a.eerstvolgende_datum,
    a.aanleiding, a.overgenomen
FROM tlv_aanvraag a JOIN leerlingen_leerling l ON l.id = a.leerling_id
JOIN generate_series(1, %s) n ON true
JOIN leerlingen_leerling k ON k.sleutel = md5(l.sleutel::text || n)::uuid
WHERE a.kenmerk NOT LIKE 'K%%';
INSERT INTO tlv_aanvraagtermijn (aanvraag_id, norm_id, begonnen_op, uiterste_datum, staat_stil_sinds, afleiding,
    berekend_op, gehaald_op)
SELECT k.id, t.norm_id, t.begonnen_op, t.uiterste_datum, t.staat_stil_sinds, t.afleiding, t.berekend_op,
    t.gehaald_op
FROM tlv_aanvraagtermijn t JOIN tlv_aanvraag a ON a.id = t.aanvraag_id
JOIN generate_series(1, %s) n ON true
JOIN tlv_aanvraag k ON k.sleutel = md5(a.sleutel::text || n)::uuid
WHERE a.kenmerk NOT LIKE 'K%%';
"""


def kopieer(aantal: int) -> None:
    """Copy every request with its clocks to the copied pupils, for the benchmark."""
    if aantal > 0:
        with connection.cursor() as cursor:
            cursor.execute(KOPIEEN, [aantal, aantal])
