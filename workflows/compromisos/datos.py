"""What people type of a compromiso: which fields, what they may hold, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import access, clock, externos, transitions
from core.models import Actor, Lugar, Tema, Usuario
from core.transitions import NotAllowed
from workflows.compromisos import familia, states
from workflows.compromisos.models import Compromiso
from workflows.metas.models import Meta, MetaIntermedia

CAMPOS = (
    "titulo",
    "descripcion",
    "prioridad",
    "nivel_reserva",
    "publico",
    "frecuencia",
    "monitor_verifica",
)
# What was promised, to whom, and who does it is agreed when it is sent.
CAMPOS_BORRADOR = ("a_quien", "responsable", "monitor", "fecha", "requiere_verificacion")
GENTE = ("responsable", "monitor")
# Of these the history keeps the values; of the others, which may speak of persons, only the name.
CON_VALOR = frozenset(
    {
        "prioridad",
        "nivel_reserva",
        "publico",
        "fecha",
        "requiere_verificacion",
        "frecuencia",
        "monitor_verifica",
    }
)

# What leaves the house as code and link only cannot be for who has no account.
GRADO_DE_AFUERA = 2

Cambios = dict[str, list[str]]


def revisar(compromiso: Compromiso) -> None:
    """Look at every field; raises `ValidationError` with a sentence for the first that is wrong."""
    exigir("titulo", compromiso.titulo, _("Diga qué se va a hacer."))
    if compromiso.es_borrador:
        for campo in GENTE:
            persona = getattr(compromiso, campo)
            sigue = persona is None or persona.is_active
            exigir(campo, sigue, _("Ya no trabaja aquí: elija a otra persona."))
    if not compromiso.cerrado:
        exigir_verificador(compromiso)
    exigir_destinatario(compromiso)
    exigir_grado_de_afuera(compromiso, compromiso.responsable)
    ajenos = {campo.name for campo in Compromiso._meta.fields} - {"tipo", "origen", *CAMPOS}
    compromiso.clean_fields(exclude=ajenos)


def cambiar(compromiso: Compromiso, cambios: Mapping[str, Any]) -> Cambios:
    """Write `cambios` on the row; what really changed, as the history keeps it.

    `fecha` is the promised date. Raises KeyError for a field that nobody types, `NotAllowed` for
    one that is only a draft's, `ValidationError` for a date that has passed.
    """
    datos: Cambios = {}
    for campo, valor in cambios.items():
        if campo not in (*CAMPOS, *CAMPOS_BORRADOR):
            raise KeyError(campo)
        columna = "fecha_vigente" if campo == "fecha" else campo
        antes, despues = getattr(compromiso, columna), _limpio(campo, valor)
        if antes == despues:
            continue
        if campo not in CAMPOS and not compromiso.es_borrador:
            raise NotAllowed("editar", _("Ya se envió: lo acordado no se corrige."))
        datos[campo] = [str(antes), str(despues)] if campo in CON_VALOR else []
        setattr(compromiso, columna, despues)
    if "fecha" in datos and not compromiso.de_antes:
        exigir_fecha(compromiso.fecha_vigente)
    return datos


def cruzar(
    compromiso: Compromiso,
    *,
    actores: Iterable[Actor] | None = None,
    temas: Iterable[Tema] | None = None,
    lugares: Iterable[Lugar] | None = None,
) -> Cambios:
    """Write what it crosses, whom it was promised to and who does it from outside included.

    None leaves it. What changed.
    """
    suyos = [uno for uno in (compromiso.a_quien, compromiso.responsable.actor) if uno]
    compromiso.actores.add(*suyos)
    todos = None if actores is None else {*actores, *suyos}
    datos: Cambios = {}
    for campo, nuevos in (("actores", todos), ("temas", temas), ("lugares", lugares)):
        cruce = getattr(compromiso, campo)
        if nuevos is not None and set(cruce.all()) != (elegidos := set(nuevos)):
            cruce.set(elegidos)
            datos[campo] = []
    return datos


def papeles(compromiso: Compromiso) -> dict[str, list[Usuario]]:
    """Who is what to it."""
    return {
        "programador": [compromiso.programador],
        "responsable": [compromiso.responsable],
        "monitor": [compromiso.monitor] if compromiso.monitor else [],
    }


def repartir(compromiso: Compromiso) -> None:
    """Make the people of the row those who take part in it."""
    for papel, personas in papeles(compromiso).items():
        transitions.assign(compromiso, papel, *personas)


def acompanar(
    compromiso: Compromiso, **quienes: Iterable[Usuario] | None
) -> dict[str, list[Usuario]]:
    """Make exactly those people what the names say to it; None leaves it.

    Gives, of each papel that changed, who is new.
    """
    nuevos: dict[str, list[Usuario]] = {}
    for papel, personas in quienes.items():
        if personas is None:
            continue
        ahora, antes = list(personas), {uno for suyo, uno in compromiso.papeles if suyo == papel}
        if {una.pk for una in ahora} != antes:
            nuevos[papel] = [una for una in ahora if una.pk not in antes]
            transitions.assign(compromiso, papel, *ahora)
    return nuevos


def relevar(compromiso: Compromiso, anterior: Usuario) -> None:
    """Its new responsable takes the place of `anterior`, who goes on seeing it."""
    transitions.assign(compromiso, "responsable", compromiso.responsable)
    cruzar(compromiso)
    familia.sumar(compromiso, "responsable_anterior", anterior)


def meta_de_origen(pk: int, actor: Usuario) -> Meta | MetaIntermedia:
    """The open meta, or part of one, that `actor` sees; raises `ValidationError` for any other."""
    meta = access.scope(Meta.objects.filter(pk=pk), actor).first()
    found = meta or access.scope(MetaIntermedia.objects.filter(pk=pk), actor).first()
    if found is None:
        raise ValidationError({"origen": _("Eso de lo que nace no existe, o no puede verlo.")})
    exigir("origen", not found.cerrado, _("La meta de la que nace ya está cerrada."))
    return found


def exigir(campo: str, valor: object, mensaje: str) -> None:
    """Raise `ValidationError` for the form's field unless `valor` holds; blanks hold nothing."""
    if not valor or (isinstance(valor, str) and not valor.strip()):
        raise ValidationError({campo: mensaje})


def exigir_fecha(fecha: date, campo: str = "fecha") -> None:
    """What is promised is promised for today or later."""
    exigir(campo, fecha >= clock.today(), _("La fecha ya pasó."))


def exigir_enlace(enlace: str) -> None:
    """A page of the web, short enough to keep: the link is shown to whoever verifies."""
    try:
        Compromiso._meta.get_field("enlace").clean(enlace, None)
    except ValidationError as error:
        raise ValidationError({"enlace": error.messages}) from None


def exigir_destinatario(compromiso: Compromiso) -> None:
    """A promise is made to somebody, and somebody else verifies it; a public one is of degree 0."""
    es_tarea = compromiso.tipo == Compromiso.Tipo.TAREA
    es_promesa = compromiso.tipo == Compromiso.Tipo.COMPROMISO
    exigir("a_quien", not es_promesa or compromiso.a_quien, _("Diga a quién se prometió."))
    exigir(
        "requiere_verificacion",
        es_tarea or compromiso.requiere_verificacion,
        _("Solo una tarea se cierra sin que otra persona la verifique."),
    )
    exigir(
        "requiere_verificacion",
        compromiso.origen != Compromiso.Origen.META or compromiso.requiere_verificacion,
        _("Lo que nace de una meta siempre lo verifica otra persona."),
    )
    exigir(
        "publico",
        not compromiso.publico or compromiso.nivel_reserva == 0,
        _("Solo lo de reserva 0 puede ser público."),
    )


def exigir_otro_responsable(compromiso: Compromiso, persona: Usuario) -> None:
    """Another person, who works here, and whose work somebody else can verify."""
    exigir("responsable", persona.is_active, _("Ya no trabaja aquí: elija a otra persona."))
    exigir("responsable", persona != compromiso.responsable, _("Ya está en sus manos."))
    exigir_grado_de_afuera(compromiso, persona)
    otro = any(
        uno not in (None, persona)
        for uno in (
            compromiso.programador,
            compromiso.monitor if compromiso.monitor_verifica else None,
        )
    )
    exigir(
        "responsable",
        otro or not compromiso.requiere_verificacion,
        _("Nadie verifica lo suyo: elija a quien no lo programó."),
    )


def exigir_dentro(padre: Compromiso, fecha: date) -> None:
    """A part is due no later than the whole, or today where the whole is late already."""
    tope = max(padre.fecha_vigente, clock.today())
    exigir(
        "fecha",
        fecha <= tope,
        _("Es parte de algo prometido para el %(fecha)s: póngale esa fecha o una anterior.")
        % {"fecha": f"{tope:%d/%m/%Y}"},
    )


def exigir_porcentaje(porcentaje: int) -> None:
    """One of the steps; the whole is said by who verifies it."""
    exigir(
        "porcentaje",
        porcentaje in states.PORCENTAJES,
        _("Elija 0, 25, 50, 75 o 90: el 100 lo da quien lo verifica."),
    )


def exigir_grado_de_afuera(compromiso: Compromiso, responsable: Usuario) -> None:
    """Somebody outside is told no more than a mail may say."""
    exigir(
        "nivel_reserva",
        not responsable.es_externo or compromiso.nivel_reserva <= GRADO_DE_AFUERA,
        _("Lo que lleva alguien de afuera no puede ser de reserva 3 ni 4."),
    )


def exigir_ajeno(compromiso: Compromiso, verbo: str, actor: Usuario) -> None:
    """Nobody verifies his own work, in the place of whoever may verify it either."""
    if actor == compromiso.responsable:
        raise NotAllowed(verbo, _("Nadie verifica lo suyo."))


def exigir_verificador(compromiso: Compromiso) -> None:
    """Where it is verified there is somebody other than the responsable to do it."""
    exigir(
        "monitor",
        compromiso.verificadores() or not compromiso.requiere_verificacion,
        _("Nadie verifica lo suyo: elija un monitor que no sea el responsable y pueda verificar."),
    )


def _limpio(campo: str, valor: Any) -> Any:
    if campo == "responsable":
        return externos.persona(valor)
    return valor.strip() if isinstance(valor, str) else valor
