"""The deadlines of a compromiso, with the people each of them reaches."""

from __future__ import annotations

from core.models import Usuario
from workflows.compromisos import frecuencias, states
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos

_DE_INFORMES = (states.INFORME, states.SIN_INFORMES)
_QUE_CORREN = (states.VENCE, states.PUBLICO, *_DE_INFORMES)


def poner_vencimiento(compromiso: Compromiso) -> None:
    """Its promised date; the one promised first is kept as the original."""
    if compromiso.publico:
        _abrir_publico(compromiso)
    plazos.abrir(
        compromiso,
        states.VENCE,
        vence=compromiso.fecha_vigente,
        original=compromiso.fecha_compromiso_original,
        personas={
            "responsable": [compromiso.responsable],
            "programador": [compromiso.programador],
            "monitor": [compromiso.monitor],
        },
    )


def esperar_aceptacion(compromiso: Compromiso) -> None:
    """Its responsable has some time to take it on; then whoever gave it, if that is another."""
    quien_lo_dio = [compromiso.programador, compromiso.monitor]
    plazos.abrir(
        compromiso,
        states.ACEPTAR,
        personas={
            "responsable": [compromiso.responsable],
            "programador": _otra_persona(quien_lo_dio, salvo=[compromiso.responsable]),
        },
    )


def esperar_verificacion(compromiso: Compromiso) -> None:
    """It was reported: its own date rests, and whoever verifies it has some time."""
    plazos.cerrar(compromiso, *_QUE_CORREN, states.PRORROGA)
    plazos.abrir(
        compromiso,
        states.VERIFICAR,
        personas={papel: [uno] for papel, uno in compromiso.verificadores().items()},
    )


def esperar_prorroga(compromiso: Compromiso) -> None:
    """The programador has some time to answer the request for more time; then somebody else."""
    ya_lo_saben = [compromiso.programador, compromiso.responsable]
    plazos.abrir(
        compromiso,
        states.PRORROGA,
        personas={
            "monitor": _otra_persona([compromiso.monitor], salvo=ya_lo_saben),
            "programador": [compromiso.programador],
        },
    )


def esperar_reasignacion(compromiso: Compromiso) -> None:
    """Somebody has some time to give it to another, or to insist."""
    plazos.abrir(
        compromiso,
        states.OBJECION,
        personas={"monitor": [compromiso.monitor], "programador": [compromiso.programador]},
    )


def esperar_informes(compromiso: Compromiso) -> None:
    """The next report is due on its day; without it, nor the one after it, more people hear."""
    plazos.cerrar(compromiso, *_DE_INFORMES)
    proximo = compromiso.proximo_informe
    segundo = frecuencias.siguiente(compromiso.frecuencia, proximo) if proximo else None
    siguen = _otra_persona(
        [compromiso.monitor, compromiso.programador], salvo=[compromiso.responsable]
    )
    quien_lo_dio = _otra_persona([compromiso.programador], salvo=[compromiso.responsable, *siguen])
    for clase, dia in ((states.INFORME, proximo), (states.SIN_INFORMES, segundo)):
        if dia is not None:
            plazos.abrir(
                compromiso,
                clase,
                vence=dia,
                personas={
                    "responsable": [compromiso.responsable],
                    "monitor": siguen,
                    "programador": quien_lo_dio,
                },
            )


def empezar_de_nuevo(compromiso: Compromiso) -> None:
    """Somebody else has it: the same date, and some time to take it on."""
    plazos.cerrar(compromiso, states.ACEPTAR, states.OBJECION, states.PRORROGA, *_DE_INFORMES)
    plazos.repartir(compromiso, "responsable", compromiso.responsable)
    esperar_aceptacion(compromiso)


def mover(compromiso: Compromiso) -> None:
    """Its date, and the same date as the public knows it, are others now."""
    for plazo in plazos.vivos(compromiso, states.VENCE, states.PUBLICO):
        plazos.mover(compromiso, plazo.clase, vence=compromiso.fecha_vigente)


def parar(compromiso: Compromiso) -> None:
    """Its clock stands still; nobody is asked for reports, nor for more time."""
    plazos.cerrar(compromiso, states.PRORROGA, *_DE_INFORMES)
    for plazo in plazos.vivos(compromiso, states.VENCE, states.PUBLICO):
        plazos.pausar(compromiso, plazo.clase)


def seguir(compromiso: Compromiso) -> None:
    """What stood still runs on, for the date it has now."""
    for plazo in plazos.vivos(compromiso, states.VENCE, states.PUBLICO):
        plazos.reanudar(compromiso, plazo.clase)
    mover(compromiso)
    poner_al_dia(compromiso)


def volver_a_correr(compromiso: Compromiso) -> None:
    """It is to be done again: by its date, with its reports."""
    plazos.cerrar(compromiso, states.VERIFICAR)
    poner_vencimiento(compromiso)
    esperar_informes(compromiso)


def poner_al_dia(compromiso: Compromiso) -> None:
    """What was corrected may have made it public, or ask for reports at another pace."""
    if compromiso.estado == states.EN_GESTION:
        esperar_informes(compromiso)
    publicos = plazos.vivos(compromiso, states.PUBLICO)
    if compromiso.publico and not publicos and compromiso.estado in states.CORREN:
        _abrir_publico(compromiso)
    elif publicos and not compromiso.publico:
        plazos.cerrar(compromiso, states.PUBLICO)


def _abrir_publico(compromiso: Compromiso) -> None:
    """The town hall's word is known: who answers for it outside hears in time (T10)."""
    plazos.abrir(
        compromiso,
        states.PUBLICO,
        vence=compromiso.fecha_vigente,
        original=compromiso.fecha_compromiso_original,
    )


def _otra_persona(quienes: list[Usuario | None], *, salvo: list[Usuario]) -> list[Usuario]:
    """The first of `quienes` who was not told yet; the contraparte, where nobody else is left.

    An alert that nobody heeded goes to somebody else: to the same person it would be noise.
    """
    otras = [uno for uno in quienes if uno is not None and uno.is_active and uno not in salvo]
    contrapartes = Usuario.objects.filter(is_active=True, groups__name="contraparte")
    return otras[:1] or list(contrapartes.order_by("pk"))
