import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("swv", "0005_school_ingevoerd_met"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactpersoon",
            name="sleutel",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
