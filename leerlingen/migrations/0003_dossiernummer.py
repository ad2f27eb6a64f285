"""The series of dossier numbers: a sequence may skip a number and never gives one twice."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("leerlingen", "0002_sleutel_en_versie")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE leerlingen_dossiernummer MAXVALUE 9999999",
            "DROP SEQUENCE leerlingen_dossiernummer",
        ),
    ]
