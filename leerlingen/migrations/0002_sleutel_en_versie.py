"""A public key per inschrijving and a version per betrokkene: both are edited from a page."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("leerlingen", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="inschrijving",
            name="sleutel",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunSQL(
            "UPDATE leerlingen_inschrijving SET sleutel = gen_random_uuid()",
            migrations.RunSQL.noop,
            elidable=True,
        ),
        migrations.AlterField(
            model_name="inschrijving",
            name="sleutel",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="betrokkene",
            name="versie",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
