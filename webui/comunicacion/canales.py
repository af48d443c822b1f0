"""Screens of the accounts through which publications leave, and of the switch that stops them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from channels import registry
from channels.models import Cuenta
from channels.registry import Canal
from core import access
from core.models import Usuario
from core.transitions import NotAllowed
from webui.acceso import quien
from webui.components.formas import Enlace
from webui.comunicacion.forms_canales import (
    ConectarForm,
    DetenerForm,
    LlavesForm,
    OpcionesForm,
    PausarForm,
)
from webui.guardar import guardar
from workflows.comunicacion import actions, queries
from workflows.comunicacion.queries import Pieza


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    """The health of each account, and the switch that stops all posting."""
    user = quien(request)
    _exigir(user, "ver_cuentas")
    context = {
        "titulo": _("Canales"),
        "cuentas": queries.cuentas(user),
        "sin_conectar": queries.sin_conectar(user),
        "freno": queries.freno(),
        "puede_detener": access.can(user, "detener", Pieza),
        "puede_conectar": access.can(user, "conectar", Pieza),
        "detener": DetenerForm(),
        "conectables": [canal.clave for canal in registry.conectables()],
    }
    return render(request, "canales/lista.html", context)


@require_POST
def detener(request: HttpRequest) -> HttpResponse:
    """Stop all outgoing posts at once."""
    user = quien(request)
    _exigir(user, "detener")
    form = DetenerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Diga por qué se detiene, en pocas palabras."))
        return redirect("canales:lista")
    return _hacer(
        request,
        lambda: actions.detener(actor=user, **form.cleaned_data),
        _("Todo está detenido. Lo aprobado espera."),
    )


@require_POST
def reanudar(request: HttpRequest) -> HttpResponse:
    """Let posts leave again."""
    user = quien(request)
    _exigir(user, "reanudar")
    return _hacer(
        request, lambda: actions.reanudar(actor=user), _("Reanudado: sale lo que esperaba.")
    )


@require_http_methods(["GET", "POST"])
def conectar(request: HttpRequest, canal: str) -> HttpResponse:
    """The municipality's account at a channel that has none; the network is asked about it."""
    user = quien(request)
    _exigir(user, "conectar")
    nuevo = next((uno for uno in queries.sin_conectar(user) if uno.clave == canal), None)
    if nuevo is None:
        raise Http404
    form = ConectarForm(_enviado(request), canal=nuevo)

    def hacer(datos: dict[str, Any]) -> str:
        actions.conectar(
            canal=canal,
            actor=user,
            identificador=datos["identificador"],
            nombre=datos["nombre"],
            credenciales=form.credenciales(),
            opciones=form.opciones(),
        )
        return reverse("canales:lista")

    return _guardar(
        request,
        form,
        titulo=_("Conectar %(canal)s") % {"canal": nuevo.nombre},
        entrada=_copiar(nuevo),
        hacer=hacer,
        enviar=_("Comprobar y conectar"),
        hecho=_("Conectada: el canal aceptó las llaves."),
    )


@require_http_methods(["GET", "POST"])
def reconectar(request: HttpRequest, pk: int) -> HttpResponse:
    """New keys for an account, kept once the network says that they are good."""
    user = quien(request)
    cuenta, canal = _cuenta(user, pk, "reconectar")
    form = LlavesForm(_enviado(request), canal=canal)

    def hacer(_datos: dict[str, Any]) -> str:
        actions.reconectar(cuenta_id=pk, actor=user, credenciales=form.credenciales())
        return reverse("canales:lista")

    return _guardar(
        request,
        form,
        titulo=_("Reconectar %(canal)s") % {"canal": canal.nombre},
        entrada=" ".join([_llaves_de(cuenta), _copiar(canal)]),
        hacer=hacer,
        enviar=_("Comprobar y guardar"),
        hecho=_("Reconectada: el canal aceptó las llaves, y sale lo que esperaba por ellas."),
    )


@require_POST
def comprobar(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the network whether the keys of an account still serve, without waiting for its day."""
    user = quien(request)
    _suya, canal = _cuenta(user, pk, "reconectar")
    found = actions.comprobar_cuenta(cuenta_id=pk, actor=user)
    if found.valida:
        messages.success(request, _("%(canal)s acepta las llaves.") % {"canal": canal.nombre})
    elif found.valida is None:
        messages.warning(request, found.motivo or _("No se pudo saber. Pruebe otra vez."))
    else:
        messages.error(request, found.motivo)
    return redirect("canales:lista")


@require_http_methods(["GET", "POST"])
def opciones(request: HttpRequest, pk: int) -> HttpResponse:
    """How an account publishes."""
    user = quien(request)
    cuenta, canal = _cuenta(user, pk, "configurar_cuenta")
    if not canal.opciones:
        raise Http404
    puestas = {clave: cuenta.opcion(clave) for clave in canal.opciones}
    form = OpcionesForm(_enviado(request), canal=canal, initial=puestas)

    def hacer(_datos: dict[str, Any]) -> str:
        actions.configurar_cuenta(cuenta_id=pk, actor=user, opciones=form.opciones())
        return reverse("canales:lista")

    return _guardar(
        request,
        form,
        titulo=_("Cómo se publica en %(canal)s") % {"canal": canal.nombre},
        entrada=_("Vale para lo que se apruebe desde ahora. Lo ya aprobado sale como se firmó."),
        hacer=hacer,
        enviar=_("Guardar"),
        hecho=_("Guardado."),
    )


@require_http_methods(["GET", "POST"])
def pausar(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one account; its posts wait."""
    user = quien(request)
    _suya, canal = _cuenta(user, pk, "pausar_cuenta")
    form = PausarForm(_enviado(request))

    def hacer(datos: dict[str, Any]) -> str:
        actions.pausar_cuenta(cuenta_id=pk, actor=user, **datos)
        return reverse("canales:lista")

    return _guardar(
        request,
        form,
        titulo=_("Pausar %(canal)s") % {"canal": canal.nombre},
        hacer=hacer,
        enviar=_("Pausar"),
        hecho=_("En pausa. Lo que se apruebe para ella espera."),
    )


@require_POST
def reanudar_cuenta(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a paused account send again."""
    user = quien(request)
    _cuenta(user, pk, "reanudar_cuenta")
    return _hacer(
        request,
        lambda: actions.reanudar_cuenta(cuenta_id=pk, actor=user),
        _("Reanudada: sale lo que esperaba."),
    )


def _enviado(request: HttpRequest) -> QueryDict | None:
    """What was sent; a form whose boxes are all off sends nothing, and is sent all the same."""
    return request.POST if request.method == "POST" else None


def _exigir(user: Usuario, verbo: str) -> None:
    if access.can(user, verbo, Pieza) is None:
        raise PermissionDenied


def _cuenta(user: Usuario, pk: int, verbo: str) -> tuple[Cuenta, Canal]:
    """An account and its channel; 403 for who may not, 404 if there is none to do that to."""
    _exigir(user, verbo)
    cuenta = Cuenta.objects.filter(pk=pk).first()
    if cuenta is None:
        raise Http404
    canal = registry.canal(cuenta.canal)
    if verbo == "reconectar" and canal.identificador is None:
        raise Http404
    return cuenta, canal


def _llaves_de(cuenta: Cuenta) -> str:
    return _("Han de ser las llaves de %(cuenta)s, número %(numero)s.") % {
        "cuenta": cuenta.nombre,
        "numero": cuenta.identificador,
    }


def _copiar(canal: Canal) -> str:
    return _(
        "Copie aquí lo que le da %(canal)s. Antes de guardarlo se comprueba con la red; se guarda "
        "cifrado y no vuelve a mostrarse."
    ) % {"canal": canal.nombre}


def _guardar(request: HttpRequest, form: Any, *, titulo: str, **como: Any) -> HttpResponse:
    volver = reverse("canales:lista")
    migas = [Enlace(_("Canales"), volver), Enlace(titulo)]
    return guardar(request, form, titulo=titulo, migas=migas, volver=volver, **como)


def _hacer(request: HttpRequest, accion: Callable[[], None], hecho: str) -> HttpResponse:
    """What a button alone does; a refusal is said on the page of the channels."""
    try:
        accion()
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.motivo) from None
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, hecho)
    return redirect("canales:lista")
