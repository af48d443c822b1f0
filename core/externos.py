"""People outside who answer for something without an account (ADR 35).

Each is a `Usuario` that cannot log in, so that access, history and notices are those of everybody.
"""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.models import Actor, Usuario

# Nobody has an address there (RFC 2606): it is no name to log in with, and no mail goes to it.
DOMINIO = "externo.invalid"


def persona(quien: Usuario | Actor) -> Usuario:
    """Who answers: somebody of the house, or whoever acts for an actor outside."""
    return de(quien) if isinstance(quien, Actor) else quien


def de(actor: Actor) -> Usuario:
    """Whoever acts for an actor, made the first time; raises `ValidationError` without address."""
    try:
        validate_email(actor.email)
    except ValidationError:
        falta = _("%(nombre)s no tiene un correo: escríbalo en su ficha.")
        raise ValidationError({"externo": falta % {"nombre": actor.nombre}}) from None
    suyo = {
        "email": f"externo-{actor.pk}@{DOMINIO}",
        "nombre": actor.nombre[:120],
        "password": make_password(None),
    }
    return Usuario.objects.get_or_create(actor=actor, defaults=suyo)[0]


def renombrar(actor: Actor) -> None:
    """Whoever acts for it is called as the catalogue says."""
    Usuario.objects.filter(actor=actor).update(nombre=actor.nombre[:120])
