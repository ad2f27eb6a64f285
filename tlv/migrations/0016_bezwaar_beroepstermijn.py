"""Objections that were decided before the day of sending was kept: it is the day on which they were closed."""

from django.db import migrations, models

from swv.klok import datum_van
from swv.termijnen import Kalender, bezwaartermijn

BESLIST = ("afgehandeld", "in_beroep")


def vul(apps, schema_editor):
    for rij in apps.get_model("tlv", "Bezwaar").objects.filter(status__in=BESLIST, bob_verzonden_op=None):
        rij.bob_verzonden_op = datum_van(rij.afgehandeld_op)
        termijn = bezwaartermijn(rij.bob_verzonden_op, Kalender())
        rij.beroep_uiterste_datum, rij.beroep_afleiding = termijn.uiterste_datum, list(termijn.afleiding)
        rij.save(update_fields=["bob_verzonden_op", "beroep_uiterste_datum", "beroep_afleiding"])


class Migration(migrations.Migration):

    dependencies = [
        ('tlv', '0015_bezwaar_verloop'),
    ]

    operations = [
        migrations.RunPython(vul, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name='bezwaar',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('beroep_uiterste_datum__isnull', False), ('bob_verzonden_op__isnull', False), ('status__in', ('afgehandeld', 'in_beroep'))), models.Q(models.Q(('status__in', ('afgehandeld', 'in_beroep')), _negated=True), ('beroep_uiterste_datum__isnull', True), ('bob_verzonden_op__isnull', True)), _connector='OR'), name='tlv_bezwaar_beroepstermijn'),
        ),
    ]
