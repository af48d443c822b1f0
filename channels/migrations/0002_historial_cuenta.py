"""What people did to the accounts, and the trigger that keeps it as it was written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock

# The function is that of the history of the case files.
HISTORY = """
CREATE TRIGGER historialcuenta_no_se_cambia BEFORE UPDATE OR DELETE ON channels_historialcuenta
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();
"""
UNDO_HISTORY = "DROP TRIGGER historialcuenta_no_se_cambia ON channels_historialcuenta;"


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0001_initial"),
        ("core", "0002_text_and_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistorialCuenta",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("momento", models.DateTimeField(default=core.clock.now)),
                ("verbo", models.CharField(max_length=40)),
                ("texto", models.TextField(blank=True)),
                ("datos", models.JSONField(blank=True, default=dict)),
                (
                    "cuenta",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="historial",
                        to="channels.cuenta",
                    ),
                ),
                (
                    "por",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name": "historial de la cuenta",
                "verbose_name_plural": "historiales de las cuentas",
                "ordering": ["-momento", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["cuenta", "-momento", "-id"], name="channels_hi_cuenta__21a39e_idx"
                    )
                ],
            },
        ),
        migrations.RunSQL(HISTORY, UNDO_HISTORY),
    ]
