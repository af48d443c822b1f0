"""Who and what there is before a journey begins; runs in a process of the installation."""

from __future__ import annotations

from django.db import transaction

from core.models import Actor, Lugar, Municipio, Tema, Usuario
from ops.demo.noticias import conectar
from tests.builders import un_compromiso
from tests.cast import CAST, person
from tests.workflows.metas.builders import Gobierno, en_dias
from workflows.comunicacion import actions as piezas
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes.models import TipoSolicitud

META = "Agua las 24 horas en El Roble"
HITO = "Planta potabilizadora en marcha"
OTRO_HITO = "Diseño aprobado"
# Weight, calendar days from the start, whether the press is told.
PARTES = (
    (OTRO_HITO, 20, 130, True),
    (HITO, 30, 160, True),
    ("Red de tuberías tendida", 50, 190, False),
)


@transaction.atomic
def todo() -> None:
    """The cast, a place, a theme, neighbours, builders, the networks, a meta that runs."""
    Municipio.objects.update(nombre="Municipio de Puerto Alborada")
    personas = {name: person(name) for name in CAST}
    lugar = Lugar.objects.create(nombre="El Roble", nivel="corregimiento")
    tema = Tema.objects.create(nombre="Agua y saneamiento")
    vecinos = Actor.objects.create(
        nombre="Junta Comunal El Roble", tipo="institucion", email="junta@elroble.test"
    )
    Actor.objects.create(nombre="Constructora Vial", tipo="institucion", email="obra@vial.test")
    TipoSolicitud.objects.filter(codigo="peticion").update(al_publico=True)
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
    _uno_de_cada(personas, vecinos)


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


def _uno_de_cada(personas: dict[str, Usuario], vecinos: Actor) -> None:
    """A solicitud, a compromiso that is far away and a draft: so that no list is empty."""
    tipo = TipoSolicitud.objects.get(codigo="requerimiento")
    solicitudes.registrar(
        actor=personas["ines"], tipo=tipo, titulo="Poda en el parque", solicitante=vecinos
    )
    luis, tomas = personas["luis"], personas["tomas"]
    un_compromiso(tomas, luis, vecinos, titulo="Señalizar el cruce", fecha=en_dias(300))
    piezas.crear(actor=personas["bruno"], titulo="El parque abre los domingos", cuerpo="De 8 a 18.")
