"""What keeps the copy of the reserve degree in the table of a process: see `core.grados`."""

from django.db import migrations

FUNCIONES = """
CREATE FUNCTION grado_de_su_expediente() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT nivel_reserva INTO STRICT NEW.grado FROM core_expediente WHERE id = NEW.expediente_id;
    RETURN NEW;
END $$;

CREATE FUNCTION grado_a_su_caso() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %I SET grado = $1 WHERE expediente_id = $2', TG_ARGV[0])
      USING NEW.nivel_reserva, NEW.id;
    RETURN NULL;
END $$;
"""

SIN_FUNCIONES = """
DROP FUNCTION grado_a_su_caso;
DROP FUNCTION grado_de_su_expediente;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0022_carta"),
    ]

    operations = [migrations.RunSQL(FUNCIONES, SIN_FUNCIONES)]
