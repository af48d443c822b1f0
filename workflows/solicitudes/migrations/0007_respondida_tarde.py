"""Whether it was answered late is written down when it is: reports need not work it out again."""

from django.db import migrations, models

FILL = """
UPDATE solicitudes_solicitud s SET respondida_tarde = TRUE
  FROM plazos_plazo p
 WHERE p.expediente_id = s.expediente_id AND s.estado = 'cerrada'
   AND p.clase = 'solicitud.legal' AND p.estado = 'cerrado' AND p.cerrado_en > p.vence_en
   AND NOT EXISTS (
       SELECT 1 FROM plazos_plazo q
        WHERE q.expediente_id = p.expediente_id AND q.clase = p.clase AND q.id > p.id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0006_portal"),
        ("plazos", "0004_cerrado_tarde"),
    ]

    operations = [
        migrations.AddField(
            model_name="solicitud",
            name="respondida_tarde",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("estado", "cerrada")),
                fields=["-respondida_en", "-expediente"],
                name="solicitud_respondida",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
