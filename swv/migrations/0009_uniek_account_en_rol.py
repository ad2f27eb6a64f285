from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [
        ("swv", "0008_momentopname_rapportage"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="gebruiker",
            constraint=models.UniqueConstraint(Lower("username"), name="swv_gebruiker_naam_uniek"),
        ),
        migrations.AddConstraint(
            model_name="gebruiker",
            constraint=models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="swv_gebruiker_email_uniek",
            ),
        ),
        migrations.AddConstraint(
            model_name="roltoekenning",
            constraint=models.UniqueConstraint(
                fields=("gebruiker", "rol", "school", "bestuur", "geldig_vanaf"),
                name="swv_roltoekenning_eenmaal",
                nulls_distinct=False,
            ),
        ),
    ]
