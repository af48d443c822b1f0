"""Screens of compromisos and tareas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core import access, clock
from core.models import Expediente, Usuario
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.components.formas import Dato, Enlace
from webui.compromisos.forms import (
    PASOS,
    CompromisoAltaForm,
    CompromisoForm,
    CompromisosFiltro,
    EditarForm,
)
from webui.guardar import Tambien, guardar
from webui.listas import Vacia
from webui.pantallas import Acto, Pantalla, registrar
from webui.tandas import views as tandas
from webui.tandas.elegibles import Casos
from webui.vistas import guardadas
from webui.vistas import views as vistas
from workflows.compromisos import actions, queries
from workflows.compromisos.queries import Compromiso


def datos(compromiso: Compromiso) -> list[Dato]:
    """The facts of its page."""
    original = compromiso.fecha_compromiso_original
    movido = not compromiso.es_borrador and original != compromiso.fecha_vigente
    return [
        Dato(_("A quién"), compromiso.a_quien or "—", _actor_url(compromiso)),
        Dato(_("Para cuándo"), compromiso.fecha_vigente),
        *([Dato(_("Fecha original"), original)] if movido else []),
        Dato(_("Responsable"), _con_area(compromiso.responsable)),
        Dato(_("Monitor"), compromiso.monitor or "—"),
        Dato(_("Programado por"), compromiso.programador),
        Dato(_("Prioridad"), compromiso.get_prioridad_display()),
        Dato(_("Origen"), compromiso.get_origen_display()),
        Dato(_("Reserva"), compromiso.get_nivel_reserva_display()),
        Dato(_("Se muestra en el portal"), _("Sí") if compromiso.publico else _("No")),
        Dato(_("Movido"), _veces(compromiso.reprogramaciones)),
        Dato(_("Reiterado"), _veces(compromiso.reiteraciones)),
        *([] if compromiso.lugares.exists() else [Dato(_("Lugar"), _("Sin lugar"))]),
    ]


def crear_uno(user: Usuario, _caso: None, datos: dict[str, Any]) -> Compromiso:
    """Make one, as a draft or sent at once, maybe born of a meta."""
    origen = _origen(user, datos.pop("origen"))
    return actions.crear(
        actor=user,
        enviado=not datos.pop("borrador"),
        origen_id=origen.pk if origen else None,
        **datos,
    )


def como_su_origen(user: Usuario, pedido: Mapping[str, Any]) -> dict[str, Any]:
    """For today, and about the same things as what it is born of."""
    origen = _origen(user, str(pedido.get("origen") or ""))
    return {"fecha": clock.today()} | (_heredado(origen) if origen else {})


def editar_uno(user: Usuario, compromiso: Compromiso, datos: dict[str, Any]) -> Compromiso:
    """Correct what it says."""
    cruces = {name: datos.pop(name) for name in ("actores", "temas", "lugares")}
    return actions.editar(
        compromiso_id=compromiso.pk,
        actor=user,
        version=datos.pop("version"),
        cambios=datos,
        **cruces,
    )


ALTA = Acto(
    gettext_lazy("Nuevo compromiso o tarea"),
    "crear",
    CompromisoAltaForm,
    crear_uno,
    como_su_origen,
)
EDICION = Acto(gettext_lazy("Editar"), "editar", EditarForm, editar_uno)
PANTALLA = registrar(
    Pantalla(
        modelo=Compromiso,
        nombre="compromisos",
        titulo=gettext_lazy("Compromisos"),
        icono="checkbox",
        id_de="compromiso_id",
        traer=queries.uno,
        luz=queries.luz,
        datos=datos,
        pasos=PASOS,
        adjuntar=actions.adjuntar,
        lista=queries.lista,
        filtro=CompromisosFiltro,
        alta=ALTA,
        edicion=EDICION,
        leidos={"fecha": "fecha_vigente"},
        tonos={
            "por_verificar": "cuidado",
            "en_gestion": "activo",
            "cumplida": "bien",
            "cumplida_parcial": "cuidado",
            "cancelada": "",
        },
    )
)
LISTA = "compromisos:lista"
guardadas.registrar(LISTA, PANTALLA.titulo, CompromisosFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What one may see, narrowed and sorted by the address."""
    user = quien(request)
    filtros = CompromisosFiltro(request.GET)
    casos = queries.lista(user, filtros.leer(), listas.orden(request))
    page = listas.pagina(request, casos)
    for caso in page:
        caso.semaforo = queries.luz(caso)
    context = {
        "titulo": PANTALLA.titulo,
        "filtro": filtros,
        "page": page,
        "nuevo_url": reverse("compromisos:nuevo") if access.can(user, "crear", Compromiso) else "",
        "nuevo": _("Nuevo compromiso"),
        "vacia": _vacia(filtros, user),
    }
    context |= tandas.barra(request, Casos(PANTALLA), page) | vistas.barra(request, LISTA)
    return render(request, "compromisos/lista.html", context)


@require_safe
def uno(request: HttpRequest, codigo: str) -> HttpResponse:
    """The page of one compromiso."""
    caso = pasos.obtener(PANTALLA, request, codigo)
    editable = access.can(quien(request), "editar", caso)
    context = objeto.contexto(request, PANTALLA, caso) | {
        "editar_url": reverse("compromisos:editar", args=[codigo]) if editable else "",
    }
    return objeto.mostrar(request, "compromisos/uno.html", context)


@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    """Make one, as a draft or sent at once, maybe born of a meta (`?origen=MET-2026-00003`)."""
    user = quien(request)
    if access.can(user, ALTA.verbo, Compromiso) is None:
        raise PermissionDenied
    origen = _origen(user, request.GET.get("origen", ""))
    form = CompromisoForm(
        request.POST if request.method == "POST" else None,
        initial=ALTA.inicial(user, request.GET),
    )

    borrador = "borrador" in request.POST

    def hacer(datos: dict[str, Any]) -> str:
        datos["borrador"] = borrador
        datos["origen"] = origen.codigo if origen else ""
        return PANTALLA.url(ALTA.hacer(user, None, datos).codigo)

    return guardar(
        request,
        form,
        titulo=str(ALTA.titulo),
        entrada=_("Nace de %(codigo)s") % {"codigo": origen} if origen else "",
        migas=[Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()), Enlace(_("Nuevo"))],
        volver=reverse("expediente", args=[origen.codigo]) if origen else PANTALLA.url_lista(),
        hacer=hacer,
        enviar=_("Enviar al responsable"),
        tambien=Tambien("borrador", _("Guardar como borrador")),
        hecho=_("Guardado como borrador: todavía no lo sabe nadie.") if borrador else _("Creado."),
    )


@require_http_methods(["GET", "POST"])
def editar(request: HttpRequest, codigo: str) -> HttpResponse:
    """Correct what it says, while it is open."""
    user = quien(request)
    compromiso = pasos.obtener(PANTALLA, request, codigo)
    if access.can(user, EDICION.verbo, compromiso) is None:
        raise PermissionDenied
    form = EditarForm(request.POST if request.method == "POST" else None, caso=compromiso)

    def hacer(datos: dict[str, Any]) -> str:
        return PANTALLA.url(EDICION.hacer(user, compromiso, datos).codigo)

    return guardar(
        request,
        form,
        titulo=compromiso.titulo,
        migas=[
            Enlace(str(PANTALLA.titulo), PANTALLA.url_lista()),
            Enlace(codigo, PANTALLA.url(codigo)),
            Enlace(_("Editar")),
        ],
        volver=PANTALLA.url(codigo),
        hacer=hacer,
    )


def _origen(user: Usuario, codigo: str) -> Expediente | None:
    """The meta, or part of one, that it is born of; 404 if one may not see it."""
    if not codigo:
        return None
    posibles = Expediente.objects.filter(clase__in=("meta", "meta_intermedia"))
    found = access.scope(posibles, user).filter(codigo=codigo).first()
    if found is None:
        raise Http404
    return found


def _heredado(origen: Expediente) -> dict[str, Any]:
    """It is about the same things, and no less reserved, until somebody says otherwise."""
    return {
        "actores": origen.actores.all(),
        "temas": origen.temas.all(),
        "lugares": origen.lugares.all(),
        "nivel_reserva": origen.nivel_reserva,
    }


def _vacia(filtros: CompromisosFiltro, user: Usuario) -> Vacia:
    if filtros.activo():
        return Vacia("search", _("Nada con esos filtros"), _("Quite alguno para ver más."))
    texto = _("Aquí verá lo que se prometió, a quién y para cuándo.")
    if access.can(user, "crear", Compromiso):
        url = reverse("compromisos:nuevo")
        return Vacia(
            "checkbox", _("Todavía no hay compromisos"), texto, _("Anotar el primero"), url
        )
    return Vacia("checkbox", _("Todavía no hay compromisos"), texto)


def _actor_url(compromiso: Compromiso) -> str:
    if compromiso.a_quien_id is None:
        return ""
    return reverse("actores:uno", args=[compromiso.a_quien_id])


def _con_area(usuario: Usuario) -> str:
    return f"{usuario}, {usuario.area}" if usuario.area else str(usuario)


def _veces(numero: int) -> str:
    return _("%(n)d veces") % {"n": numero} if numero != 1 else _("1 vez")
