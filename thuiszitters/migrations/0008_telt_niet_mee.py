import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import swv.models.normen


class Migration(migrations.Migration):

    dependencies = [
        ('thuiszitters', '0007_referentiecijfers'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='traject',
            name='thuiszitters_traject_een_tegelijk',
        ),
        migrations.AddConstraint(
            model_name='traject',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('uitkomst__in', ('geen_thuiszitter',)), _negated=True), expressions=[(models.F('leerling'), '='), (swv.models.normen.Datumbereik('eerste_verzuimdag', 'einddatum', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=False)), '&&')], name='thuiszitters_traject_een_tegelijk'),
        ),
    ]
