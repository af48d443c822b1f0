"""The sample pages: name -> template and context."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from tests.webui.components import muestras
from tests.webui.components.formularios import CompromisoForm, FiltroForm, bound_form
from webui.components.formas import Enlace, Luz

MIGAS = [("Compromisos", "#"), ("CMP-2026-00057", "")]


class LoginForm(forms.Form):
    """As allauth's."""

    login = forms.EmailField(label="Correo electrónico")
    password = forms.CharField(
        label="Contraseña",
        widget=forms.PasswordInput,
        help_text='<a href="#">¿Olvidó su contraseña?</a>',
    )
    remember = forms.BooleanField(label="Recordarme", required=False)


class MotivoForm(forms.Form):
    """What a step asks for."""

    motivo = forms.CharField(
        label="Qué falta",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lo leerá Luis Ábrego.",
    )


def objeto() -> dict[str, Any]:
    return {
        "titulo": "Entregar los planos del acueducto a la Junta de El Roble",
        "codigo": "CMP-2026-00057",
        "migas": MIGAS,
        "estado": SimpleNamespace(codigo="por_verificar", palabra="Por verificar", tono="cuidado"),
        "luz": muestras.AMARILLO,
        "plazo": muestras.PLAZO,
        "pasos": muestras.PASOS_POCOS,
        "pasos_base": "/compromisos/CMP-2026-00057/",
        "nudos": muestras.NUDOS,
        "entradas": muestras.ENTRADAS,
        "datos": muestras.DATOS,
        "editar_url": "#",
        "maquina": muestras.MAQUINA,
    }


def lista(query: dict[str, str], rows: list[muestras.Fila]) -> dict[str, Any]:
    return {
        "titulo": "Compromisos",
        "entrada": "Lo que se prometió, a quién y para cuándo.",
        "filtro": FiltroForm(query),
        "page": Paginator(rows, 25).get_page(2),
        "nuevo_url": "#",
        "nuevo": "Nuevo compromiso",
        "vistas": [
            Enlace("Todos", "#", "list", current=True),
            Enlace("Míos", "#", "user", 7),
            Enlace("Atrasados", "#", "alert-triangle", 3),
        ],
        "vacia": SimpleNamespace(
            icono="checkbox",
            titulo="Todavía no hay compromisos",
            texto="Aquí verá lo que se prometió, a quién y para cuándo.",
            boton="Anotar el primero",
            url="#",
        ),
    }


def portal() -> dict[str, Any]:
    return {
        "enlaces": [Enlace(name, "#") for name in ("Noticias", "Metas", "Compromisos", "Datos")],
        "pie_enlaces": [Enlace(name, "#") for name in ("Accesibilidad", "Privacidad", "Entrar")],
        "cuando": muestras.AHORA - timedelta(hours=2),
        "foto": muestras.FOTO,
        "metas": [
            (
                Luz("amarillo", "En alerta"),
                "Agua continua para El Roble",
                40,
                52,
                "40 % hecho, debía ir en 52 %. Falta licitar la obra.",
            ),
            (
                Luz("verde", "Marcha normal"),
                "Mercado municipal nuevo",
                75,
                70,
                "75 % hecho. Próximo paso: techo, 15 de diciembre.",
            ),
            (
                Luz("rojo", "Atrasada"),
                "Luz en 12 canchas de barrio",
                25,
                60,
                "25 % hecho, debía ir en 60 %. La compra se declaró desierta.",
            ),
        ],
    }


def paso(form: forms.Form, **more: Any) -> dict[str, Any]:
    return {
        "titulo": "Devolver con motivo",
        "codigo": "CMP-2026-00057",
        "objeto_titulo": "Entregar los planos del acueducto",
        "form": form,
        "accion": "/devolver/",
        "enviar": "Devolver",
        "cancelar_url": "#",
        "explicacion": "Vuelve a gestión y Luis Ábrego recibe un correo con lo que escriba.",
        "migas": MIGAS,
        **more,
    }


ROWS = [*muestras.FILAS] * 20
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "galeria": ("galeria.html", muestras.contexto()),
    "dia": ("muestra/dia.html", {"filas": muestras.FILAS}),
    "objeto": ("muestra/objeto.html", objeto()),
    "lista": ("muestra/lista.html", lista({"q": "acueducto", "estado": "gestion"}, ROWS)),
    "vacia": ("muestra/lista.html", lista({}, [])),
    "formulario": (
        "formulario.html",
        {
            "titulo": "Nuevo compromiso o tarea",
            "entrada": "Solo es obligatorio lo que no dice «opcional».",
            "form": CompromisoForm(),
            "enviar": "Enviar al responsable",
            "cancelar_url": "#",
            "migas": [("Compromisos", "#"), ("Nuevo", "")],
        },
    ),
    "viejo": (
        "formulario.html",
        {
            "titulo": "Editar el compromiso",
            "form": bound_form(),
            "conflicto": muestras.CONFLICTO,
            "cancelar_url": "#",
        },
    ),
    "paso": ("paso.html", paso(MotivoForm())),
    "negado": ("paso.html", paso(MotivoForm(), motivo="No se puede: está en «Cumplida».")),
    "portal": ("muestra/portal.html", portal()),
    "entrar": ("account/login.html", {"form": LoginForm()}),
    "entrar-mal": ("account/login.html", {"form": LoginForm({"login": "rosa"})}),
    "clave": ("account/password_reset_from_key.html", {"token_fail": True}),
    "salir": ("account/logout.html", {}),
    "no-esta": ("404.html", {}),
    "fallo": ("500.html", {}),
}
