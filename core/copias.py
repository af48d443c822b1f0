"""What of a case file stands in the table of its process, too: its degree and its beginning.

Who may see what is asked of every row that is counted, and reports ask since when there is each;
that must not take a look into another table every time. Triggers keep the copies, `Caso.grado` and
`Caso.registrado_en`, so that nobody can forget them; until they have, a row counts as of the
highest degree. Their functions are made by the migration `0023_copias` of core.

Migrations call this as it is: what is to be copied later gets a step of its own.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

COPIA = """
UPDATE {tabla} SET grado = e.nivel_reserva, registrado_en = e.creado_en
  FROM core_expediente e WHERE e.id = expediente_id;

CREATE TRIGGER {clase}_copia BEFORE INSERT OR UPDATE OF grado, registrado_en ON {tabla}
FOR EACH ROW EXECUTE FUNCTION copiar_de_su_expediente();

CREATE TRIGGER {clase}_copia AFTER UPDATE OF nivel_reserva, creado_en ON core_expediente
FOR EACH ROW WHEN (
    NEW.clase = '{clase}'
    AND (NEW.nivel_reserva, NEW.creado_en) IS DISTINCT FROM (OLD.nivel_reserva, OLD.creado_en))
EXECUTE FUNCTION copiar_a_su_caso('{tabla}');
"""

SIN_COPIA = """
DROP TRIGGER {clase}_copia ON core_expediente;
DROP TRIGGER {clase}_copia ON {tabla};
"""


def copiado(clase: str, tabla: str) -> RunSQL:
    """The step of a migration that fills the columns of a process and keeps them from then on."""
    nombres = {"clase": clase, "tabla": tabla}
    return RunSQL(COPIA.format(**nombres), SIN_COPIA.format(**nombres))
