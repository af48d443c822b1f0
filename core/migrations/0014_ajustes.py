"""Who changed a setting is kept, append-only, with what it was before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.origen

HISTORY = """
CREATE TRIGGER historialajuste_no_se_cambia BEFORE UPDATE OR DELETE ON core_historialajuste
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();
"""

UNDO_HISTORY = "DROP TRIGGER historialajuste_no_se_cambia ON core_historialajuste;"


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_lugar_contorno"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistorialAjuste",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clase", models.CharField(max_length=60)),
                ("objeto", models.PositiveBigIntegerField()),
                ("nombre", models.CharField(max_length=200)),
                ("momento", models.DateTimeField(default=core.clock.now)),
                ("verbo", models.CharField(max_length=12)),
                ("cambios", models.JSONField(default=dict)),
                (
                    "origen",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default=core.origen.actual,
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "usuario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historial de los ajustes",
                "verbose_name_plural": "historial de los ajustes",
                "ordering": ["-momento", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["clase", "objeto", "-momento"], name="core_histor_clase_c9d0de_idx"
                    ),
                    models.Index(fields=["-momento", "-id"], name="core_histor_momento_d43f20_idx"),
                ],
            },
        ),
        migrations.RunSQL(HISTORY, UNDO_HISTORY),
    ]
