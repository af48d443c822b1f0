"""A piece from its first draft to its withdrawal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from channels import decisions, queue
from channels.models import Cuenta
from core import access, adjuntos, outbox, transitions
from core.adjuntos import Contenido
from core.models import Actor, Expediente, Lugar, Municipio, Tema, Usuario, Vinculo
from core.transitions import NotAllowed
from workflows.comunicacion import avisos, congelado, datos, medidas, relojes, states
from workflows.comunicacion.models import REDACTOR, Pieza
from workflows.comunicacion.queries import piezas as queries
from workflows.comunicacion.queries.salud import canales_conectados
from workflows.metas import actions as metas
from workflows.metas.models import MetaIntermedia
from workflows.plazos import actions as plazos

# What a piece may be born of.
ORIGENES = ("solicitud", "compromiso", "meta", "meta_intermedia")


@transaction.atomic
def crear(
    *,
    actor: Usuario,
    titulo: str,
    entradilla: str = "",
    cuerpo: str = "",
    texto_facebook: str = "",
    texto_x: str = "",
    imagen: Contenido | None = None,
    imagen_alt: str = "",
    menores_confirmado: bool = False,
    consentimientos: str = "",
    canales: Iterable[str] | None = None,
    enlace_en_x: bool = True,
    publicar_en: datetime | None = None,
    nivel_reserva: int = 0,
    origen_id: int | None = None,
    actores: Iterable[Actor] = (),
    temas: Iterable[Tema] = (),
    lugares: Iterable[Lugar] = (),
) -> Pieza:
    """Open a draft. `canales` None: all the municipality has.

    Born of something (`origen_id`), it is about the same actores, temas and lugares unless told
    others; a meta intermedia that waited to be told no longer waits.
    """
    pieza = Pieza(editada_por=actor, nivel_reserva=nivel_reserva)
    campos = {
        "titulo": titulo,
        "entradilla": entradilla,
        "cuerpo": cuerpo,
        "texto_facebook": texto_facebook,
        "texto_x": texto_x,
        "imagen_alt": imagen_alt,
        "menores_confirmado": menores_confirmado,
        "consentimientos": consentimientos,
        "canales": canales_conectados() if canales is None else canales,
        "enlace_en_x": enlace_en_x,
        "publicar_en": publicar_en,
    }
    datos.cambiar(pieza, campos)
    datos.revisar(pieza)
    transitions.create(pieza, actor=actor)
    if datos.ilustrar(pieza, imagen, actor=actor, describe=campos):
        pieza.save(update_fields=["imagen", "imagen_alt", "menores_confirmado"])
    datos.cruzar(pieza, actores=actores, temas=temas, lugares=lugares)
    if origen_id is not None:
        _nacer(pieza, origen_id, actor)
    return pieza


@transaction.atomic
def editar(
    *,
    pieza_id: int,
    actor: Usuario,
    cambios: Mapping[str, Any],
    imagen: Contenido | None = None,
    quitar_imagen: bool = False,
    actores: Iterable[Actor] | None = None,
    temas: Iterable[Tema] | None = None,
    lugares: Iterable[Lugar] | None = None,
    version: int | None = None,
) -> Pieza:
    """Write on it. An approved piece goes back to draft, and what of it is not out is cancelled.

    `cambios` holds values of `datos.CAMPOS`; raises KeyError for anything else.
    """
    pieza = transitions.lock(Pieza, pieza_id, actor=actor, version=version)
    transitions.allow(pieza, "editar", actor)
    cambiado = datos.cambiar(pieza, cambios)
    if imagen is not None or quitar_imagen:
        cambiado |= datos.ilustrar(pieza, imagen, actor=actor, describe=cambios)
    datos.revisar(pieza)
    cambiado |= datos.cruzar(pieza, actores=actores, temas=temas, lugares=lugares)
    if not cambiado:
        return pieza
    _firmar(pieza, actor)
    transitions.run(pieza, "editar", actor=actor, datos=cambiado, quien=actor)
    decisions.cancel(pieza.pk)
    relojes.vigilar(pieza)
    return pieza


@transaction.atomic
def adjuntar(
    *,
    pieza_id: int,
    actor: Usuario,
    archivos: Iterable[Contenido],
    version: int | None = None,
) -> Pieza:
    """Add files to it, while it is written; none of them is published."""
    pieza = transitions.lock(Pieza, pieza_id, actor=actor, version=version)
    adjuntos.agregar(pieza, archivos, actor=actor)
    return pieza


@transaction.atomic
def enviar(*, pieza_id: int, actor: Usuario, version: int | None = None) -> Pieza:
    """Ask for its approval: who may give it sees it in the bell, and has four office hours."""
    pieza = transitions.lock(Pieza, pieza_id, actor=actor, version=version)
    transitions.allow(pieza, "enviar", actor)
    medidas.exigir_publicable(pieza)
    entrada = transitions.run(pieza, "enviar", actor=actor)
    aprobadores = queries.aprobadores(pieza)
    relojes.esperar_aprobacion(pieza, aprobadores)
    avisos.por_aprobar(pieza, entrada, aprobadores)
    return pieza


@transaction.atomic
def aprobar(*, pieza_id: int, actor: Usuario, huella: str, version: int | None = None) -> Pieza:
    """Approve exactly what was read on the screen, whose hash is `huella`, and publish it.

    Freezes one post for each channel; our own page stands when this transaction ends, unless it
    has a later time or posting is stopped.
    """
    pieza = transitions.lock(Pieza, pieza_id, actor=actor, version=version)
    de_otra_mano = _exigir_otra_persona(pieza, actor)
    transitions.allow(pieza, "aprobar", actor)
    if huella != congelado.huella(pieza):
        motivo = _("Lo que se publicaría ya no es lo que usted leyó. Léalo otra vez.")
        raise NotAllowed("aprobar", motivo)
    medidas.exigir_publicable(pieza)
    versiones = congelado.versiones(pieza)
    entrada = transitions.run(
        pieza,
        "aprobar",
        actor=actor,
        datos={"huella": huella, "canales": [*versiones], **de_otra_mano},
        huella=huella,
        huellas={canal: una.huella for canal, una in versiones.items()},
    )
    plazos.cerrar(pieza, states.APROBAR)
    _encolar(pieza, versiones)
    avisos.resuelta(pieza, entrada)
    outbox.wake("publicaciones")
    return pieza


@transaction.atomic
def devolver(
    *, pieza_id: int, actor: Usuario, observaciones: str, version: int | None = None
) -> Pieza:
    """Back to who wrote it, with what to change."""
    pieza = transitions.lock(Pieza, pieza_id, actor=actor, version=version)
    _exigir_otra_persona(pieza, actor, verbo="devolver")
    datos.exigir("observaciones", observaciones.strip(), _("Escriba qué hay que cambiar."))
    entrada = transitions.run(pieza, "devolver", actor=actor, texto=observaciones)
    plazos.cerrar(pieza, states.APROBAR)
    avisos.resuelta(pieza, entrada, observaciones)
    return pieza


@transaction.atomic
def corregir(*, pieza_id: int, actor: Usuario, version: int | None = None) -> Pieza:
    """Go on writing what was returned."""
    pieza = transitions.lock(Pieza, pieza_id, actor=actor, version=version)
    transitions.run(pieza, "corregir", actor=actor)
    return pieza


@transaction.atomic
def retirar(*, pieza_id: int, actor: Usuario, nota: str, version: int | None = None) -> Pieza:
    """Take it back from every channel; `nota` stands on its page for everybody to read."""
    pieza = transitions.lock(Pieza, pieza_id, actor=actor, version=version)
    datos.exigir("nota", nota.strip(), _("Escriba la nota que leerá la gente en su lugar."))
    transitions.run(pieza, "retirar", actor=actor, texto=nota, nota=nota.strip())
    plazos.cerrar(pieza, states.APROBAR)
    decisions.withdraw(pieza.pk)
    relojes.vigilar(pieza)
    return pieza


def _firmar(pieza: Pieza, actor: Usuario) -> None:
    """Count `actor` among those who wrote it; what was approved is of whoever approved it, too."""
    antes = Usuario.objects.filter(
        participaciones__expediente=pieza.pk, participaciones__papel=REDACTOR
    )
    otros = [] if pieza.estado == states.APROBADA else antes
    transitions.assign(pieza, REDACTOR, actor, *otros)


def _nacer(pieza: Pieza, origen_id: int, actor: Usuario) -> None:
    """Tie it to what it tells about."""
    posibles = Expediente.objects.filter(pk=origen_id, clase__in=ORIGENES)
    origen = access.scope(posibles, actor).first()
    if origen is None:
        datos.exigir("origen", None, _("Eso de lo que nace no existe, o no puede verlo."))
        return
    Vinculo.objects.create(de=origen, a=pieza, clase=Vinculo.Clase.ORIGEN)
    for campo in ("actores", "temas", "lugares"):
        if not getattr(pieza, campo).exists():
            getattr(pieza, campo).set(getattr(origen, campo).all())
    hito = MetaIntermedia.objects.filter(pk=origen.pk).first()
    if hito and access.can(actor, "oportunidad_atendida", hito):
        metas.oportunidad_atendida(mi_id=hito.pk, actor=actor)


def _exigir_otra_persona(pieza: Pieza, actor: Usuario, verbo: str = "aprobar") -> dict[str, bool]:
    """Who wrote it does not decide on it, in the name of another neither; the history's mark."""
    if not pieza.escrita_por(actor):
        return {}
    if Municipio.actual().separar_funciones:
        raise NotAllowed(verbo, _("Quien la escribe no la aprueba: le toca a otra persona."))
    return {"sin_separacion": True}


def _encolar(pieza: Pieza, versiones: Mapping[str, congelado.Version]) -> None:
    """Write the publications, our own page first: the others lead to it."""
    cuentas = {cuenta.canal: cuenta for cuenta in Cuenta.objects.filter(canal__in=versiones)}
    for canal, version in versiones.items():
        queue.enqueue(
            expediente=pieza,
            cuenta=cuentas[canal],
            huella=version.huella,
            post=version.post,
            imagen=version.imagen,
            alt=version.alt,
            programada_para=pieza.publicar_en,
        )
