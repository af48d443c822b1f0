"""A form that makes or changes a case file: the same answer to every way it can go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.transitions import NotAllowed, StaleVersion
from webui import historia, ocupado
from webui.borradores import hoja
from webui.components.formas import Conflicto, Enlace
from webui.pantallas import de
from webui.paso_form import agregar


@dataclass(frozen=True, slots=True)
class Tambien:
    """The second button of a form: the same data, sent with `name`."""

    name: str
    label: str


def guardar(
    request: HttpRequest,
    form: Form,
    *,
    titulo: str,
    migas: Sequence[Enlace],
    volver: str,
    hacer: Callable[[dict[str, Any]], str],
    enviar: str = "",
    plantilla: str = "formulario.html",
    entrada: str = "",
    hecho: str = "",
    tambien: Tambien | None = None,
) -> HttpResponse:
    """Show `form`; when it is right, `hacer` does it with the clean data and says where to go.

    What an action refuses stands beside its field, what was typed is kept, and a stale form shows
    what changed meanwhile. Longer texts are kept while they are typed (`borradores`).
    """
    conflicto, espera = None, False
    if request.method == "POST" and form.is_valid():
        try:
            destino = hacer(dict(form.cleaned_data))
        except ValidationError as error:
            agregar(form, error)
        except NotAllowed as refusal:
            form.add_error(None, refusal.motivo)
        except OperationalError as error:
            form.add_error(None, ocupado.motivo(error))
            espera = True
        except StaleVersion as stale:
            conflicto = ponerse_al_dia(form, stale)
        else:
            hoja.enviada(request)
            messages.success(request, hecho or _("Guardado."))
            return redirect(destino)
    context = {
        "titulo": titulo,
        "migas": migas,
        "entrada": entrada,
        "form": form,
        "enviar": enviar,
        "tambien": tambien,
        "cancelar_url": volver,
        "conflicto": conflicto,
        "borrador": hoja.abrir(request, form),
    }
    status = 409 if conflicto else 422 if form.errors else 200
    response = render(request, plantilla, context, status=status)
    return ocupado.luego(response) if espera else response


def ponerse_al_dia(form: Form, stale: StaleVersion) -> Conflicto:
    """Let the form be sent again over what somebody else did meanwhile, and tell what that was."""
    datos = cast("QueryDict", form.data).copy()
    datos["version"] = str(stale.obj.version)
    form.data = datos
    return historia.cambios_desde(de(stale.obj.CLASE), stale.obj, stale.seen)
