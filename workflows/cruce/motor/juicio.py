"""What of a measure is trouble: in plain words, with what to do about it.

The words are Spanish, marked to be translated: a screen translates them, the alarm sends them as
they are. Whoever writes one puts its facts into `datos`, never into the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from workflows.cruce.motor.medida import Cola, Cuenta, Medida, Rutina

MAL = "mal"
"""The engine does not do its work: the health page says so, and the alarm."""
AVISO = "aviso"
"""Somebody must be told, but the engine turns."""
CUIDADO = "cuidado"
"""Waits for a person, who knows it by other ways; or was stopped on purpose."""

# Mail is called down when it has been failing for so long and nothing else went out since.
CORREO_CAIDO_S = 900.0
# A routine that is called every so often may miss this many calls.
FALTAS = 3


def gettext_noop(frase: str) -> str:
    """Mark a sentence to be collected for translation, and leave it as it is."""
    return frase


COLAS: Mapping[str, str] = {
    "plazos": gettext_noop("Avisos de los plazos"),
    "seguimiento": gettext_noop("Seguimiento de las solicitudes"),
    "entregas": gettext_noop("Correos"),
    "publicaciones": gettext_noop("Publicaciones"),
    "traslados": gettext_noop("Descargas e importaciones"),
    "mantenimiento": gettext_noop("Mantenimiento"),
}
# As `channels.registry` has them; that one cannot be asked without Django.
CANALES: Mapping[str, str] = {
    "web": gettext_noop("Portal web"),
    "facebook": "Facebook",
    "twitter": "X",
}
RUTINAS: Mapping[str, str] = {
    "tasks.deadlines.barrer": gettext_noop("Avisar de los plazos"),
    "tasks.deadlines.vencer": gettext_noop("Dar los pasos cuyo día llegó"),
    "tasks.deliver.entregar": gettext_noop("Enviar los correos"),
    "tasks.deliver.resumenes": gettext_noop("Enviar los resúmenes del día"),
    "tasks.followups.seguir": gettext_noop("Seguir lo encargado"),
    "tasks.followups.avisar_seguidores": gettext_noop("Avisar a quien sigue un asunto"),
    "tasks.publish.publicar": gettext_noop("Publicar y retirar"),
    "tasks.publish.reconciliar": gettext_noop("Comprobar si salió lo dudoso"),
    "tasks.publish.recuperar": gettext_noop("Retomar publicaciones interrumpidas"),
    "tasks.publish.revisar_cuentas": gettext_noop("Revisar las cuentas de los canales"),
    "tasks.recovery.entregas": gettext_noop("Retomar correos interrumpidos"),
    "tasks.recovery.traslados": gettext_noop("Retomar descargas e importaciones interrumpidas"),
    "tasks.transfers.trasladar": gettext_noop("Preparar descargas e importar"),
    "tasks.upkeep.borrar_traslados": gettext_noop("Borrar descargas e importaciones antiguas"),
    "tasks.upkeep.completar_calendario": gettext_noop("Completar el calendario"),
    "tasks.upkeep.limpiar_sesiones": gettext_noop("Borrar sesiones terminadas"),
    "tasks.upkeep.podar_vueltas": gettext_noop("Olvidar vueltas antiguas"),
    "tasks.upkeep.podar_borradores": gettext_noop("Olvidar lo escrito y no enviado"),
    "tasks.upkeep.podar_recibos": gettext_noop("Olvidar lo contestado a programas"),
}


@dataclass(frozen=True, slots=True)
class Problema:
    """One trouble. `frase` and `remedio` take their facts from `datos` by name.

    `clave` is the same for as long as it is the same trouble. `reiniciar`: a worker started anew
    would heal it. `traducir` names the facts that are words themselves.
    """

    clave: str
    nivel: str
    frase: str
    remedio: str
    datos: Mapping[str, object] = field(default_factory=dict)
    reiniciar: bool = False
    traducir: tuple[str, ...] = ()

    def en_palabras(self) -> str:
        """The sentence, in Spanish."""
        return self.frase % self.datos


def problemas(medida: Medida, *, tarde: float) -> list[Problema]:
    """What is wrong, the worst first. `tarde`: seconds after which something that waits is late."""
    parado = list(_reloj(medida, tarde))
    hallados = [
        *parado,
        *(uno for cola in medida.colas for uno in _cola(medida, cola, tarde)),
        *(uno for rutina in medida.rutinas for uno in _rutina(medida, rutina, tarde, bool(parado))),
        *_correo(medida),
        *(uno for cuenta in medida.cuentas for uno in _cuenta(cuenta)),
        *_por_resolver(medida),
    ]
    return sorted(hallados, key=lambda uno: (MAL, AVISO, CUIDADO).index(uno.nivel))


def hora(medida: Medida, hace_s: float) -> str:
    """When it was so many seconds ago, by the municipality's clock; with the day if another."""
    zona = ZoneInfo(medida.zona)
    entonces = (medida.ahora - timedelta(seconds=hace_s)).astimezone(zona)
    mismo_dia = entonces.date() == medida.ahora.astimezone(zona).date()
    return f"{entonces:%H:%M}" if mismo_dia else f"{entonces:%d/%m %H:%M}"


def ultima_vuelta_s(medida: Medida) -> float | None:
    """Seconds since a worker last began a routine; None if none ever did."""
    return min(
        (r.empezada_hace_s for r in medida.rutinas if r.empezada_hace_s is not None), default=None
    )


def _paciencia(medida: Medida, tarde: float) -> float:
    """Seconds after which a clock, or a worker, that showed no life is not alive."""
    cada = min((r.cada_s for r in medida.rutinas if r.encendida and r.cada_s), default=tarde)
    return min(FALTAS * cada + 15, tarde)


def _reloj(medida: Medida, tarde: float) -> Iterator[Problema]:
    """The clock and the workers: which of both stands still."""
    vuelta, limite = ultima_vuelta_s(medida), _paciencia(medida, tarde)
    if medida.latido_s is None or medida.latido_s > limite:
        desde = "—" if medida.latido_s is None else hora(medida, medida.latido_s)
        yield Problema(
            "reloj",
            MAL,
            gettext_noop("El reloj del sistema no llama a nadie (última vez: %(desde)s)."),
            gettext_noop(
                "Revise que estén en marcha el proceso «beat» y el servidor de Redis o Valkey."
                " Mientras tanto no se avisa de los plazos ni se reintenta nada; nada se pierde."
            ),
            {"desde": desde},
        )
    elif vuelta is None or vuelta > limite:
        # One whose threads are all at work deserves more patience than one that takes nothing.
        ocupado = any(rutina.en_curso for rutina in medida.rutinas)
        yield Problema(
            "trabajador",
            MAL,
            gettext_noop("El reloj llama y ningún trabajador responde (última vez: %(desde)s)."),
            gettext_noop(
                "Reinicie el proceso «worker». Mientras tanto no salen correos ni publicaciones;"
                " nada se pierde."
            ),
            {"desde": "—" if vuelta is None else hora(medida, vuelta)},
            reiniciar=not ocupado or (vuelta or 0) > tarde,
        )


def _cola(medida: Medida, cola: Cola, tarde: float) -> Iterator[Problema]:
    if cola.espera_s is not None and cola.espera_s > tarde:
        yield Problema(
            f"cola:{cola.nombre}",
            MAL,
            gettext_noop(
                "«%(cola)s»: lo más antiguo espera desde %(desde)s; en total, %(cuantas)s."
            ),
            gettext_noop(
                "Si el proceso «worker» está en marcha, puede tener demasiado trabajo: espere unos"
                " minutos. Si el número no baja, reinícielo."
            ),
            {
                "cola": COLAS[cola.nombre],
                "cuantas": cola.debidas,
                "desde": hora(medida, cola.espera_s),
            },
            traducir=("cola",),
        )
    if cola.a_medias_s is not None and cola.a_medias_s > tarde:
        yield Problema(
            f"a_medias:{cola.nombre}",
            MAL,
            gettext_noop(
                "«%(cola)s»: quedó trabajo a medias y nadie lo retoma; en total, %(cuantas)s."
            ),
            gettext_noop("Reinicie el proceso «worker»: las retoma al empezar."),
            {"cola": COLAS[cola.nombre], "cuantas": cola.a_medias},
            traducir=("cola",),
        )


def _rutina(medida: Medida, rutina: Rutina, tarde: float, parado: bool) -> Iterator[Problema]:
    """A routine alone that stands still: while all of them do (`parado`), one reason is enough."""
    nombre = RUTINAS.get(rutina.nombre, rutina.nombre)
    if not rutina.encendida:
        yield Problema(
            f"apagada:{rutina.nombre}",
            CUIDADO,
            gettext_noop("La rutina «%(rutina)s» está apagada."),
            gettext_noop(
                "Alguien la apagó en Administración, Tareas periódicas. Allí se enciende."
            ),
            {"rutina": nombre},
            traducir=("rutina",),
        )
        return
    hace = rutina.bien_hace_s if rutina.bien_hace_s is not None else rutina.llamada_hace_s
    if parado or rutina.cada_s is None or hace is None or hace <= FALTAS * rutina.cada_s + tarde:
        return
    yield Problema(
        f"rutina:{rutina.nombre}",
        MAL,
        gettext_noop("La rutina «%(rutina)s» no termina bien (desde: %(desde)s; %(error)s)."),
        gettext_noop(
            "El registro del proceso «worker» dice qué la detiene. Si las demás van al día, es un"
            " defecto: avise a quien mantiene el sistema."
        ),
        {"rutina": nombre, "desde": hora(medida, hace), "error": rutina.error or "—"},
        traducir=("rutina",),
    )


def _correo(medida: Medida) -> Iterator[Problema]:
    if not medida.rebotes or medida.rebotes_s is None:
        return
    caido = medida.rebotes_s > CORREO_CAIDO_S and not medida.correo_desde_entonces
    yield Problema(
        "correo",
        MAL if caido else CUIDADO,
        gettext_noop("Correos que no salen desde %(desde)s: %(cuantos)s. %(por)s"),
        gettext_noop(
            "Se reintentan solos. Si el servidor de correo no responde, avise a quien lo administra"
            " y revise EMAIL_HOST y su cuenta."
        ),
        {
            "cuantos": medida.rebotes,
            "desde": hora(medida, medida.rebotes_s),
            "por": medida.rebotes_por,
        },
        traducir=("por",),
    )


def _cuenta(cuenta: Cuenta) -> Iterator[Problema]:
    canal = CANALES.get(cuenta.canal, cuenta.canal)
    datos = {"cuenta": cuenta.nombre, "canal": canal, "motivo": cuenta.motivo}
    if cuenta.estado == "reconectar":
        yield Problema(
            f"cuenta:{cuenta.canal}",
            AVISO,
            gettext_noop(
                "La cuenta %(cuenta)s (%(canal)s) dejó de aceptarnos: nada sale por ella."
            ),
            gettext_noop("Conéctela otra vez en Canales. Lo aprobado espera."),
            datos,
            traducir=("canal",),
        )
    elif cuenta.estado == "pausada":
        yield Problema(
            f"pausada:{cuenta.canal}",
            CUIDADO,
            gettext_noop("La cuenta %(cuenta)s (%(canal)s) está en pausa. %(motivo)s"),
            gettext_noop("Se reanuda en Canales. Lo aprobado espera."),
            datos,
            traducir=("canal",),
        )
    elif cuenta.retenida:
        yield Problema(
            f"limite:{cuenta.canal}",
            CUIDADO,
            gettext_noop("La red de %(cuenta)s (%(canal)s) pidió esperar."),
            gettext_noop("Sigue sola cuando pase el tiempo que pidió."),
            datos,
            traducir=("canal",),
        )


def _por_resolver(medida: Medida) -> Iterator[Problema]:
    """What waits for a person."""
    if medida.freno is not None:
        yield Problema(
            "freno",
            CUIDADO,
            gettext_noop("El freno está puesto: %(motivo)s"),
            gettext_noop("No se publica nada hasta que alguien lo suelte en Canales."),
            {"motivo": medida.freno},
        )
    if medida.entregas_fallidas:
        yield Problema(
            "entregas_fallidas",
            CUIDADO,
            gettext_noop("Correos que no llegaron y ya no se reintentan: %(cuantos)s."),
            gettext_noop("Corrija la dirección si está mal, y reinténtelos."),
            {"cuantos": medida.entregas_fallidas},
        )
    for estado, frase in _DE_PRENSA.items():
        if cuantas := medida.publicaciones.get(estado):
            yield Problema(
                f"publicaciones:{estado}",
                CUIDADO,
                frase,
                gettext_noop("Prensa lo resuelve en Publicaciones."),
                {"cuantas": cuantas},
            )


_DE_PRENSA = {
    "por_decidir": gettext_noop("Publicaciones de las que no se sabe si salieron: %(cuantas)s."),
    "fallida": gettext_noop("Publicaciones que no salieron: %(cuantas)s."),
}
