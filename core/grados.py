"""The reserve degree of a case file, once more in the table of its process (`Caso.grado`).

Who may see what is asked of every row that is counted; it must not take a look into another table
each time. Triggers keep the copy, so that nobody can forget it; until they have, a row counts as of
the highest degree. Their functions are made by the migration `0023_grados` of core.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

COPIA = """
UPDATE {tabla} SET grado = e.nivel_reserva FROM core_expediente e WHERE e.id = expediente_id;

CREATE TRIGGER {clase}_con_su_grado BEFORE INSERT OR UPDATE OF grado ON {tabla}
FOR EACH ROW EXECUTE FUNCTION grado_de_su_expediente();

CREATE TRIGGER {clase}_recibe_su_grado AFTER UPDATE OF nivel_reserva ON core_expediente
FOR EACH ROW WHEN (NEW.clase = '{clase}' AND NEW.nivel_reserva <> OLD.nivel_reserva)
EXECUTE FUNCTION grado_a_su_caso('{tabla}');
"""

SIN_COPIA = """
DROP TRIGGER {clase}_recibe_su_grado ON core_expediente;
DROP TRIGGER {clase}_con_su_grado ON {tabla};
"""


def copiado(clase: str, tabla: str) -> RunSQL:
    """The step of a migration that fills the column of a process and keeps it from then on."""
    nombres = {"clase": clase, "tabla": tabla}
    return RunSQL(COPIA.format(**nombres), SIN_COPIA.format(**nombres))
