"""Who changed an actor, a theme or a place is kept, append-only; each has a version."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock

HISTORY = """
CREATE TRIGGER historialcatalogo_no_se_cambia BEFORE UPDATE OR DELETE ON core_historialcatalogo
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();

CREATE TRIGGER historialcatalogovalores_no_se_borra
BEFORE DELETE ON core_historialcatalogovalores
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();

-- The values of an entry may only be redacted, once, and say when.
CREATE TRIGGER historialcatalogovalores_solo_se_redacta
BEFORE UPDATE ON core_historialcatalogovalores
FOR EACH ROW WHEN (NEW.redactado_en IS NULL OR OLD.redactado_en IS NOT NULL)
EXECUTE FUNCTION historial_no_se_cambia();
"""

UNDO_HISTORY = """
DROP TRIGGER historialcatalogovalores_solo_se_redacta ON core_historialcatalogovalores;
DROP TRIGGER historialcatalogovalores_no_se_borra ON core_historialcatalogovalores;
DROP TRIGGER historialcatalogo_no_se_cambia ON core_historialcatalogo;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_codigo_busqueda"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistorialCatalogo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("momento", models.DateTimeField(default=core.clock.now)),
                ("verbo", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField()),
                (
                    "campos",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "historial del catálogo",
                "verbose_name_plural": "historial del catálogo",
                "ordering": ["-momento", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="actor",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="lugar",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="tema",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.CreateModel(
            name="HistorialCatalogoValores",
            fields=[
                (
                    "entrada",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="escrito",
                        serialize=False,
                        to="core.historialcatalogo",
                    ),
                ),
                ("valores", models.JSONField(default=dict)),
                ("redactado_en", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "valores del historial del catálogo",
                "verbose_name_plural": "valores del historial del catálogo",
            },
        ),
        migrations.AddField(
            model_name="historialcatalogo",
            name="actor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="historial",
                to="core.actor",
            ),
        ),
        migrations.AddField(
            model_name="historialcatalogo",
            name="lugar",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="historial",
                to="core.lugar",
            ),
        ),
        migrations.AddField(
            model_name="historialcatalogo",
            name="por",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historialcatalogo",
            name="tema",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="historial",
                to="core.tema",
            ),
        ),
        migrations.AddField(
            model_name="historialcatalogo",
            name="usuario",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="historialcatalogo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("actor__isnull", False), ("lugar", None), ("tema", None)),
                    models.Q(("actor", None), ("lugar", None), ("tema__isnull", False)),
                    models.Q(("actor", None), ("lugar__isnull", False), ("tema", None)),
                    _connector="OR",
                ),
                name="historialcatalogo_de_uno",
            ),
        ),
        migrations.RunSQL(HISTORY, UNDO_HISTORY),
    ]
