"""Screens of solicitudes: inbox, file, capture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import access
from core.impresos.hoja import ImpresionFallida
from core.models import Actor, Usuario
from core.transitions import NotAllowed
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.components import formularios
from webui.components.formas import Dato, Enlace
from webui.guardar import Tambien, guardar
from webui.listas import Vacia
from webui.pantallas import Acto, Pantalla, registrar
from webui.solicitudes import miradas
from webui.solicitudes.celdas import celdas
from webui.solicitudes.forms import (
    BandejaFiltro,
    CapturaForm,
    EditarForm,
    ParecidasForm,
    SolicitudesFiltro,
    SolicitudForm,
)
from webui.solicitudes.forms_pasos import PASOS, CerrarForm, DerivarForm
from webui.solicitudes.quien import Nuevo, sugeridos
from webui.tandas import views as tandas
from webui.tandas.elegibles import Casos
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.solicitudes import actions, queries
from workflows.solicitudes.queries import PEDIBLES, Carta, Solicitud


def datos(solicitud: Solicitud) -> list[Dato]:
    """The facts of its page; what was left empty is left out."""
    solicitante = reverse("actores:uno", args=[solicitud.solicitante_id])
    lineas = [
        Dato(_("Quién pide"), solicitud.solicitante, solicitante),
        Dato(_("En nombre de"), solicitud.representa_a),
        Dato(_("Tipo"), solicitud.tipo),
        Dato(_("Cómo llegó"), solicitud.get_canal_display()),
        Dato(_("Recibida el"), solicitud.fecha_recepcion),
        Dato(_("Evento"), _evento(solicitud)),
        *lo_que_pide_su_tipo(solicitud),
        Dato(_("Responde"), solicitud.responsable),
        Dato(_("Prioridad"), solicitud.get_prioridad_display()),
        Dato(_("Derivada a"), solicitud.derivada_a, _actor_url(solicitud.institucion_id)),
        Dato(_("Delegada en"), solicitud.delegada_en, _actor_url(solicitud.delegado_actor_id)),
        Dato(_("Decisión"), solicitud.get_decision_display()),
        Dato(_("Se revisa el"), solicitud.aplazada_hasta),
        Dato(_("Programada para"), _programada(solicitud)),
        Dato(_("Unida a"), *_principal(solicitud)),
        Dato(_("Reserva"), solicitud.get_nivel_reserva_display()),
    ]
    return [linea for linea in lineas if linea.valor]


def registrar_una(user: Usuario, _caso: None, datos: dict[str, Any]) -> Solicitud:
    """Take a request in."""
    return actions.registrar(actor=user, **datos)


def editar_una(user: Usuario, solicitud: Solicitud, datos: dict[str, Any]) -> Solicitud:
    """Mend what was captured."""
    return actions.editar(
        solicitud_id=solicitud.pk,
        actor=user,
        version=datos.pop("version"),
        temas=datos.pop("temas"),
        lugares=datos.pop("lugares"),
        cambios=datos,
    )


ALTA = Acto(gettext_lazy("Registrar solicitud"), "registrar", SolicitudForm, registrar_una)
EDICION = Acto(gettext_lazy("Editar"), "editar", EditarForm, editar_una)
PANTALLA = registrar(
    Pantalla(
        modelo=Solicitud,
        nombre="solicitudes",
        titulo=gettext_lazy("Solicitudes"),
        icono="inbox",
        id_de="solicitud_id",
        traer=queries.una,
        luz=queries.luz,
        datos=datos,
        pasos=PASOS,
        adjuntar=actions.adjuntar,
        lista=queries.bandeja,
        filtro=SolicitudesFiltro,
        alta=ALTA,
        edicion=EDICION,
        relojes=queries.RELOJES,
        termino=queries.contestada_en,
        tonos={
            "registrada": "cuidado",
            "requiere_informacion": "cuidado",
            "en_decision": "cuidado",
            "aceptada": "activo",
            "delegada": "activo",
            "programada": "activo",
            "derivada": "activo",
            "atendida": "activo",
            "cerrada": "bien",
            "rechazada": "mal",
        },
    )
)
LISTA = "solicitudes:lista"
UNIDAS = 50  # shown on the page of the one that answers them
# The button that saves and leads to an empty form.
OTRA = "otra"
guardadas.registrar(LISTA, PANTALLA.titulo, BandejaFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What came in, in one of three looks: by what it needs, by where it stands, or as a list."""
    user = quien(request)
    filtros = BandejaFiltro(request.GET)
    filtros.is_valid()
    vista = miradas.elegida(request, filtros.cleaned_data.get("ver", ""))
    if vista == miradas.LISTA:
        return _en_lista(request, user, filtros)
    return miradas.mostrar(request, vista, filtros, _comun(request, user, filtros, vista))


def _en_lista(request: HttpRequest, user: Usuario, filtros: BandejaFiltro) -> HttpResponse:
    found = queries.bandeja(user, filtros.leer(), listas.orden(request))
    page = listas.pagina(request, found)
    relojes = objeto.relojes_de(page)
    for solicitud in page:
        solicitud.celdas = celdas(solicitud, relojes.get(solicitud.pk, ()))
    context = _comun(request, user, filtros, miradas.LISTA)
    context |= {"page": page, "vistas": _vistas(request, user)}
    context |= tandas.barra(request, Casos(PANTALLA), page)
    return render(request, "solicitudes/lista.html", context)


def _comun(
    request: HttpRequest, user: Usuario, filtros: BandejaFiltro, vista: str
) -> dict[str, Any]:
    """What all three looks have around them."""
    return {
        "titulo": PANTALLA.titulo,
        "filtro": filtros,
        "miradas": miradas.enlaces(request, vista),
        "nuevo_url": _nueva_url(user),
        "nuevo": _("Registrar solicitud"),
        "vacia": _vacia(filtros, user),
        **vistas.barra(request, LISTA),
    }


@require_safe
def uno(request: HttpRequest, codigo: str) -> HttpResponse:
    """The file of one solicitud."""
    solicitud = pasos.obtener(PANTALLA, request, codigo)
    editable = access.can(quien(request), "editar", solicitud)
    context = objeto.contexto(request, PANTALLA, solicitud) | {
        "editar_url": reverse("solicitudes:editar", args=[codigo]) if editable else "",
        "encargos": queries.encargos(quien(request), solicitud),
        "atraso": queries.atraso(solicitud),
        "unidas": queries.unidas(quien(request), solicitud)[:UNIDAS],
        "reabiertos": queries.reabiertos(solicitud),
        "cartas": queries.las_cartas(solicitud),
        "relojes_que_tuvo": objeto.terminados_de(solicitud),
        "da_pin": access.can(quien(request), "dar_pin", solicitud),
        "reimprime": access.can(quien(request), "imprimir_carta", solicitud),
    }
    return objeto.mostrar(request, "solicitudes/uno.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Register one; warns of open ones that look the same."""
    user = quien(request)
    if access.can(user, ALTA.verbo, Solicitud) is None:
        raise PermissionDenied
    form = CapturaForm(
        request.POST if request.method == "POST" else None, initial=_como_la_anterior(request)
    )

    def hacer(datos: dict[str, Any]) -> str:
        solicitud = capturar(user, datos)
        if OTRA not in request.POST:
            return PANTALLA.url(solicitud.codigo)
        lo_mismo = {"tipo": solicitud.tipo_id, "canal": solicitud.canal}
        return f"{request.path}?{urlencode(lo_mismo)}"

    otra = Tambien(OTRA, _("Guardar y otra"))
    return _formulario(request, form, str(ALTA.titulo), PANTALLA.url_lista(), hacer, otra)


def capturar(user: Usuario, datos: dict[str, Any]) -> Solicitud:
    """Take in what was typed at the counter; who asks is written down if nobody knows her."""
    quien, _owned = datos.pop("solicitante"), datos.pop("es_nuevo")
    contacto = {"email": datos.pop("correo"), "telefono": datos.pop("telefono")}
    if not isinstance(quien, Nuevo):
        return actions.registrar(actor=user, solicitante=quien, **datos)
    return actions.registrar_de_alguien_nuevo(
        actor=user, quien={"nombre": quien.nombre, **contacto}, **datos
    )


def _como_la_anterior(request: HttpRequest) -> dict[str, Any]:
    """Of the next one, its type and how it came are those of the last; else the first type."""
    primero = queries.tipos().first()
    pedido = {campo: request.GET[campo] for campo in ("tipo", "canal") if campo in request.GET}
    return {"tipo": primero and primero.pk, **pedido}


@require_safe
def quienes(request: HttpRequest) -> HttpResponse:
    """The actores whose name is being typed, for the list beside the field."""
    if access.can(quien(request), ALTA.verbo, Solicitud) is None:
        raise PermissionDenied
    texto = request.GET.get("solicitante", "").replace("\0", "")[:160]
    return render(request, "solicitudes/quienes.html", {"quienes": sugeridos(texto)})


@require_POST
def campos(request: HttpRequest) -> HttpResponse:
    """What the chosen type asks for, with what is written there already."""
    if access.can(quien(request), ALTA.verbo, Solicitud) is None:
        raise PermissionDenied
    form = SolicitudForm(initial=request.POST.dict())
    propios = formularios.repartir(form).aparte
    return render(request, "componentes/aparte.html", {"campos": propios})


@require_safe
def preparada(request: HttpRequest, codigo: str) -> HttpResponse:
    """The text of a prepared answer, in the place where it is written."""
    solicitud = pasos.obtener(PANTALLA, request, codigo)
    form = CerrarForm(caso=solicitud, user=quien(request))
    elegida = request.GET.get("preparada", "")
    if "preparada" in form.fields and elegida.isdecimal():
        plantilla = get_object_or_404(queries.preparadas(solicitud), pk=elegida)
        form.initial["respuesta"] = queries.preparada(plantilla, solicitud)
    return HttpResponse(str(form["respuesta"]))


@require_http_methods(["GET", "HEAD", "POST"])
def carta(request: HttpRequest, codigo: str, clase: str = Carta.Clase.RESPUESTA) -> HttpResponse:
    """The answer as a letter, or the news of its being handed on; sent, it is printed again.

    Whoever asks before the worker has printed it has it printed.
    """
    solicitud = pasos.obtener(PANTALLA, request, codigo)
    cual = {"solicitud_id": solicitud.pk, "clase": clase}
    try:
        if request.method != "POST":
            return redirect("adjunto", actions.imprimir_carta(**cual).pk)
        actions.reimprimir_carta(actor=quien(request), **cual)
        messages.success(request, _("La carta ya está impresa."))
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    except ImpresionFallida:
        messages.error(request, _("La carta no se pudo imprimir. Avise a quien administra."))
    return redirect(PANTALLA.url(codigo))


@require_POST
def previa(request: HttpRequest, codigo: str, clase: str = Carta.Clase.RESPUESTA) -> HttpResponse:
    """What the letter would look like with what is typed now; nothing is kept."""
    user = quien(request)
    solicitud = pasos.obtener(PANTALLA, request, codigo)
    verbo = "derivar" if clase == Carta.Clase.TRASLADO else "cerrar"
    if access.can(user, verbo, solicitud) is None:
        raise PermissionDenied
    escrito = request.POST.get("respuesta", "")
    if verbo == "derivar":
        escrito = DerivarForm(request.POST, caso=solicitud, user=user).aviso_escrito()
    try:
        papel = queries.carta_de_prueba(solicitud, escrito, firma=user, clase=clase)
    except ImpresionFallida:
        return HttpResponse(_("La carta no se pudo imprimir."), status=503)
    return HttpResponse(papel, content_type="application/pdf")


@require_safe
def parecidas(request: HttpRequest) -> HttpResponse:
    """Open ones that may be the same, while somebody types (S11)."""
    form = ParecidasForm(request.GET)
    form.is_valid()
    asunto, actor = (form.cleaned_data.get(campo) for campo in ("titulo", "solicitante"))
    actor = actor if isinstance(actor, Actor) else None
    found = []
    if asunto or actor:
        found = queries.duplicadas(quien(request), asunto=asunto or "", actor=actor)
    return render(request, "solicitudes/parecidas.html", {"parecidas": found})


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Mend what was captured, until it is put to decision."""
    user = quien(request)
    solicitud = pasos.obtener(PANTALLA, request, codigo)
    if access.can(user, EDICION.verbo, solicitud) is None:
        raise PermissionDenied
    form = EditarForm(request.POST if request.method == "POST" else None, caso=solicitud)

    def hacer(datos: dict[str, Any]) -> str:
        return PANTALLA.url(EDICION.hacer(user, solicitud, datos).codigo)

    return _formulario(request, form, solicitud.titulo, PANTALLA.url(codigo), hacer)


def _formulario(
    request: HttpRequest,
    form: Form,
    titulo: str,
    volver: str,
    hacer: Callable[[dict[str, Any]], str],
    tambien: Tambien | None = None,
) -> HttpResponse:
    return guardar(
        request,
        form,
        titulo=titulo,
        migas=[Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()), Enlace(titulo)],
        volver=volver,
        hacer=hacer,
        plantilla="solicitudes/formulario.html",
        tambien=tambien,
    )


def _vistas(request: HttpRequest, user: Usuario) -> list[Enlace]:
    """The trays people think in, each with how many are in it."""
    cuentas = queries.cuentas(user)
    estado = request.GET.get("estado", "")
    bandejas = [
        ("", _("Todas"), 0),
        ("registrada", _("Por analizar"), cuentas["por_analizar"]),
        ("en_analisis", _("En análisis"), cuentas["en_analisis"]),
        ("requiere_informacion", _("Falta información"), cuentas["requieren_informacion"]),
        ("en_decision", _("Por decidir"), cuentas["por_decidir"]),
        ("aplazada", _("Aplazadas"), cuentas["aplazadas"]),
        ("por_hacer", _("Por hacer"), cuentas["aceptadas"]),
        ("programada", _("Programadas"), cuentas["programadas"]),
        ("derivada", _("Derivadas"), cuentas["derivadas"]),
        ("por_responder", _("Por responder"), cuentas["por_responder"]),
    ]
    return [
        Enlace(
            label,
            f"?estado={code}" if code else "?ver=lista",
            count=cuantas,
            current=estado == code,
        )
        for code, label, cuantas in bandejas
    ]


def _nueva_url(user: Usuario) -> str:
    return reverse("solicitudes:nueva") if access.can(user, ALTA.verbo, Solicitud) else ""


def _vacia(filtros: BandejaFiltro, user: Usuario) -> Vacia:
    if filtros.activo():
        return Vacia("search", _("Nada con esos filtros"), _("Quite alguno para ver más."))
    texto = _("Aquí llega lo que la gente pide: audiencias, invitaciones, peticiones.")
    url = _nueva_url(user)
    boton = _("Registrar la primera") if url else ""
    return Vacia("inbox", _("Bandeja vacía"), texto, boton, url)


def _actor_url(pk: int | None) -> str:
    return reverse("actores:uno", args=[pk]) if pk else ""


def _evento(solicitud: Solicitud) -> str:
    return _cuando_y_donde(solicitud.fecha_evento, solicitud.hora_evento, solicitud.lugar_texto)


def _programada(solicitud: Solicitud) -> str:
    return _cuando_y_donde(
        solicitud.programada_para, solicitud.programada_hora, solicitud.programada_lugar
    )


def _cuando_y_donde(dia: date | None, hora: time | None, donde: str) -> str:
    """What is known of them, in one line."""
    partes = (f"{dia:%d/%m/%Y}" if dia else "", f"{hora:%H:%M}" if hora else "", donde)
    return ", ".join(filter(None, partes))


def lo_que_pide_su_tipo(solicitud: Solicitud) -> list[Dato]:
    """What was answered to what only some types ask for; when and where stand together."""
    juntos = {"fecha_evento", "hora_evento", "lugar_texto"}
    return [
        Dato(str(nombre), getattr(solicitud, campo))
        for campo, nombre in PEDIBLES.items()
        if campo not in juntos
    ]


def _principal(solicitud: Solicitud) -> tuple[str, str]:
    """The one that is answered in its place, and its page."""
    principal = solicitud.principal
    return (principal.codigo, PANTALLA.url(principal.codigo)) if principal else ("", "")
