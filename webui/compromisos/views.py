"""Screens of compromisos and tareas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import access, clock
from core.models import Expediente, Usuario
from core.transitions import NotAllowed
from webui import listas, objeto, pasos
from webui.acceso import quien
from webui.components.formas import Dato, Enlace
from webui.compromisos import afuera, en_el_portal
from webui.compromisos.celdas import celdas
from webui.compromisos.forms import CompromisoAltaForm, CompromisoForm, EditarForm
from webui.compromisos.forms_filtro import CompromisosFiltro
from webui.compromisos.forms_pasos import PASOS
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
        Dato(_("Tipo"), compromiso.get_tipo_display()),
        *_de_que_es_parte(compromiso),
        Dato(_("A quién"), compromiso.a_quien or "—", _actor_url(compromiso)),
        Dato(_("Para cuándo"), compromiso.fecha_vigente),
        *([Dato(_("Fecha original"), original)] if movido else []),
        Dato(_("Responsable"), _con_area(compromiso.responsable)),
        Dato(_("Monitor"), _monitor(compromiso)),
        Dato(_("Programado por"), compromiso.programador),
        *_nombres(_("Con copia a"), compromiso.quienes("copia")),
        *_nombres(_("Participantes"), compromiso.quienes("participante")),
        Dato(_("Avance"), f"{compromiso.avance} %"),
        *_informa(compromiso),
        Dato(_("Prioridad"), compromiso.get_prioridad_display()),
        Dato(_("Origen"), compromiso.get_origen_display()),
        Dato(_("Reserva"), compromiso.get_nivel_reserva_display()),
        Dato(_("Se muestra en el portal"), _("Sí") if compromiso.publico else _("No")),
        Dato(_("Movido"), _veces(compromiso.reprogramaciones)),
        Dato(_("Reiterado"), _veces(compromiso.reiteraciones)),
        *(
            [Dato(_("Reasignado"), _veces(compromiso.reasignaciones))]
            if compromiso.reasignaciones
            else []
        ),
        *([] if compromiso.lugares.exists() else [Dato(_("Lugar"), _("Sin lugar"))]),
    ]


def resumen(compromiso: Compromiso) -> list[Dato]:
    """What whoever acts from a mail needs to know."""
    pedida = compromiso.prorroga_para
    return [
        *([Dato(_("A quién"), compromiso.a_quien)] if compromiso.a_quien else []),
        Dato(_("Para cuándo"), compromiso.fecha_vigente),
        *([Dato(_("Prórroga pedida hasta"), pedida)] if pedida else []),
        Dato(_("Responsable"), compromiso.responsable),
        Dato(_("Programado por"), compromiso.programador),
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
    cruces = {name: datos.pop(name) for name in CRUCES}
    return actions.editar(
        compromiso_id=compromiso.pk,
        actor=user,
        version=datos.pop("version"),
        cambios=datos,
        **cruces,
    )


CRUCES = ("actores", "temas", "lugares", "copias", "participantes")
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
        resumen=resumen,
        pasos=PASOS,
        adjuntar=actions.adjuntar,
        lista=queries.lista,
        filtro=CompromisosFiltro,
        alta=ALTA,
        edicion=EDICION,
        leidos={"fecha": "fecha_vigente", "responsable": "de_la_casa"},
        tonos={
            "por_verificar": "cuidado",
            "en_gestion": "activo",
            "objetada": "cuidado",
            "suspendida": "",
            "borrada": "",
            "cumplida": "bien",
            "cumplida_parcial": "cuidado",
            "cancelada": "",
        },
    )
)
LISTA = "compromisos:lista"
EN_PAGINA = 25
guardadas.registrar(LISTA, PANTALLA.titulo, CompromisosFiltro)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """What one may see, narrowed and sorted by the address."""
    user = quien(request)
    filtros = CompromisosFiltro(request.GET)
    casos = queries.lista(user, filtros.leer(), listas.orden(request))
    page = listas.pagina(request, casos)
    for caso in page:
        caso.celdas = celdas(caso)
    context = {
        "titulo": PANTALLA.titulo,
        "filtro": filtros,
        "page": page,
        "nuevo_url": reverse("compromisos:nuevo") if access.can(user, "crear", Compromiso) else "",
        "nuevo": _("Nuevo compromiso"),
        "vacia": _vacia(filtros, user),
        "vistas": _vistas(request),
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
        **_partes(caso, quien(request)),
        **_informes(caso, quien(request)),
        **en_el_portal.enlaces(quien(request), caso),
        "externo": afuera.de(quien(request), caso),
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


@require_POST
def revisar(request: HttpRequest, codigo: str, pk: int) -> HttpResponse:
    """Say that one has read a report."""
    caso = pasos.obtener(PANTALLA, request, codigo)
    try:
        actions.revisar(compromiso_id=caso.pk, actor=quien(request), informe_id=pk)
        messages.success(request, _("Revisado."))
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    return redirect(f"{PANTALLA.url(codigo)}#informes")


def _vistas(request: HttpRequest) -> list[Enlace]:
    """The lists people think in; every one is among the filters, too."""
    cuales = request.GET.get("cuales", "")
    propias = [("", _("Todos")), *((name, una.titulo) for name, una in queries.LISTAS.items())]
    return [
        Enlace(str(titulo), f"?cuales={name}" if name else "?", current=cuales == name)
        for name, titulo in propias
    ]


def _partes(caso: Compromiso, user: Usuario) -> dict[str, Any]:
    """What is part of it, as far as one may see it, and where the rest is."""
    partes = list(queries.partes(caso, user)[: EN_PAGINA + 1])
    return {
        "partes": partes[:EN_PAGINA],
        "partes_url": f"{PANTALLA.url_lista()}?padre={caso.codigo}"
        if len(partes) > EN_PAGINA
        else "",
    }


def _informes(caso: Compromiso, user: Usuario) -> dict[str, Any]:
    """The last reports, and whether one may say that they were read."""
    return {
        "informes": list(queries.informes(caso)[:EN_PAGINA]),
        "revisa": access.can(user, "revisar", caso) is not None,
    }


def _de_que_es_parte(compromiso: Compromiso) -> list[Dato]:
    padre = compromiso.padre
    return [Dato(_("Es parte de"), padre.codigo, PANTALLA.url(padre.codigo))] if padre else []


def _nombres(etiqueta: str, personas: list[Usuario]) -> list[Dato]:
    return [Dato(etiqueta, ", ".join(map(str, personas)))] if personas else []


def _monitor(compromiso: Compromiso) -> str:
    if compromiso.monitor is None:
        return "—"
    if compromiso.monitor_verifica:
        return str(compromiso.monitor)
    return _("%(monitor)s, sin poder darlo por cumplido") % {"monitor": compromiso.monitor}


def _informa(compromiso: Compromiso) -> list[Dato]:
    if not compromiso.frecuencia:
        return []
    proximo = compromiso.proximo_informe
    return [
        Dato(_("Informa"), compromiso.get_frecuencia_display()),
        *([Dato(_("Próximo informe"), proximo)] if proximo else []),
    ]


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
    if usuario.es_externo:
        return _("%(nombre)s, de afuera") % {"nombre": usuario}
    return f"{usuario}, {usuario.area}" if usuario.area else str(usuario)


def _veces(numero: int) -> str:
    return _("%(n)d veces") % {"n": numero} if numero != 1 else _("1 vez")
