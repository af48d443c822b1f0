"""What whoever presented a request does on the portal, without an account; the system acts for it.

Nobody there is told what is known of anybody: who writes as somebody the town hall knows is put
beside that person for the office, and follows no more than what was sent by that form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _

from core import adjuntos, catalogos, clock, transitions
from core.adjuntos import Contenido
from core.models import Actor, Expediente, Lugar, Usuario
from core.texto import SinAcentos
from core.transitions import NotAllowed
from workflows.solicitudes import avisos, datos, pines
from workflows.solicitudes.actions.captura import recibir
from workflows.solicitudes.actions.informacion import completar, retirar
from workflows.solicitudes.models import AccesoPublico, Solicitud, TipoSolicitud

# Of one request, however often its applicant comes back.
MAX_ARCHIVOS = 20


class YaRecibida(Exception):  # noqa: N818 - what happened, not a defect
    """This form was sent before, and made `solicitud`."""

    def __init__(self, solicitud: Solicitud) -> None:
        super().__init__(solicitud.codigo)
        self.solicitud = solicitud


@dataclass(frozen=True, slots=True)
class Quien:
    """Who presents it, as written in the form: a name and a way to be answered."""

    nombre: str
    correo: str = ""
    telefono: str = ""


@dataclass(frozen=True, slots=True)
class Recibida:
    """A request that was taken in, and the PIN that is shown this once."""

    solicitud: Solicitud
    pin: str


def registrar_del_publico(
    *,
    formulario: UUID,
    tipo: TipoSolicitud,
    titulo: str,
    descripcion: str,
    quien: Quien,
    consentimiento: str,
    en_nombre_de: tuple[str, str] = ("", ""),
    lugares: Iterable[Lugar] = (),
    campos: Mapping[str, Any] | None = None,
    archivos: Iterable[Contenido] = (),
) -> Recibida:
    """Take in what somebody presents on the portal: clocks, receipt with code and PIN, S01.

    `formulario` makes it happen once: raises `YaRecibida` the second time. `en_nombre_de` is the
    kind and the name of whom it is for; `campos`, what its type asks for besides;
    `consentimiento`, the version of the privacy notice that was agreed to.
    """
    try:
        return _registrar(
            formulario=formulario,
            solicitud=Solicitud(
                tipo=tipo, titulo=titulo.strip(), descripcion=descripcion, **(campos or {})
            ),
            quien=quien,
            consentimiento=consentimiento,
            en_nombre_de=en_nombre_de,
            lugares=lugares,
            archivos=list(archivos),
        )
    except IntegrityError:
        # Two clicks at once: the other one was first.
        if (antes := _enviada(formulario)) is None:
            raise
        raise YaRecibida(antes) from None


@transaction.atomic
def _registrar(
    *,
    formulario: UUID,
    solicitud: Solicitud,
    quien: Quien,
    consentimiento: str,
    en_nombre_de: tuple[str, str],
    lugares: Iterable[Lugar],
    archivos: list[Contenido],
) -> Recibida:
    if (antes := _enviada(formulario)) is not None:
        raise YaRecibida(antes)
    _exigir(solicitud, quien, consentimiento)
    sistema, pin = Usuario.objects.sistema(), pines.nuevo()
    solicitud.canal = Solicitud.Canal.WEB
    solicitud.fecha_recepcion = clock.today()
    solicitud.solicitante = _quien_pide(quien, sistema)
    solicitud.representa_a = _representado(*en_nombre_de, sistema)
    entrada = recibir(solicitud, "registrar_del_publico", actor=sistema, lugares=lugares)
    AccesoPublico.objects.create(
        solicitud=solicitud,
        pin=pines.sellar(pin),
        formulario=formulario,
        consentimiento=consentimiento,
        consintio_en=clock.now(),
    )
    for archivo in archivos:
        adjuntos.guardar(solicitud, archivo, actor=sistema)
    avisos.registrada(solicitud, entrada, pin=pines.decir(pin))
    return Recibida(solicitud, pin)


@transaction.atomic
def adjuntar_del_publico(*, solicitud_id: int, archivos: Iterable[Contenido]) -> Solicitud:
    """Files more from whoever presented it, while it is open."""
    sistema = Usuario.objects.sistema()
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=sistema)
    archivos = list(archivos)
    datos.exigir("archivos", archivos, _("Elija al menos un archivo."))
    _agregar(solicitud, archivos, sistema)
    return solicitud


@transaction.atomic
def completar_del_publico(
    *, solicitud_id: int, texto: str, archivos: Iterable[Contenido] = ()
) -> Solicitud:
    """What was missing, in words or as files: it is analysed again, and its clocks run on."""
    sistema, archivos = Usuario.objects.sistema(), list(archivos)
    datos.exigir("texto", texto.strip() or archivos, _("Escriba lo que faltaba, o adjúntelo."))
    solicitud = completar(
        solicitud_id=solicitud_id, actor=sistema, texto=texto.strip() or _("Envió archivos.")
    )
    if archivos:
        _agregar(solicitud, archivos, sistema)
    return solicitud


def retirar_del_publico(*, solicitud_id: int, motivo: str = "") -> Solicitud:
    """Whoever presented it no longer asks for it; nobody has to say why."""
    return retirar(
        solicitud_id=solicitud_id,
        actor=Usuario.objects.sistema(),
        motivo=motivo.strip() or _("Lo pidió en el portal quien la presentó, sin decir por qué."),
    )


@transaction.atomic
def pedir_correo(*, solicitud_id: int, correo: str) -> Solicitud:
    """Another address for what is told of it: it counts once it is confirmed from its own mailbox.

    One that was asked for before and not confirmed is no more.
    """
    sistema = Usuario.objects.sistema()
    solicitud = _abierta(solicitud_id, "pedir_correo", sistema)
    datos.exigir("correo", correo != solicitud.solicitante.email, _("Es el correo que ya tenemos."))
    acceso = _acceso(solicitud)
    acceso.correo_nuevo = datos.exigir_correo(correo)
    acceso.save(update_fields=["correo_nuevo"])
    entrada = transitions.record(solicitud, "pedir_correo", actor=sistema)
    avisos.correo_por_confirmar(solicitud, entrada, correo)
    return solicitud


@transaction.atomic
def cambiar_correo(*, solicitud_id: int, correo: str) -> Solicitud:
    """`correo` was confirmed: what is told of it goes there, and the address before learns of it.

    Whoever else is written to at the first address goes on being so: of a person with other case
    files another entry is made. Raises `NotAllowed` if another was asked for since, or none.
    """
    sistema = Usuario.objects.sistema()
    solicitud = _abierta(solicitud_id, "cambiar_correo", sistema)
    acceso = _acceso(solicitud)
    if not correo or acceso.correo_nuevo != correo:
        raise NotAllowed("cambiar_correo", _("Este enlace ya no sirve: ya se usó, o pidió otro."))
    acceso.correo_nuevo = ""
    acceso.save(update_fields=["correo_nuevo"])
    antes = solicitud.solicitante.email
    solicitud.solicitante = _con_otro_correo(solicitud, correo, sistema)
    solicitud.actores.add(solicitud.solicitante)
    entrada = transitions.record(solicitud, "cambiar_correo", actor=sistema)
    avisos.correo_cambiado(solicitud, entrada, antes)
    return solicitud


@transaction.atomic
def pedir_novedades(*, solicitud_id: int, quiere: bool) -> Solicitud:
    """Whether whoever presented it is told of each step; the answer is sent in any case."""
    sistema = Usuario.objects.sistema()
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=sistema)
    acceso = _acceso(solicitud)
    if acceso.novedades != quiere:
        acceso.novedades = quiere
        acceso.save(update_fields=["novedades"])
        transitions.record(solicitud, "pedir_novedades", actor=sistema, datos={"novedades": quiere})
    return solicitud


@transaction.atomic
def pedir_pin(*, codigo: str, correo: str) -> None:
    """Another PIN, by mail to the address on file; nothing at all if code and address differ.

    Whoever was written down at the counter gets a first one so.
    """
    sistema = Usuario.objects.sistema()
    suyas = Solicitud.objects.filter(codigo=codigo, solicitante__email__iexact=correo)
    found = suyas.exclude(solicitante__email="").values_list("pk", flat=True).first()
    if found is None:
        return
    solicitud = transitions.lock(Solicitud, found, actor=sistema)
    pin = _otro_pin(solicitud)
    entrada = transitions.record(solicitud, "pedir_pin", actor=sistema)
    avisos.otro_pin(solicitud, entrada, pines.decir(pin))


@transaction.atomic
def dar_pin(*, solicitud_id: int, actor: Usuario) -> Recibida:
    """Another PIN for who asks at the counter: said this once, and by mail where there is one.

    The one before lets nobody in any more. Raises `Solicitud.DoesNotExist`, `NotAllowed`.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor)
    entrada = transitions.record(solicitud, "dar_pin", actor=actor)
    pin = _otro_pin(solicitud)
    avisos.otro_pin(solicitud, entrada, pines.decir(pin))
    return Recibida(solicitud, pin)


def _otro_pin(solicitud: Solicitud) -> str:
    acceso, pin = _acceso(solicitud), pines.nuevo()
    acceso.pin = pines.sellar(pin)
    acceso.save(update_fields=["pin"])
    return pin


def _abierta(solicitud_id: int, verbo: str, sistema: Usuario) -> Solicitud:
    """The row, locked; `NotAllowed` if it is closed."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=sistema)
    if solicitud.cerrado:
        raise NotAllowed(verbo, _("Ya está cerrada: escríbanos citando su código."))
    return solicitud


def _enviada(formulario: UUID) -> Solicitud | None:
    """The request that this form made; None if it was not sent yet."""
    return Solicitud.objects.filter(acceso_publico__formulario=formulario).first()


def _exigir(solicitud: Solicitud, quien: Quien, consentimiento: str) -> None:
    """What the portal asks of everybody, whatever the form let through."""
    tipo = solicitud.tipo
    datos.exigir("tipo", tipo.activo and tipo.al_publico, _("Esto no se pide en el portal."))
    datos.exigir("nombre", quien.nombre, _("Escriba su nombre."))
    datos.exigir_lo_suyo(solicitud)
    datos.exigir("descripcion", solicitud.descripcion, _("Cuente qué pide."))
    datos.exigir(
        "correo",
        quien.correo or quien.telefono,
        _("Deje un correo o un teléfono para responderle."),
    )
    datos.exigir(
        "consiente", consentimiento, _("Sin su permiso no podemos guardar lo que escribió.")
    )


def _quien_pide(quien: Quien, sistema: Usuario) -> Actor:
    """The person of this name and this address, if there is one; else a new entry.

    A name alone, or an address alone, is nobody: families share the one and the other.
    """
    if quien.correo:
        conocidos = _llamados(quien.nombre, Actor.Tipo.PERSONA)
        found = conocidos.filter(email__iexact=quien.correo).order_by("pk").first()
        if found is not None:
            return found
    campos = {
        "nombre": quien.nombre,
        "email": quien.correo,
        "telefono": quien.telefono,
        "consentimiento_en": clock.today(),
    }
    return catalogos.crear(modelo=Actor, actor=sistema, campos=campos)


def _representado(tipo: str, nombre: str, sistema: Usuario) -> Actor | None:
    """Whom it is for; nobody's address is written to for that."""
    if not nombre:
        return None
    if tipo != Actor.Tipo.PERSONA:
        found = _llamados(nombre, tipo).order_by("pk").first()
        if found is not None:
            return found
    return catalogos.crear(modelo=Actor, actor=sistema, campos={"tipo": tipo, "nombre": nombre})


def _llamados(nombre: str, tipo: str) -> QuerySet[Actor]:
    """Those of this name, accents and case forgiven."""
    iguales = Actor.objects.alias(_nombre=SinAcentos("nombre"))
    return iguales.filter(tipo=tipo, _nombre=SinAcentos(Value(nombre)))


def _con_otro_correo(solicitud: Solicitud, correo: str, sistema: Usuario) -> Actor:
    antes = solicitud.solicitante
    otros = Expediente.objects.filter(actores=antes).exclude(pk=solicitud.pk)
    if antes.tipo != Actor.Tipo.PERSONA or otros.exists():
        return _quien_pide(Quien(antes.nombre, correo, antes.telefono), sistema)
    return catalogos.editar(modelo=Actor, pk=antes.pk, actor=sistema, campos={"email": correo})


def _agregar(solicitud: Solicitud, archivos: list[Contenido], sistema: Usuario) -> None:
    if solicitud.cerrado:
        raise NotAllowed("adjuntar_del_publico", _("Ya está cerrada: no se le agrega nada."))
    hay = solicitud.adjuntos.filter(subido_por=sistema).count()
    if hay + len(archivos) > MAX_ARCHIVOS:
        raise ValidationError(
            {"archivos": _("Una solicitud lleva hasta %(n)d archivos.") % {"n": MAX_ARCHIVOS}}
        )
    nombres = ", ".join(archivo.nombre for archivo in archivos)
    transitions.record(solicitud, "adjuntar_del_publico", actor=sistema, texto=nombres)
    for archivo in archivos:
        adjuntos.guardar(solicitud, archivo, actor=sistema)


def _acceso(solicitud: Solicitud) -> AccesoPublico:
    """Its access; one that lets nobody in, if it has none yet."""
    return AccesoPublico.objects.get_or_create(
        solicitud=solicitud, defaults={"pin": pines.sellar(pines.nuevo())}
    )[0]
