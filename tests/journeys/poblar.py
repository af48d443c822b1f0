"""Who and what there is before a journey begins; runs in a process of the installation."""

from __future__ import annotations

from django.db import transaction

from core.models import Actor, Lugar, Municipio, Tema
from ops.demo.noticias import conectar
from tests.cast import CAST, person
from tests.workflows.metas.builders import Gobierno, en_dias

META = "Agua las 24 horas en El Roble"
HITO = "Planta potabilizadora en marcha"
# Weight, calendar days from the start, whether the press is told.
PARTES = (
    ("Diseño aprobado", 20, 130, False),
    (HITO, 30, 160, True),
    ("Red de tuberías tendida", 50, 190, False),
)


@transaction.atomic
def todo() -> None:
    """The cast, a place, a theme, the neighbours of El Roble, the networks, a meta that runs."""
    Municipio.objects.update(nombre="Municipio de Puerto Alborada")
    personas = {name: person(name) for name in CAST}
    lugar = Lugar.objects.create(nombre="El Roble", nivel="corregimiento")
    tema = Tema.objects.create(nombre="Agua y saneamiento")
    Actor.objects.create(
        nombre="Junta Comunal El Roble", tipo="institucion", email="junta@elroble.test"
    )
    conectar()
    gobierno = Gobierno(
        titular=personas["tomas"],
        institucional=personas["carmen"],
        gerente=personas["gabriel"],
        responsable=personas["luis"],
        tema=tema,
        lugar=lugar,
    )
    _meta_en_ejecucion(gobierno)


def _meta_en_ejecucion(gobierno: Gobierno) -> None:
    """Approved; the clock of the installation starts it, since its first day has come."""
    meta = gobierno.crear(titulo=META, fin_vigente=en_dias(PARTES[-1][2]))
    for titulo, peso, dias, contar in PARTES:
        gobierno.parte(
            meta,
            titulo=titulo,
            peso=peso,
            fecha_vigente=en_dias(dias),
            oportunidad_comunicacional=contar,
        )
    gobierno.definir(meta)
    gobierno.programar(meta)
    gobierno.enviar_a_revision(meta)
    gobierno.visar(meta)
    gobierno.aprobar(meta)
