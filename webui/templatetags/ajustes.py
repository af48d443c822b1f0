"""What the settings say in words: `{% load ajustes %}`."""

from __future__ import annotations

from django import template

from core.models import ROLES, Usuario
from workflows.plazos import frases
from workflows.plazos.queries import ReglaAlerta

register = template.Library()


@register.filter
def frase_de_regla(regla: ReglaAlerta) -> str:
    """What a rule does, in one sentence."""
    return frases.frase(regla)


@register.filter
def aviso_de_regla(regla: ReglaAlerta) -> str:
    """What the notice of a rule is called."""
    return frases.aviso(regla.codigo)


@register.filter
def funciones(persona: Usuario) -> str:
    """The roles of a person of a list, whose groups were read with it."""
    suyas = {grupo.name for grupo in persona.groups.all()}
    return ", ".join(str(nombre) for rol, nombre in ROLES.items() if rol in suyas) or "—"
