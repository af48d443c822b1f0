"""Screens of the piezas: list, file, editor with its live counts, what each channel will show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from channels.models import Publicacion
from channels.registry import WEB
from core import access, clock
from core.models import Expediente, Usuario
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.components import fechas
from webui.components.formas import Dato, Enlace
from webui.comunicacion.forms import PASOS, OrigenForm, PiezaAltaForm, PiezaForm, PiezasFiltro
from webui.comunicacion.problemas import problemas
from webui.guardar import guardar
from webui.listas import Vacia
from webui.pantallas import Acto, Pantalla, registrar
from webui.tandas import views as tandas
from webui.tandas.elegibles import Casos
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.comunicacion import actions, queries
from workflows.comunicacion.queries import Pieza

TEXTOS = ("titulo", "entradilla", "cuerpo", "texto_facebook", "texto_x")


def datos(pieza: Pieza) -> list[Dato]:
    """The facts of its page."""
    lineas = [
        Dato(_("Escrita por"), pieza.creado_por),
        Dato(_("Editada por"), pieza.editada_por),
        Dato(_("Sale"), _cuando(pieza)),
        Dato(_("Enlace"), f"/p/{pieza.token}", f"/p/{pieza.token}" if _en_portal(pieza) else ""),
        Dato(_("Reserva"), pieza.get_nivel_reserva_display()),
    ]
    return [linea for linea in lineas if linea.valor]


def _en_portal(pieza: Pieza) -> bool:
    """Something stands at its permalink: the piece, or the note in its place."""
    estados = {Publicacion.Estado.PUBLICADA, Publicacion.Estado.RETIRADA}
    return any(una.canal == WEB and una.estado in estados for una in pieza.publicaciones.all())


def crear_una(user: Usuario, _caso: None, campos: dict[str, Any]) -> Pieza:
    """Write one, maybe about something that happened."""
    origen = _origen(user, campos.pop("origen"))
    return actions.crear(actor=user, origen_id=origen.pk if origen else None, **campos)


def como_su_origen(user: Usuario, pedido: Mapping[str, Any]) -> dict[str, Any]:
    """With the title of what it tells about."""
    origen = _origen(user, str(pedido.get("origen") or ""))
    return {"titulo": origen.titulo} if origen else {}


ALTA = Acto(gettext_lazy("Nueva pieza"), "crear", PiezaAltaForm, crear_una, como_su_origen)
PANTALLA = registrar(
    Pantalla(
        modelo=Pieza,
        nombre="piezas",
        titulo=gettext_lazy("Piezas"),
        icono="edit",
        id_de="pieza_id",
        traer=queries.una,
        luz=queries.luz,
        datos=datos,
        pasos=PASOS,
        adjuntar=actions.adjuntar,
        lista=queries.lista,
        filtro=PiezasFiltro,
        alta=ALTA,
        tonos={
            "en_revision": "cuidado",
            "aprobada": "bien",
            "devuelta": "mal",
        },
        problemas=problemas,
    )
)
LISTA = "piezas:lista"
guardadas.registrar(LISTA, PANTALLA.titulo, PiezasFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What the press is writing, and what became of it."""
    user = quien(request)
    filtros = PiezasFiltro(request.GET)
    url = reverse("piezas:nueva") if access.can(user, "crear", Pieza) else ""
    page = listas.pagina(request, queries.lista(user, filtros.leer(), listas.orden(request)))
    for pieza in page:
        pieza.semaforo = queries.luz(pieza)
    context = {
        "titulo": PANTALLA.titulo,
        "filtro": filtros,
        "page": page,
        "nuevo_url": url,
        "nuevo": _("Nueva pieza"),
        "vacia": _vacia(filtros, url),
    }
    context |= tandas.barra(request, Casos(PANTALLA), page) | vistas.barra(request, LISTA)
    return render(request, "piezas/lista.html", context)


@require_safe
def una(request: HttpRequest, codigo: str) -> HttpResponse:
    """One piece: as each channel shows it, and what became of each publication."""
    pieza = pasos.obtener(PANTALLA, request, codigo)
    user = quien(request)
    publicaciones = list(queries.publicaciones(user, queries.FiltroPublicaciones(pieza=codigo)))
    for publicacion in publicaciones:
        publicacion.se_reintenta = queries.se_reintenta(publicacion)  # type: ignore[attr-defined]
        publicacion.que_paso = queries.que_paso(publicacion)  # type: ignore[attr-defined]
    context = objeto.contexto(request, PANTALLA, pieza) | {
        "vistas": queries.vista_previa(pieza),
        "publicaciones": publicaciones,
        "opera": access.can(user, "reintentar", pieza),
        "decide": access.can(user, "decidir", pieza),
    }
    return objeto.mostrar(request, "piezas/una.html", context)


@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """Write one, maybe about something that happened (`?origen=MI-2026-00003`)."""
    user = quien(request)
    if access.can(user, ALTA.verbo, Pieza) is None:
        raise PermissionDenied
    origen = OrigenForm(request.GET).leer()
    inicial = ALTA.inicial(user, {"origen": origen})
    form = PiezaForm(request.POST or None, request.FILES or None, initial=inicial)

    def hacer(campos: dict[str, Any]) -> str:
        return PANTALLA.url(ALTA.hacer(user, None, campos | {"origen": origen}).codigo)

    return guardar(
        request,
        form,
        titulo=str(ALTA.titulo),
        migas=[Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()), Enlace(_("Nueva"))],
        volver=PANTALLA.url_lista(),
        hacer=hacer,
        enviar=_("Guardar borrador"),
        plantilla="piezas/editor.html",
    )


@require_POST
def medir(request: HttpRequest, codigo: str = "") -> HttpResponse:
    """Each channel's text, length and complaints for what is typed so far; saves nothing."""
    pieza = pasos.obtener(PANTALLA, request, codigo) if codigo else None
    if access.can(quien(request), "editar" if pieza else "crear", pieza or Pieza) is None:
        raise PermissionDenied
    cambios: dict[str, Any] = {name: request.POST.get(name, "") for name in (*TEXTOS, "imagen_alt")}
    cambios["canales"] = request.POST.getlist("canales")
    cambios["enlace_en_x"] = "enlace_en_x" in request.POST
    # Nothing is missing yet from what nobody began to write.
    empezada = any(cambios[name].strip() for name in TEXTOS)
    context = {"vistas": queries.medir(pieza, cambios) if empezada else []}
    return render(request, "piezas/vistas.html", context)


def _vacia(filtros: PiezasFiltro, nueva_url: str) -> Vacia:
    if filtros.activo():
        return Vacia("search", _("Nada con esos filtros"), _("Quite alguno para ver más."))
    texto = _("Aquí se escribe lo que se publica, una vez para todos los canales.")
    boton = _("Escribir la primera") if nueva_url else ""
    return Vacia("edit", _("Todavía no hay piezas"), texto, boton, nueva_url)


def _cuando(pieza: Pieza) -> str:
    if pieza.publicar_en is None:
        return _("al aprobarse")
    return fechas.exacta(clock.local(pieza.publicar_en))


def _origen(user: Usuario, codigo: str) -> Expediente | None:
    return access.scope(Expediente.objects.filter(codigo=codigo), user).first()
