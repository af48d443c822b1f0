"""How people enter and what they read that is reserved is kept, append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.origen

HISTORY = """
CREATE TRIGGER historialacceso_no_se_cambia BEFORE UPDATE OR DELETE ON core_historialacceso
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();

CREATE TRIGGER lecturareservada_no_se_cambia BEFORE UPDATE OR DELETE ON core_lecturareservada
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();
"""

UNDO_HISTORY = """
DROP TRIGGER lecturareservada_no_se_cambia ON core_lecturareservada;
DROP TRIGGER historialacceso_no_se_cambia ON core_historialacceso;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_vigilancia"),
    ]

    operations = [
        migrations.CreateModel(
            name="Equipo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("huella", models.CharField(max_length=64)),
                ("primero_en", models.DateTimeField(default=core.clock.now)),
                ("ultimo_en", models.DateTimeField(default=core.clock.now)),
                (
                    "usuario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equipos",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("usuario", "huella"), name="equipo_unico")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistorialAcceso",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("momento", models.DateTimeField(default=core.clock.now)),
                (
                    "hecho",
                    models.CharField(
                        choices=[
                            ("entro", "entró"),
                            ("equipo_nuevo", "entró desde un equipo nuevo"),
                            ("clave", "cambió la contraseña"),
                            ("factor", "agregó un segundo paso"),
                            ("sin_factor", "quitó un segundo paso"),
                            ("codigos", "hizo códigos de recuperación"),
                            ("repuesto", "quitó el segundo paso de esta cuenta"),
                            ("sesiones", "cerró sesiones"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ip", models.GenericIPAddressField(null=True)),
                ("navegador", models.CharField(blank=True, max_length=200)),
                ("motivo", models.CharField(blank=True, max_length=200)),
                (
                    "origen",
                    models.CharField(
                        blank=True, default=core.origen.actual, editable=False, max_length=20
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
                        related_name="accesos",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historial de la cuenta",
                "verbose_name_plural": "historial de las cuentas",
                "ordering": ["-momento", "-pk"],
                "indexes": [
                    models.Index(fields=["usuario", "-momento", "-id"], name="acceso_de_usuario")
                ],
            },
        ),
        migrations.CreateModel(
            name="LecturaReservada",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "modo",
                    models.CharField(
                        choices=[("pagina", "lo abrió"), ("exportacion", "lo exportó")],
                        max_length=12,
                    ),
                ),
                ("dia", models.DateField(default=core.clock.today)),
                ("momento", models.DateTimeField(default=core.clock.now)),
                (
                    "origen",
                    models.CharField(
                        blank=True, default=core.origen.actual, editable=False, max_length=20
                    ),
                ),
                (
                    "expediente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lecturas",
                        to="core.expediente",
                    ),
                ),
                (
                    "lector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name": "lectura reservada",
                "verbose_name_plural": "lecturas reservadas",
                "ordering": ["-momento", "-pk"],
                "indexes": [models.Index(fields=["-momento", "-id"], name="lectura_reciente")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("expediente", "lector", "dia", "modo"), name="lectura_una_al_dia"
                    )
                ],
            },
        ),
        migrations.RunSQL(HISTORY, UNDO_HISTORY),
    ]
