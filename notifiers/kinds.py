"""Every kind of notice: its words are in `templates/notifiers/<codigo>/`, its manners are here.

Templates find in `datos` what the action or the sweep knew: `vence_en` (an instant) or `vence` (a
date), both ISO; `verbo` (the step taken), `quien` (who took it), `motivo` (what was written),
`veces`, `dias`, `porcentaje`, `responsable` (a name), `cantidad`, `canal`, `estado` (of its
account, of the case, of a download or an import), `respuesta`, `acuse`, `aviso` (what is said of
its being handed on), `que` (what was asked for, in words), `carta` (its words; of one that could
not be printed, which), `por_correo` (it would have gone along with a mail), `destino` (to whom it
was delegated), `falta` (what the applicant must complete), `dia`, `hora` and `lugar` (of
what was programmed), `compromiso` (a code), `respondida` (the answer has left), `correo` (the
kind of a mail that did not arrive), `secreto` (sealed: `notifiers.queue`); `hecho`, `cuando`, `ip`
and `navegador` (what happened to one's own account);
`codigo` and `modo` (what was read); `direccion` (where the mail goes instead); `nombre` and
`hasta` (of a key); and `ruta`, a path of the site where to land instead. `por` is the person whom
the one who reads it stands in for; the queue writes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

POR_PARTICIPAR = _("Recibe este aviso porque participa en este asunto o le corresponde seguirlo.")
POR_FUNCION = _("Recibe este aviso por la función que cumple en el municipio.")
POR_MENCION = _("Recibe este aviso porque alguien escribió su nombre en un comentario.")
POR_SEGUIR = _("Recibe este aviso porque eligió seguir este asunto.")
POR_PEDIR = _("Recibe este aviso porque lo pidió.")
POR_SUPLIR = _("Recibe este aviso porque suple a otra persona.")
POR_SU_CUENTA = _("Recibe este aviso porque se trata de su propia cuenta.")
PORQUE_CUENTAN = _("El municipio cuenta con que usted lo reciba.")
PORQUE_LA_LEY = _("La ley da ese plazo: que pase sin que nadie lo sepa cuesta caro.")
PORQUE_SALE = _("Lo que el municipio publica depende de que alguien lo atienda.")
POR_ESCRIBIR = _(
    "Recibe este correo porque presentó una solicitud y dejó esta dirección para responderle."
)
CONSULTAR = _("Consultar mi solicitud")
POR_ENCARGO = _(
    "Recibe este correo porque el municipio le encargó algo y dejó esta dirección para avisarle."
)
POR_COMPETENCIA = _("Recibe este correo porque el municipio le traslada una solicitud.")

# What whoever answers for a compromiso can do about it from a mail, and whoever verifies it.
CUMPLIR = ("aceptar", "objetar", "reportar_cumplida", "cumplir", "informar", "pedir_prorroga")
VERIFICAR = ("aprobar", "devolver")


@dataclass(frozen=True, slots=True)
class Kind:
    """`boton` says what to do, `razon` why one receives it; `razon_afuera`, why an actor does.

    `urgente` does not wait for office hours, `obligatoria` cannot be switched off, for the reason
    `porque`, and without `campana` it is only a mail. `a_personas`: people are told of it, who may
    say how (`notifiers.preferencias`). One that is `personal` is nobody else's: no history tells
    it.
    `pasos`: the verbs that its mail offers to take without logging in (`notifiers.pases`), those
    that the reader can take by then, in this order.
    `a_direccion`: its mail goes to the address in its `datos`, no longer the recipient's.
    `boton_afuera` leads an actor to where its request is followed. Of one that is `renunciable` an
    actor may say that he wants no more.
    """

    codigo: str
    nombre: Text
    boton: Text
    razon: Text = POR_PARTICIPAR
    obligatoria: bool = False
    urgente: bool = False
    campana: bool = True
    a_direccion: bool = False
    plantilla: str = ""
    razon_afuera: Text = POR_ESCRIBIR
    boton_afuera: Text = ""
    renunciable: bool = False
    personal: bool = False
    porque: Text = PORQUE_CUENTAN
    a_personas: bool = True
    pasos: tuple[str, ...] = ()

    @property
    def carpeta(self) -> str:
        """The folder of its templates."""
        return self.plantilla or self.codigo


ALL = (
    Kind(
        "S01",
        _("Solicitud registrada"),
        _("Analizar la solicitud"),
        POR_FUNCION,
        urgente=True,
        boton_afuera=CONSULTAR,
    ),
    Kind("S02", _("Solicitud sin analizar"), _("Analizar la solicitud"), POR_FUNCION),
    Kind("S03", _("Solicitud que espera decisión"), _("Ver y decidir"), POR_FUNCION),
    Kind(
        "S04",
        _("Plazo legal por vencer"),
        _("Responder la solicitud"),
        obligatoria=True,
        porque=PORQUE_LA_LEY,
    ),
    Kind(
        "S05",
        _("Plazo legal vencido"),
        _("Responder la solicitud"),
        obligatoria=True,
        porque=PORQUE_LA_LEY,
    ),
    Kind("S01R", _("Respuesta a su cargo"), _("Preparar la respuesta")),
    Kind("S03R", _("Solicitud decidida"), _("Ver la decisión")),
    Kind(
        "S03D",
        _("Solicitud delegada"),
        _("Ver qué se pide"),
        razon_afuera=_("Recibe este correo porque el municipio le delega una solicitud."),
    ),
    Kind(
        "S06",
        _("Información que no llega"),
        _("Ver la solicitud"),
        POR_FUNCION,
        boton_afuera=CONSULTAR,
    ),
    Kind("S06R", _("Información completada"), _("Seguir con el análisis")),
    Kind("S07", _("Solicitud sin fecha"), _("Ponerle fecha o encargarla"), POR_FUNCION),
    Kind("S07F", _("Fecha que ya pasó"), _("Darla por atendida"), POR_FUNCION),
    Kind("S08", _("Invitación por decidir"), _("Ver y decidir"), POR_FUNCION),
    Kind("S10R", _("Solicitud retirada, desistida o unida a otra"), _("Ver la solicitud")),
    Kind("S07R", _("Solicitud por responder"), _("Escribir la respuesta")),
    Kind("S07C", _("Encargo cancelado"), _("Encargarla a otra persona"), POR_FUNCION),
    Kind("S09", _("Derivada sin respuesta"), _("Ver la solicitud")),
    Kind("S09T", _("Traslado por vencer"), _("Ver la solicitud")),
    Kind("S09R", _("Derivación devuelta"), _("Analizar la solicitud")),
    Kind(
        "S09D",
        _("Carta de traslado"),
        "",
        POR_COMPETENCIA,
        obligatoria=True,
        razon_afuera=POR_COMPETENCIA,
        a_personas=False,
    ),
    Kind(
        "S09A",
        _("Aviso de que su solicitud se derivó"),
        "",
        POR_ESCRIBIR,
        obligatoria=True,
        a_personas=False,
        boton_afuera=CONSULTAR,
    ),
    Kind("S07I", _("Carta que no se pudo imprimir"), _("Imprimirla otra vez")),
    Kind(
        "S10",
        _("Novedad para el solicitante"),
        "",
        POR_ESCRIBIR,
        obligatoria=True,
        a_personas=False,
        boton_afuera=CONSULTAR,
        renunciable=True,
    ),
    Kind(
        "S10P",
        _("PIN para el solicitante"),
        "",
        POR_ESCRIBIR,
        obligatoria=True,
        urgente=True,
        a_personas=False,
        boton_afuera=CONSULTAR,
    ),
    Kind(
        "S10C",
        _("Otro correo del solicitante"),
        "",
        POR_ESCRIBIR,
        obligatoria=True,
        urgente=True,
        a_personas=False,
        a_direccion=True,
    ),
    Kind(
        "S10N",
        _("Correo por confirmar"),
        "",
        POR_ESCRIBIR,
        obligatoria=True,
        urgente=True,
        a_personas=False,
        a_direccion=True,
        razon_afuera=_("Recibe este correo porque alguien pidió que se le escriba aquí."),
        boton_afuera=_("Confirmar este correo"),
    ),
    Kind("S07P", _("Encargo cumplido en parte"), _("Ver qué quedó sin hacer")),
    Kind("S07A", _("Encargo reabierto"), _("Ver qué falta")),
    Kind("S10F", _("Correo que no llegó al solicitante"), _("Ver la solicitud")),
    Kind("T01", _("Compromiso asignado"), _("Ver y aceptar"), pasos=CUMPLIR),
    Kind("T01A", _("Compromiso aceptado desde el correo"), _("Abrir el compromiso"), pasos=CUMPLIR),
    Kind("T01C", _("Copia de un compromiso"), _("Leerlo")),
    Kind("T01R", _("Compromiso en otras manos"), _("Ver quién lo tiene")),
    Kind("T01S", _("Compromiso suspendido o reanudado"), _("Abrir el compromiso")),
    Kind("T02O", _("Compromiso objetado"), _("Reasignarlo")),
    Kind(
        "T01E",
        _("Enlace de un encargo"),
        _("Abrir mi encargo"),
        POR_ENCARGO,
        obligatoria=True,
        urgente=True,
        a_personas=False,
    ),
    Kind("T11", _("Correo que no llegó a quien responde"), _("Abrir el compromiso")),
    Kind("T01M", _("Fecha cambiada"), _("Ver la fecha nueva")),
    Kind("T02", _("Compromiso sin aceptar"), _("Abrir el compromiso"), pasos=CUMPLIR),
    Kind("T03", _("Compromiso por vencer"), _("Reportar lo hecho"), pasos=CUMPLIR),
    Kind("T04", _("Compromiso atrasado"), _("Ver qué falta"), pasos=CUMPLIR),
    Kind("T05", _("Informe periódico"), _("Informar del avance"), pasos=("informar",)),
    Kind("T05R", _("Informe recibido"), _("Leer el informe")),
    Kind("T06D", _("Sin tareas abiertas"), _("Reportar lo hecho"), pasos=CUMPLIR),
    Kind("T06", _("Compromiso por verificar"), _("Verificar el cumplimiento"), pasos=VERIFICAR),
    Kind("T06P", _("Compromiso cumplido en parte"), _("Ver qué quedó sin hacer")),
    Kind(
        "T07",
        _("Compromiso devuelto, reabierto o reiterado"),
        _("Abrir el compromiso"),
        pasos=CUMPLIR,
    ),
    Kind("T08", _("Prórroga pedida"), _("Responder la prórroga"), pasos=("resolver_prorroga",)),
    Kind("T08R", _("Prórroga resuelta"), _("Ver la fecha"), pasos=CUMPLIR),
    Kind("T09", _("Fecha movida demasiadas veces"), _("Ver cómo se movió")),
    Kind("T10", _("Compromiso público por vencer o vencido"), _("Ver cómo va"), POR_FUNCION),
    Kind("M00", _("Paso de una meta"), _("Abrir la meta")),
    Kind("M02A", _("Meta intermedia asignada"), _("Ver qué se entrega")),
    Kind("M02M", _("Fecha cambiada"), _("Ver la fecha nueva")),
    Kind("M02", _("Meta intermedia por vencer"), _("Reportar el avance")),
    Kind("M03", _("Meta intermedia atrasada"), _("Ver la meta intermedia")),
    Kind("M06", _("Meta intermedia por validar"), _("Validar lo reportado")),
    Kind("M06R", _("Meta intermedia resuelta"), _("Ver la meta intermedia")),
    Kind("C01", _("Oportunidad de comunicar"), _("Escribir pieza"), POR_FUNCION),
    Kind("C02", _("Pieza por aprobar"), _("Revisar y aprobar"), POR_FUNCION),
    Kind("C03", _("Pieza aprobada o devuelta"), _("Ver la pieza")),
    Kind("C03P", _("Pieza publicada"), _("Ver la pieza")),
    Kind(
        "C05",
        _("Publicación con problemas"),
        _("Ver qué pasó"),
        POR_FUNCION,
        obligatoria=True,
        porque=PORQUE_SALE,
        urgente=True,
    ),
    Kind(
        "C06",
        _("Conexión de un canal"),
        _("Revisar los canales"),
        POR_FUNCION,
        obligatoria=True,
        porque=PORQUE_SALE,
        urgente=True,
    ),
    Kind(
        "X01",
        _("Lo mencionaron en un comentario"),
        _("Leer el comentario"),
        POR_MENCION,
        personal=True,
    ),
    Kind("X01S", _("Novedad de lo que sigue"), _("Ver qué cambió"), POR_SEGUIR, personal=True),
    Kind("X02", _("Fecha recalculada"), _("Ver la fecha nueva")),
    Kind("X02C", _("Fechas recalculadas"), _("Abrir Mi día"), POR_FUNCION),
    Kind(
        "respuesta",
        _("Respuesta al solicitante"),
        "",
        POR_ESCRIBIR,
        obligatoria=True,
        a_personas=False,
        boton_afuera=CONSULTAR,
    ),
    Kind(
        "invitacion",
        _("Cuenta nueva"),
        _("Crear mi contraseña"),
        _("Recibe este correo porque la administración del municipio creó una cuenta para usted."),
        obligatoria=True,
        urgente=True,
        campana=False,
    ),
    Kind(
        "equipo",
        _("Entrada desde otro equipo"),
        _("Ver mis sesiones"),
        POR_SU_CUENTA,
        obligatoria=True,
        urgente=True,
    ),
    Kind(
        "acceso",
        _("Cambio en su cuenta"),
        _("Ver mis sesiones"),
        POR_SU_CUENTA,
        obligatoria=True,
        urgente=True,
    ),
    Kind("X04", _("Lectura reservada"), _("Ver quién lo leyó"), POR_FUNCION, obligatoria=True),
    Kind(
        "suplencia",
        _("Suplencia"),
        _("Ver las suplencias"),
        _("Recibe este aviso porque suple a alguien o alguien le suple."),
        obligatoria=True,
    ),
    Kind(
        "clave",
        _("Clave de la API"),
        _("Ver mis claves"),
        _("Recibe este aviso porque una clave actúa en su nombre."),
        obligatoria=True,
        urgente=True,
    ),
    Kind(
        "ataque",
        _("Intentos rechazados"),
        _("Ver de dónde vienen"),
        POR_FUNCION,
        obligatoria=True,
        urgente=True,
    ),
    Kind(
        "titular",
        _("Otra persona es titular"),
        _("Abrir Mi día"),
        _("Recibe este aviso porque es titular."),
        obligatoria=True,
    ),
    Kind("descarga", _("Descarga preparada"), _("Ver la descarga"), POR_PEDIR, obligatoria=True),
    Kind("importacion", _("Importación"), _("Ver la importación"), POR_PEDIR, obligatoria=True),
    Kind(
        "direccion",
        _("Correo de su cuenta"),
        _("Abrir Mi día"),
        _("Recibe este correo porque con esta dirección se entraba a una cuenta del municipio."),
        obligatoria=True,
        urgente=True,
        a_direccion=True,
    ),
    Kind(
        "resumen",
        _("Resumen diario"),
        _("Abrir Mi día"),
        _("Recibe un resumen en lugar de un correo por cada uno de estos avisos."),
        campana=False,
    ),
)

KINDS = {kind.codigo: kind for kind in ALL}
URGENT = tuple(kind.codigo for kind in ALL if kind.urgente)
PERSONAL = tuple(kind.codigo for kind in ALL if kind.personal)
MANDATORY = tuple(kind.codigo for kind in ALL if kind.obligatoria)
WITHOUT_BELL = tuple(kind.codigo for kind in ALL if not kind.campana)


def get(codigo: str) -> Kind:
    """The kind that an action names; raises KeyError for one nobody declared."""
    return KINDS[codigo]


def find(codigo: str) -> Kind:
    """The kind of a stored notice; an administrator's rule may have a code of its own."""
    return KINDS.get(codigo) or Kind(codigo, _("Aviso"), _("Abrir"), plantilla="otro")
