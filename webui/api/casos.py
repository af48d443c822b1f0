"""A case file as the API shows it: what its page shows, with codes beside the words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from core import transitions
from core.models import Adjunto, Caso, Usuario
from core.transitions import Step
from notifiers import enlaces
from webui import historia
from webui.api import campos
from webui.objeto import CRUCES, plazos_de
from webui.pantallas import Pantalla
from webui.paso_form import PasoForm
from workflows.cruce.hilo import hilo

RAIZ = "/api/v1"


def obtener(pantalla: Pantalla, user: Usuario, codigo: str) -> Any:
    """The case, if this person may see it; 404 otherwise."""
    try:
        return pantalla.uno(user, codigo)
    except ObjectDoesNotExist:
        raise Http404 from None


def direccion(pantalla: Pantalla, codigo: str) -> str:
    """Where a case is in this API."""
    return f"{RAIZ}/{pantalla.nombre}/{codigo}"


def resumen(pantalla: Pantalla, caso: Caso) -> dict[str, Any]:
    """What a list shows of it; takes no query for what comes from `pantalla.lista`."""
    luz = pantalla.luz(caso)
    return {
        "codigo": caso.codigo,
        "clase": caso.CLASE,
        "titulo": caso.titulo,
        "estado": {"codigo": caso.estado, "palabra": caso.estado_nombre},
        "cerrado": caso.cerrado,
        "luz": {
            "color": luz.color,
            "palabra": str(luz.palabra),
            "razones": [str(una) for una in luz.razones],
        },
        "nivel_reserva": caso.nivel_reserva,
        "version": caso.version,
        "creado_en": caso.creado_en,
        "actualizado_en": caso.actualizado_en,
        "enlace": direccion(pantalla, caso.codigo),
        "pantalla": enlaces.absoluto(pantalla.url(caso.codigo)),
    }


def detalle(pantalla: Pantalla, caso: Caso, user: Usuario) -> dict[str, Any]:
    """All that its page shows, but history and files, which are asked for apart."""
    return resumen(pantalla, caso) | {
        "descripcion": caso.descripcion,
        "creado_por": nombrado(caso.creado_por),
        "campos": leer(pantalla, caso),
        "datos": [
            {"etiqueta": str(dato.etiqueta), "valor": str(dato.valor)}
            for dato in pantalla.datos(caso)
        ],
        "plazos": [
            {
                "nombre": uno.nombre,
                "inicio": uno.inicio,
                "vence_en": uno.vence_en,
                "original_en": uno.original_en,
                "explicacion": [str(linea) for linea in uno.explicacion],
            }
            for uno in plazos_de(caso)
        ],
        "pasos": [
            _paso(step, lleva(pantalla.pasos[step.verb], caso, user) if step.allowed else {})
            for step in transitions.steps(caso, user)
            if step.verb in pantalla.pasos
        ],
        "cruces": {
            nombre: [nombrado(uno) for uno in modelo._default_manager.filter(expediente=caso.pk)]
            for _etiqueta, nombre, modelo in CRUCES
        },
        "hilo": [
            {
                "codigo": nodo.codigo,
                "clase": nodo.clase,
                "titulo": nodo.titulo,
                "estado": nodo.estado,
                "cerrado": nodo.cerrado,
                "actual": nodo.actual,
            }
            for nodo in hilo(caso, user)
        ],
    }


def leidos(pantalla: Pantalla) -> dict[str, forms.Field]:
    """The fields of its form that a case has: those that were not only for its beginning."""
    acto = pantalla.alta or pantalla.edicion
    escritos = campos.escritos(acto.form) if acto else {}
    fuera = {"version", "origen", "borrador"}
    return {nombre: campo for nombre, campo in escritos.items() if nombre not in fuera}


def leer(pantalla: Pantalla, caso: Caso) -> dict[str, Any]:
    """Their values, as they would be written."""
    return {
        nombre: _valor(caso, pantalla.leidos.get(nombre, nombre), campo)
        for nombre, campo in leidos(pantalla).items()
    }


def nombrado(uno: Any) -> dict[str, Any]:
    """Its id and its name."""
    return {"id": uno.pk, "nombre": str(uno)}


def lleva(form: type[PasoForm], caso: Caso, user: Usuario, **propio: Any) -> dict[str, str]:
    """What the form of a step carries unseen and is given back with it: the hash that was read."""
    callados = [
        nombre
        for nombre, campo in form.base_fields.items()
        if campo.required and campo.widget.is_hidden and nombre not in {"version", "siguiente"}
    ]
    if not callados:
        return {}
    hecho = form(caso=caso, user=user, **propio)
    return {nombre: str(hecho[nombre].value()) for nombre in callados}


def paso(step: Step) -> dict[str, Any]:
    """A step without anything unseen."""
    return _paso(step, {})


def entradas(pantalla: Pantalla, caso: Caso, cuantas: int) -> list[dict[str, Any]]:
    """Its newest entries, as the page tells them."""
    return [
        {
            "momento": una.momento,
            "quien": una.quien,
            "por": una.por,
            "que": una.que,
            "de": una.de,
            "a": una.a,
            "texto": una.texto,
            "clave": una.clave,
            "via": una.via,
            "automatica": una.automatica,
            "cambios": [
                {
                    "campo": uno.campo,
                    "etiqueta": str(uno.etiqueta),
                    "antes": str(uno.antes),
                    "ahora": str(uno.ahora),
                }
                for uno in una.cambios
            ],
        }
        for una in historia.entradas(pantalla, caso, cuantas)
    ]


def archivo(uno: Adjunto) -> dict[str, Any]:
    """What is known of a file, and where it is downloaded."""
    return {
        "id": uno.pk,
        "nombre": uno.nombre,
        "tipo": uno.tipo,
        "tamano": uno.tamano,
        "sha256": uno.sha256,
        "clase": uno.clase,
        "subido_por": nombrado(uno.subido_por),
        "subido_en": uno.subido_en,
        "enlace": f"{RAIZ}/adjuntos/{uno.pk}",
    }


def _paso(step: Step, carga: Mapping[str, str]) -> dict[str, Any]:
    return {
        "verbo": step.verb,
        "nombre": step.label,
        "permitido": step.allowed,
        "motivo": step.motivo,
        "lleva": dict(carga),
    }


def _valor(caso: Caso, nombre: str, campo: forms.Field) -> Any:
    if isinstance(campo, forms.ModelMultipleChoiceField):
        return [uno.pk for uno in getattr(caso, nombre).all()]
    if isinstance(campo, forms.ModelChoiceField):
        return getattr(caso, f"{nombre}_id")
    return getattr(caso, nombre)
