"""Copies of every fictitious stay, for the benchmark."""

from django.db import connection

KOPIEEN = """
INSERT INTO thuiszitters_traject (sleutel, kenmerk, leerling_id, school_id, status, eerste_verzuimdag,
    regiehouder_id, geopend_op, geopend_door_id, einddatum, uitkomst, afgesloten_op, afgesloten_door_id,
    eerstvolgende_datum)
SELECT md5(t.sleutel::text || n)::uuid, 'K' || n || '-' || t.kenmerk, k.id, t.school_id, t.status,
    t.eerste_verzuimdag, t.regiehouder_id, t.geopend_op, t.geopend_door_id, t.einddatum, t.uitkomst,
    t.afgesloten_op, t.afgesloten_door_id, t.eerstvolgende_datum
FROM thuiszitters_traject t JOIN leerlingen_leerling l ON l.id = t.leerling_id
JOIN generate_series(1, %s) n ON true
JOIN leerlingen_leerling k ON k.sleutel = md5(l.sleutel::text || n)::uuid
WHERE t.kenmerk NOT LIKE 'K%%';
INSERT INTO thuiszitters_categorieperiode (traject_id, categorie, vanaf, tot_en_met, vastgelegd_op,
    vastgelegd_door_id)
SELECT k.id, c.categorie, c.vanaf, c.tot_en_met, c.vastgelegd_op, c.vastgelegd_door_id
FROM thuiszitters_categorieperiode c JOIN thuiszitters_traject t ON t.id = c.traject_id
JOIN generate_series(1, %s) n ON true
JOIN thuiszitters_traject k ON k.sleutel = md5(t.sleutel::text || n)::uuid
WHERE t.kenmerk NOT LIKE 'K%%';
INSERT INTO thuiszitters_feit (sleutel, traject_id, soort, code, omschrijving, vanaf, tot_en_met, vastgelegd_op,
    vastgelegd_door_id)
SELECT md5(f.sleutel::text || n)::uuid, k.id, f.soort, f.code, f.omschrijving, f.vanaf, f.tot_en_met,
    f.vastgelegd_op, f.vastgelegd_door_id
FROM thuiszitters_feit f JOIN thuiszitters_traject t ON t.id = f.traject_id
JOIN generate_series(1, %s) n ON true
JOIN thuiszitters_traject k ON k.sleutel = md5(t.sleutel::text || n)::uuid
WHERE t.kenmerk NOT LIKE 'K%%';
INSERT INTO thuiszitters_melding (sleutel, kenmerk, leerling_id, school_id, herkomst, status, categorie,
    eerste_verzuimdag, geconstateerd_op, belemmeringen, toelichting, gedaan, regie, hulpverlening,
    ouders_geinformeerd, gemeld_op, gemeld_door_id, afgehandeld_op, afgehandeld_door_id, traject_id)
SELECT md5(m.sleutel::text || n)::uuid, 'K' || n || '-' || m.kenmerk, k.id, m.school_id, m.herkomst, m.status,
    m.categorie, m.eerste_verzuimdag, m.geconstateerd_op, m.belemmeringen, m.toelichting, m.gedaan, m.regie,
    m.hulpverlening, m.ouders_geinformeerd, m.gemeld_op, m.gemeld_door_id, m.afgehandeld_op,
    m.afgehandeld_door_id, kt.id
FROM thuiszitters_melding m JOIN leerlingen_leerling l ON l.id = m.leerling_id
LEFT JOIN thuiszitters_traject t ON t.id = m.traject_id
JOIN generate_series(1, %s) n ON true
JOIN leerlingen_leerling k ON k.sleutel = md5(l.sleutel::text || n)::uuid
LEFT JOIN thuiszitters_traject kt ON kt.sleutel = md5(t.sleutel::text || n)::uuid
WHERE m.kenmerk NOT LIKE 'K%%';
INSERT INTO thuiszitters_actie (sleutel, traject_id, status, wat, uitvoerder, uiterlijk_op, afgesproken_op,
    afgesproken_door_id, afgerond_op, afgerond_door_id)
SELECT md5(a.sleutel::text || n)::uuid, k.id, a.status, a.wat, a.uitvoerder, a.uiterlijk_op, a.afgesproken_op,
    a.afgesproken_door_id, a.afgerond_op, a.afgerond_door_id
FROM thuiszitters_actie a JOIN thuiszitters_traject t ON t.id = a.traject_id
JOIN generate_series(1, %s) n ON true
JOIN thuiszitters_traject k ON k.sleutel = md5(t.sleutel::text || n)::uuid
WHERE t.kenmerk NOT LIKE 'K%%';
INSERT INTO thuiszitters_regieperiode (traject_id, regiehouder_id, vanaf, tot_en_met)
SELECT k.id, r.regiehouder_id, r.vanaf, r.tot_en_met
FROM thuiszitters_regieperiode r JOIN thuiszitters_traject t ON t.id = r.traject_id
JOIN generate_series(1, %s) n ON true
JOIN thuiszitters_traject k ON k.sleutel = md5(t.sleutel::text || n)::uuid
WHERE t.kenmerk NOT LIKE 'K%%';
INSERT INTO thuiszitters_volgnummer (leerling_id, nummer)
SELECT k.id, v.nummer + n * 1000000
FROM thuiszitters_volgnummer v JOIN leerlingen_leerling l ON l.id = v.leerling_id
JOIN generate_series(1, %s) n ON true
JOIN leerlingen_leerling k ON k.sleutel = md5(l.sleutel::text || n)::uuid;
"""


def kopieer(aantal: int) -> None:
    """Copy every stay with its facts and plan to the copied pupils, for the benchmark."""
    if aantal > 0:
        with connection.cursor() as cursor:
            cursor.execute(KOPIEEN, [aantal] * 7)
