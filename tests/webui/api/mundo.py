"""One case file of each process in several states, made by the people who make them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from channels.models import Publicacion
from core import adjuntos
from core.models import Actor, Adjunto, Area, Lugar, Tema, Usuario
from tests.builders import un_compromiso
from tests.cast import CAST, person
from tests.channels.builders import an_account, png
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import Gobierno
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos import actions as compromisos
from workflows.comunicacion import states as comunicacion
from workflows.metas import states as metas
from workflows.solicitudes import states as solicitudes
from workflows.solicitudes.models import TipoSolicitud


@dataclass(frozen=True)
class Mundo:
    """Who is there, and what there is, by the name of its process."""

    gente: dict[str, Usuario]
    codigos: dict[str, list[str]]
    ids: dict[str, int]


def un_mundo() -> Mundo:
    """Everybody of the cast at work."""
    gente = {nombre: person(nombre) for nombre in CAST}
    junta = Actor.objects.create(nombre="Junta Comunal El Roble", tipo="institucion")
    tema, lugar = Tema.objects.create(nombre="Agua"), Lugar.objects.create(nombre="El Roble")
    tipo = TipoSolicitud.objects.get(codigo="requerimiento")
    despacho = Despacho(gente["rosa"], gente["ines"], gente["tomas"], gente["luis"], junta, tipo)
    gobierno = Gobierno(
        gente["tomas"], gente["carmen"], gente["gabriel"], gente["luis"], tema, lugar
    )
    compromiso = un_compromiso(gente["rosa"], gente["luis"], junta, lugares=[lugar])
    meta = gobierno.hasta(metas.EN_EJECUCION)
    borrador = gobierno.hasta(metas.EN_PROGRAMACION)
    piezas = _piezas(gente)
    adjunto = adjuntos.guardar(
        compromiso, adjuntos.revisar(io.BytesIO(png()), "muelle.png"), actor=gente["rosa"]
    )
    return Mundo(
        gente,
        {
            "solicitudes": [
                despacho.hasta(estado).codigo
                for estado in (
                    solicitudes.REGISTRADA,
                    solicitudes.EN_ANALISIS,
                    solicitudes.EN_DECISION,
                )
            ],
            "compromisos": [compromiso.codigo, _en_gestion(gente, junta)],
            "metas": [meta.codigo, borrador.codigo],
            "intermedias": [meta.vivas()[0].codigo, borrador.vivas()[0].codigo],
            "piezas": piezas,
        },
        {
            **dict.fromkeys(_DE_PERSONA, gente["luis"].pk),
            **dict.fromkeys(
                ("solicitante", "a_quien", "actor", "representa_a", "actores"), junta.pk
            ),
            **dict.fromkeys(("tema", "temas"), tema.pk),
            **dict.fromkeys(("lugar", "lugares"), lugar.pk),
            "tipo": tipo.pk,
            "dependencia": Area.objects.get_or_create(nombre="Obras")[0].pk,
            "publicaciones": Publicacion.objects.order_by("pk")[0].pk,
            "adjuntos": Adjunto.objects.get(pk=adjunto.pk).pk,
        },
    )


_DE_PERSONA = (
    "responsable", "monitor", "gerente", "suplente", "responsable_institucional",
)  # fmt: skip


def _en_gestion(gente: dict[str, Usuario], junta: Actor) -> str:
    uno = un_compromiso(gente["rosa"], gente["luis"], junta, monitor=gente["marta"])
    compromisos.aceptar(compromiso_id=uno.pk, actor=gente["luis"])
    return uno.codigo


def _piezas(gente: dict[str, Any]) -> list[str]:
    """Drafted, to be approved, and approved: its post at Facebook failed."""
    an_account("facebook")
    redaccion = Redaccion(gente["paula"], gente["bruno"], gente["tomas"])
    estados = (comunicacion.BORRADOR, comunicacion.EN_REVISION, comunicacion.APROBADA)
    piezas = [redaccion.hasta(estado) for estado in estados]
    Publicacion.objects.filter(canal="facebook").update(estado=Publicacion.Estado.FALLIDA)
    return [pieza.codigo for pieza in piezas]
