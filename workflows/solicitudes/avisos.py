"""Who is told of a step of a solicitud just taken. What a deadline tells is in `states.REGLAS`."""

from __future__ import annotations

from collections.abc import Sequence

from core.models import Historial, Usuario
from notifiers import queue as notifiers
from workflows.compromisos.models import Compromiso
from workflows.plazos import queries as plazos
from workflows.plazos.models import Aviso, Plazo
from workflows.solicitudes import cartas, queries, states
from workflows.solicitudes.models import Solicitud
from workflows.solicitudes.queries import con_rol


def registrada(solicitud: Solicitud, entrada: Historial, pin: str = "") -> None:
    """S01: a receipt by mail to the applicant, with the code; in the bell to the jefe.

    What came by the portal has a PIN, which the receipt tells.
    """
    notifiers.notify(
        "S01",
        expediente=solicitud,
        clave=str(entrada.pk),
        usuarios=con_rol("jefe_agenda"),
        salvo=entrada.usuario,
        datos=_vence(solicitud),
        medio="aplicacion",
    )
    notifiers.notify(
        "S01",
        expediente=solicitud,
        clave=str(entrada.pk),
        actores=[solicitud.solicitante],
        datos={
            "acuse": cartas.redactar(solicitud.tipo.plantilla_acuse, solicitud),
            **_vence(solicitud),
            **notifiers.secreto(pin),
        },
    )


def otro_pin(solicitud: Solicitud, entrada: Historial, pin: str) -> None:
    """The PIN that was asked for, or given at the counter, to the address on file."""
    notifiers.notify(
        states.PIN,
        expediente=solicitud,
        clave=str(entrada.pk),
        actores=[solicitud.solicitante],
        datos={"verbo": entrada.verbo, **notifiers.secreto(pin)},
    )


def correo_por_confirmar(solicitud: Solicitud, entrada: Historial, correo: str) -> None:
    """To the new address alone: whoever opens its mailbox confirms it there."""
    notifiers.notify(
        states.CONFIRMAR_CORREO,
        expediente=solicitud,
        clave=str(entrada.pk),
        actores=[solicitud.solicitante],
        datos={"direccion": correo},
    )


def correo_cambiado(solicitud: Solicitud, entrada: Historial, antes: str) -> None:
    """The new address reads that it counts; the one before learns that nothing more comes there."""
    _contar(solicitud, entrada)
    if antes:
        notifiers.notify(
            states.OTRO_CORREO,
            expediente=solicitud,
            clave=str(entrada.pk),
            actores=[solicitud.solicitante],
            datos={"direccion": antes},
        )


def asignada(solicitud: Solicitud, entrada: Historial, motivo: str = "") -> None:
    """The responsable has an answer to prepare, by the end of the legal term."""
    vence = _vence(solicitud)
    _avisar(states.ASIGNADA, solicitud, entrada, solicitud.responsable, motivo=motivo, **vence)


def traslado_pasado(solicitud: Solicitud, plazo: Plazo) -> None:
    """The days to hand it on had passed already when it was looked at: no alert would tell it."""
    notifiers.notify(
        states.TRASLADO_PASADO,
        expediente=solicitud,
        clave=f"plazo:{plazo.pk}",
        usuarios=[*con_rol("jefe_agenda"), *filter(None, [solicitud.responsable])],
        datos={"vence_en": plazo.vence_en.isoformat()},
    )


def falta_algo(solicitud: Solicitud, entrada: Historial, plazo: Plazo) -> None:
    """Who asked knows what is missing, and until when it can be sent."""
    novedad(solicitud, entrada, falta=solicitud.falta, vence_en=plazo.vence_en.isoformat())
    _avisar(states.DECIDIDA, solicitud, entrada, solicitud.responsable, medio="aplicacion")


def recordatorio(solicitud: Solicitud, aviso: Aviso) -> None:
    """S06: who asked has little time left to send what is missing."""
    notifiers.notify(
        states.RECORDATORIO,
        expediente=solicitud,
        clave=f"aviso:{aviso.pk}",
        actores=[solicitud.solicitante],
        datos={"vence_en": aviso.vence_en.isoformat(), "falta": solicitud.falta},
    )


def completada(solicitud: Solicitud, entrada: Historial, texto: str) -> None:
    """Who prepares the answer goes on with it; who asked knows that it came."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    _avisar(states.COMPLETADA, solicitud, entrada, *quienes, motivo=texto)
    novedad(solicitud, entrada)


def elevada(solicitud: Solicitud, entrada: Historial) -> None:
    """The titular has something to decide: in the bell now, in the digest if it waits."""
    _avisar("S03", solicitud, entrada, *con_rol("titular"), medio="aplicacion")


def decidida(solicitud: Solicitud, entrada: Historial, motivo: str) -> None:
    """Who prepared it knows what was decided."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    _avisar(states.DECIDIDA, solicitud, entrada, *quienes, motivo=motivo, medio="aplicacion")


def delegada(solicitud: Solicitud, entrada: Historial) -> None:
    """Whoever attends to it knows what is expected; who prepared it and who asked, who it is."""
    notifiers.notify(
        states.DELEGADA_EN,
        expediente=solicitud,
        clave=str(entrada.pk),
        usuarios=filter(None, [solicitud.delegado]),
        actores=filter(None, [solicitud.delegado_actor]),
        salvo=entrada.usuario,
        datos={"quien": entrada.quien, "motivo": solicitud.indicaciones},
    )
    decidida(solicitud, entrada, solicitud.indicaciones)
    novedad(solicitud, entrada, destino=str(solicitud.delegada_en))


def atendida(solicitud: Solicitud, entrada: Historial, nota: str) -> None:
    """What was asked is done, and somebody must write the answer."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    _avisar(states.LISTA_PARA_RESPONDER, solicitud, entrada, *quienes, motivo=nota)
    novedad(solicitud, entrada)


def respondida(solicitud: Solicitud, entrada: Historial) -> None:
    """The answer, by mail to whoever asked for it and has an address."""
    for una in las_que_responde(solicitud):
        notifiers.notify(
            states.RESPUESTA,
            expediente=una,
            clave=str(entrada.pk),
            actores=[una.solicitante],
            datos={"respuesta": solicitud.respuesta},
        )


def fusionada(solicitud: Solicitud, entrada: Historial) -> None:
    """Who asked has the same answer as the others; who prepared it need not."""
    novedad(solicitud, entrada)
    _avisar(states.RETIRADA, solicitud, entrada, solicitud.responsable, medio="aplicacion")


def separada(solicitud: Solicitud, entrada: Historial, motivo: str) -> None:
    """It must be analysed: the jefe knows why. Who asked will have an answer of her own."""
    _avisar(states.RETIRADA, solicitud, entrada, *con_rol("jefe_agenda"), motivo=motivo)
    novedad(solicitud, entrada)


def retirada(
    solicitud: Solicitud,
    entrada: Historial,
    motivo: str = "",
    siguen: Sequence[Compromiso] = (),
) -> None:
    """Who asked has it confirmed; whoever prepared it need not go on, or decides on what `siguen`.

    Those who asked for the same are not told: they did not give it up.
    """
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable, solicitud.delegado]
    quienes += [uno.programador for uno in siguen]
    codigos = ", ".join(uno.codigo for uno in siguen)
    _avisar(states.RETIRADA, solicitud, entrada, *quienes, motivo=motivo, compromiso=codigos)
    _contar(solicitud, entrada)


def trasladada(solicitud: Solicitud, entrada: Historial, aviso: str) -> None:
    """Who asked knows who has it, whether news are wanted or not: it is a duty of the law."""
    for una in las_que_responde(solicitud):
        notifiers.notify(
            states.TRASLADADA,
            expediente=una,
            clave=str(entrada.pk),
            actores=[una.solicitante],
            datos={"aviso": aviso},
        )


def derivada(solicitud: Solicitud, entrada: Historial, *, en_mano: bool) -> None:
    """Who prepared it is told, and an institution has its letter."""
    _avisar(states.DECIDIDA, solicitud, entrada, solicitud.responsable, medio="aplicacion")
    if solicitud.institucion and not en_mano:
        notifiers.notify(
            states.CARTA_DE_TRASLADO,
            expediente=solicitud,
            clave=str(entrada.pk),
            actores=[solicitud.institucion],
            datos={"carta": solicitud.carta},
        )


def contestada(solicitud: Solicitud, entrada: Historial) -> None:
    """Whoever had it answered, and somebody must write the answer."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    _avisar(states.LISTA_PARA_RESPONDER, solicitud, entrada, *quienes)
    novedad(solicitud, entrada)


def derivacion_devuelta(solicitud: Solicitud, entrada: Historial, motivo: str) -> None:
    """It must be analysed again, and who asked knows that it is here."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    _avisar(states.DERIVACION_DEVUELTA, solicitud, entrada, *quienes, motivo=motivo)
    novedad(solicitud, entrada)


def encargo_cancelado(solicitud: Solicitud, entrada: Historial, encargo: Compromiso) -> None:
    """The compromiso that would answer it was cancelled: the jefe finds another way."""
    jefes = con_rol("jefe_agenda")
    _avisar(
        states.ENCARGO_CANCELADO,
        solicitud,
        entrada,
        *jefes,
        medio="aplicacion",
        compromiso=encargo.codigo,
        estado=solicitud.estado,
    )


def encargo_en_parte(solicitud: Solicitud, entrada: Historial, encargo: Compromiso) -> None:
    """Part of what was asked will stay undone: the jefe has it done, or says so in the answer."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    _avisar(
        states.ENCARGO_EN_PARTE,
        solicitud,
        entrada,
        *quienes,
        compromiso=encargo.codigo,
        motivo=encargo.faltante,
    )


def encargo_reabierto(solicitud: Solicitud, entrada: Historial, encargo: Compromiso) -> None:
    """What was said to be done is not: whoever answers, or answered, decides what to say."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    respondida = solicitud.estado == states.CERRADA
    _avisar(
        states.ENCARGO_REABIERTO,
        solicitud,
        entrada,
        *quienes,
        compromiso=encargo.codigo,
        respondida=respondida,
    )


def correo_devuelto(solicitud: Solicitud, entrada: Historial, correo: str, motivo: str) -> None:
    """The receipt or the answer did not arrive: somebody finds another way to the applicant."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    _avisar(states.CORREO_DEVUELTO, solicitud, entrada, *quienes, correo=correo, motivo=motivo)


def carta_fallida(solicitud: Solicitud, entrada: Historial, clase: str) -> None:
    """The letter of `clase` could not be printed: somebody has it printed again, or writes it."""
    quienes = [*con_rol("jefe_agenda"), solicitud.responsable]
    correo = solicitud.solicitante.email
    _avisar(
        states.CARTA_FALLIDA, solicitud, entrada, *quienes, carta=clase, por_correo=bool(correo)
    )


def novedad(solicitud: Solicitud, entrada: Historial, **datos: object) -> None:
    """S10: what whoever asked for it may know of where it is.

    The words are those of the verb; `datos`: what of it they tell.
    """
    for una in las_que_responde(solicitud):
        _contar(una, entrada, **_lo_programado(solicitud), **datos)


def _contar(solicitud: Solicitud, entrada: Historial, **datos: object) -> None:
    """To this applicant alone, unless news were said to be unwanted."""
    if not queries.quiere_novedades(solicitud):
        return
    notifiers.notify(
        states.NOVEDAD,
        expediente=solicitud,
        clave=str(entrada.pk),
        actores=[solicitud.solicitante],
        datos={"verbo": entrada.verbo, **datos},
    )


def las_que_responde(solicitud: Solicitud) -> list[Solicitud]:
    """It, and those that were joined to it: each applicant has his own code."""
    return [solicitud, *solicitud.fusionadas.select_related("solicitante").order_by("pk")]


def _lo_programado(solicitud: Solicitud) -> dict[str, str]:
    """The date it has, as words of the municipality's language."""
    dia, hora = solicitud.programada_para, solicitud.programada_hora
    if dia is None:
        return {}
    return {
        "dia": dia.isoformat(),
        "hora": f"{hora:%H:%M}" if hora else "",
        "lugar": solicitud.programada_lugar,
    }


def _avisar(
    kind: str,
    solicitud: Solicitud,
    entrada: Historial,
    *quienes: Usuario | None,
    medio: str = "correo",
    **datos: object,
) -> None:
    """Nobody is told of what he did himself."""
    notifiers.notify(
        kind,
        expediente=solicitud,
        clave=str(entrada.pk),
        usuarios=[uno for uno in quienes if uno is not None],
        salvo=entrada.usuario,
        datos={"verbo": entrada.verbo, "quien": entrada.quien, **datos},
        medio=medio,
    )


def _vence(solicitud: Solicitud) -> dict[str, str]:
    """The end of its legal term, as the words of a notice want it; nothing where there is none."""
    legal = plazos.abiertos(solicitud).filter(clase=states.LEGAL).first()
    return {"vence_en": legal.vence_en.isoformat()} if legal else {}
