"""Spanish text functions, and the trigger that keeps the history append-only."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

TEXT = """
CREATE FUNCTION sin_acentos(texto text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(public.unaccent('public.unaccent'::regdictionary, texto));

-- Accents are ignored but ñ stays a letter of its own, after n.
CREATE FUNCTION clave_orden(texto text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN sin_acentos(replace(replace(texto, 'ñ', 'n~'), 'Ñ', 'n~')) COLLATE "C";

CREATE INDEX expediente_titulo_busqueda ON core_expediente USING gin (sin_acentos(titulo) gin_trgm_ops);
CREATE INDEX actor_nombre_busqueda ON core_actor USING gin (sin_acentos(nombre) gin_trgm_ops);
CREATE INDEX actor_nombre_orden ON core_actor (clave_orden(nombre));
"""

UNDO_TEXT = """
DROP INDEX actor_nombre_orden;
DROP INDEX actor_nombre_busqueda;
DROP INDEX expediente_titulo_busqueda;
DROP FUNCTION clave_orden(text);
DROP FUNCTION sin_acentos(text);
"""

HISTORY = """
CREATE FUNCTION historial_no_se_cambia() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER historial_no_se_cambia BEFORE UPDATE OR DELETE ON core_historial
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();

CREATE TRIGGER historialtexto_no_se_borra BEFORE DELETE ON core_historialtexto
FOR EACH ROW EXECUTE FUNCTION historial_no_se_cambia();

-- The text of an entry may only be redacted, once, and says when.
CREATE TRIGGER historialtexto_solo_se_redacta BEFORE UPDATE ON core_historialtexto
FOR EACH ROW WHEN (NEW.redactado_en IS NULL OR OLD.redactado_en IS NOT NULL)
EXECUTE FUNCTION historial_no_se_cambia();
"""

UNDO_HISTORY = """
DROP TRIGGER historialtexto_solo_se_redacta ON core_historialtexto;
DROP TRIGGER historialtexto_no_se_borra ON core_historialtexto;
DROP TRIGGER historial_no_se_cambia ON core_historial;
DROP FUNCTION historial_no_se_cambia();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(TEXT, UNDO_TEXT),
        migrations.RunSQL(HISTORY, UNDO_HISTORY),
    ]
