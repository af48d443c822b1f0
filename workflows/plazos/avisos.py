"""Who is told that deadlines have other dates: X02 of the domain."""

from __future__ import annotations

from collections.abc import Collection

from core import clock
from core.models import Municipio, Usuario
from notifiers import queue
from notifiers.models import Medio
from workflows.plazos.models import Plazo

# Whoever is something to a deadline that moved, each once.
_AFECTADOS = """
SELECT 'X02' AS clase, %(version)s || ':' || p.id AS clave, p.expediente_id, pp.usuario_id,
       %(medio)s AS medio, jsonb_build_object('vence_en', p.vence_en, 'plazo', p.clase) AS datos
  FROM plazos_plazo p JOIN plazos_plazopersona pp ON pp.plazo_id = p.id
 WHERE p.id = ANY(%(plazos)s)
"""


def recontados(plazos: Collection[Plazo]) -> None:
    """The calendar changed and moved these: their people are told, and the contraparte how many.

    In the digest, once per version of the calendar.
    """
    if not plazos:
        return
    version = str(Municipio.objects.values_list("calendario_version", flat=True).get(pk=1))
    queue.notify_from(
        _AFECTADOS,
        {
            "version": version,
            "medio": Medio.RESUMEN,
            "plazos": [plazo.pk for plazo in plazos],
        },
        disponible_en=clock.now(),
    )
    queue.notify(
        "X02C",
        expediente=None,
        clave=version,
        usuarios=Usuario.objects.filter(groups__name="contraparte", is_active=True),
        datos={"cantidad": len(plazos)},
        medio=Medio.RESUMEN,
    )
