"""Copies of every fictitious aanmelding, casus and intervention, for the benchmark; never of a note."""

from django.db import connection

KOPIEEN = """
INSERT INTO ect_aanmelding (sleutel, kenmerk, leerling_id, school_id, status, hoofdvraag_id, vraag, geprobeerd,
    ouders, ouders_toelichting, vrager, urgentie, contact_id, aangemeld_op, aangemeld_door_id, norm_id,
    reactie_uiterlijk, reactie_afleiding, gereageerd_op, gereageerd_door_id, reactie, aangenomen_op,
    aangenomen_door_id, beantwoord_op, beantwoord_door_id, antwoord, ingetrokken_op, ingetrokken_door_id)
SELECT md5(a.sleutel::text || n)::uuid, 'K' || n || '-' || a.kenmerk, k.id, a.school_id, a.status,
    a.hoofdvraag_id, a.vraag, a.geprobeerd, a.ouders, a.ouders_toelichting, a.vrager, a.urgentie, a.contact_id,
    a.aangemeld_op, a.aangemeld_door_id, a.norm_id, a.reactie_uiterlijk, a.reactie_afleiding, a.gereageerd_op,
    a.gereageerd_door_id, a.reactie, a.aangenomen_op, a.aangenomen_door_id, a.beantwoord_op,
    a.beantwoord_door_id, a.antwoord, a.ingetrokken_op, a.ingetrokken_door_id
FROM ect_aanmelding a JOIN leerlingen_leerling l ON l.id = a.leerling_id
JOIN generate_series(1, %s) n ON true
JOIN leerlingen_leerling k ON k.sleutel = md5(l.sleutel::text || n)::uuid
WHERE a.kenmerk NOT LIKE 'K%%';
INSERT INTO ect_casus (sleutel, aanmelding_id, leerling_id, school_id, status, casushouder_id, volgende_stap,
    volgende_stap_datum, geopend_op, geopend_door_id, afgesloten_op, afgesloten_door_id, uitkomst,
    bestemming_id, reden, versie)
SELECT md5(c.sleutel::text || n)::uuid, k.id, k.leerling_id, c.school_id, c.status, c.casushouder_id,
    c.volgende_stap, c.volgende_stap_datum, c.geopend_op, c.geopend_door_id, c.afgesloten_op,
    c.afgesloten_door_id, c.uitkomst, c.bestemming_id, c.reden, 1
FROM ect_casus c JOIN ect_aanmelding a ON a.id = c.aanmelding_id
JOIN generate_series(1, %s) n ON true
JOIN ect_aanmelding k ON k.sleutel = md5(a.sleutel::text || n)::uuid
WHERE a.kenmerk NOT LIKE 'K%%';
INSERT INTO ect_interventie (sleutel, casus_id, interventie_id, type_interventie_id, vanaf, tot_en_met,
    resultaat, vastgelegd_op, vastgelegd_door_id, versie)
SELECT md5(i.sleutel::text || n)::uuid, k.id, i.interventie_id, i.type_interventie_id, i.vanaf, i.tot_en_met,
    i.resultaat, i.vastgelegd_op, i.vastgelegd_door_id, 1
FROM ect_interventie i JOIN ect_casus c ON c.id = i.casus_id
JOIN generate_series(1, %s) n ON true
JOIN ect_casus k ON k.sleutel = md5(c.sleutel::text || n)::uuid;
"""


def kopieer(aantal: int) -> None:
    """Copy the register of the ECT to the copied pupils."""
    if aantal > 0:
        with connection.cursor() as cursor:
            cursor.execute(KOPIEEN, [aantal, aantal, aantal])
