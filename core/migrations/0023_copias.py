"""What keeps the copies that the table of a process has of its case file: see `core.copias`."""

from django.db import migrations

FUNCIONES = """
CREATE FUNCTION copiar_de_su_expediente() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT nivel_reserva, creado_en INTO STRICT NEW.grado, NEW.registrado_en
      FROM core_expediente WHERE id = NEW.expediente_id;
    RETURN NEW;
END $$;

CREATE FUNCTION copiar_a_su_caso() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %I SET grado = $1, registrado_en = $2 WHERE expediente_id = $3',
                   TG_ARGV[0])
      USING NEW.nivel_reserva, NEW.creado_en, NEW.id;
    RETURN NULL;
END $$;
"""

SIN_FUNCIONES = """
DROP FUNCTION copiar_a_su_caso;
DROP FUNCTION copiar_de_su_expediente;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0022_carta"),
    ]

    operations = [migrations.RunSQL(FUNCIONES, SIN_FUNCIONES)]
