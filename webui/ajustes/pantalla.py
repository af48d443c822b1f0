"""What every screen of the settings does: who may, how a form answers, what the history shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import ajustes
from core.ajustes import Cambiado
from core.models import Usuario
from core.transitions import NotAllowed
from webui import ocupado
from webui.acceso import quien
from webui.ajustes import historia
from webui.components.formas import Conflicto, Enlace
from webui.paso_form import agregar
from workflows.plazos.ajustes import Movido

# Whoever lets somebody in, puts somebody out or takes away for good says again who it is; looking
# at the form needs it not.
al_hacerlo = reauthentication_required(allow_get=True)
OCULTOS = frozenset({"visto", "confirmado"})


@dataclass(frozen=True, slots=True)
class Hecho:
    """Where a form that was done goes on, and what is said there."""

    destino: str
    dicho: str = ""


def administra(request: HttpRequest) -> Usuario:
    """Who asks, if the settings are that person's business; 403 otherwise."""
    user = quien(request)
    if not user.is_staff:
        raise PermissionDenied
    return user


def migas(*enlaces: Enlace) -> list[Enlace]:
    return [Enlace(_("Ajustes"), reverse("ajustes:inicio")), *enlaces]


def guardar(
    request: HttpRequest,
    form: Any,
    *,
    titulo: str,
    migas: Sequence[Enlace],
    volver: str,
    hacer: Callable[[dict[str, Any]], Hecho],
    objeto: Model | None = None,
    moveria: Callable[[dict[str, Any]], int] | None = None,
    plantilla: str = "ajustes/formulario.html",
    **mas: Any,
) -> HttpResponse:
    """Show `form`; when it is right, `hacer` does it with the clean data.

    `objeto` is the setting whose history stands beside it. Where `moveria` says that open deadlines
    would get another date, that is asked first; the answer counts while it is still as many.
    """
    conflicto, movidos, espera = None, 0, False
    if request.method == "POST" and form.is_valid():
        try:
            movidos = _por_confirmar(form, moveria)
            if not movidos:
                return _hecho(request, hacer(campos(form)))
        except ValidationError as error:
            agregar(form, error)
        except NotAllowed as refusal:
            form.add_error(None, refusal.motivo)
        except OperationalError as error:
            form.add_error(None, ocupado.motivo(error))
            espera = True
        except Cambiado as cambiado:
            conflicto = _ponerse_al_dia(form, cambiado)
    context = {
        "titulo": titulo,
        "migas": migas,
        "form": form,
        "cancelar_url": volver,
        "conflicto": conflicto,
        "movidos": movidos,
        "con_archivo": bool(movidos and request.FILES),
        "enviar": _boton(movidos),
        "historia_de": objeto,
        "entradas": historia.entradas(objeto) if objeto is not None else [],
        **mas,
    }
    status = 409 if conflicto else 422 if form.errors else 200
    response = render(request, plantilla, context, status=status)
    return ocupado.luego(response) if espera else response


def campos(form: BaseForm) -> dict[str, Any]:
    """The clean data of the setting itself."""
    return {campo: valor for campo, valor in form.cleaned_data.items() if campo not in OCULTOS}


def enviado(request: HttpRequest) -> QueryDict | None:
    """What was sent; a form whose boxes are all off sends nothing, and is sent all the same."""
    return request.POST if request.method == "POST" else None


def visto(form: BaseForm) -> int | None:
    """The last change that the form knew of."""
    return cast("int | None", form.cleaned_data.get("visto"))


def hacer_y_volver(
    request: HttpRequest, accion: Callable[[], object], hecho: str, destino: str
) -> HttpResponse:
    """What a button alone does; a refusal is said where it was pressed."""
    try:
        accion()
    except NotAllowed as refusal:
        messages.error(request, refusal.motivo)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, hecho)
    return redirect(destino)


def movido(cuanto: Movido) -> str:
    """What a change of the calendar did, in a sentence."""
    if not cuanto.plazos:
        return _("Guardado. Ningún plazo cambió de fecha.")
    plazos = ngettext(
        "Guardado. %(n)d plazo cambió de fecha; se avisó a sus personas.",
        "Guardado. %(n)d plazos cambiaron de fecha; se avisó a sus personas.",
        cuanto.plazos,
    )
    return plazos % {"n": cuanto.plazos}


def _por_confirmar(form: Any, moveria: Callable[[dict[str, Any]], int] | None) -> int:
    """How many deadlines would move that nobody has said yes to yet."""
    if moveria is None:
        return 0
    cuantos = moveria(campos(form))
    if form.cleaned_data.get("confirmado") == cuantos:
        return 0
    _poner(form, "confirmado", cuantos)
    return cuantos


def _boton(movidos: int) -> str:
    if not movidos:
        return _("Guardar")
    texto = ngettext("Guardar y mover %(n)d plazo", "Guardar y mover %(n)d plazos", movidos)
    return texto % {"n": movidos}


def _hecho(request: HttpRequest, hecho: Hecho) -> HttpResponse:
    messages.success(request, hecho.dicho or _("Guardado."))
    return redirect(hecho.destino)


def _ponerse_al_dia(form: Any, cambiado: Cambiado) -> Conflicto:
    """Let the form be sent again over what somebody else did meanwhile, and tell what that was."""
    _poner(form, "visto", ajustes.ultimo(cambiado.objeto))
    return historia.conflicto(cambiado)


def _poner(form: Any, campo: str, valor: int) -> None:
    datos = cast("QueryDict", form.data).copy()
    datos[campo] = str(valor)
    form.data = datos
