"""Every traject that was opened before has one period of regie: from the opening, until closing where it closed."""

from django.db import migrations

VUL = """
INSERT INTO thuiszitters_regieperiode (traject_id, regiehouder_id, vanaf, tot_en_met)
SELECT id, regiehouder_id, (geopend_op AT TIME ZONE 'Europe/Amsterdam')::date,
    greatest((geopend_op AT TIME ZONE 'Europe/Amsterdam')::date, (afgesloten_op AT TIME ZONE 'Europe/Amsterdam')::date)
FROM thuiszitters_traject
WHERE afgesloten_op IS NOT NULL
UNION ALL
SELECT id, regiehouder_id, (geopend_op AT TIME ZONE 'Europe/Amsterdam')::date, NULL
FROM thuiszitters_traject
WHERE afgesloten_op IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("thuiszitters", "0005_aanpak")]

    operations = [migrations.RunSQL(VUL, migrations.RunSQL.noop, elidable=True)]
