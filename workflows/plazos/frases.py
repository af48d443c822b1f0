"""Alert rules in the words of the screens: «2 días hábiles antes de vencer, al responsable…»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.calendario.frases import enumerar
from notifiers import kinds


class Etapa(Protocol):
    """What a sentence needs of a rule, saved or not."""

    @property
    def cantidad(self) -> int: ...
    @property
    def unidad(self) -> str: ...
    @property
    def repite_cada(self) -> int: ...
    @property
    def papeles(self) -> Sequence[str]: ...
    @property
    def roles(self) -> Sequence[str]: ...
    @property
    def medio(self) -> str: ...


A_PAPEL: Mapping[str, str | Promise] = {
    "responsable": gettext_lazy("al responsable"),
    "programador": gettext_lazy("a quien lo programó"),
    "monitor": gettext_lazy("a quien le da seguimiento"),
    "gerente": gettext_lazy("al gerente de la meta"),
    "institucional": gettext_lazy("al responsable institucional de la meta"),
    "aprobador": gettext_lazy("a quien la aprueba"),
    "suplente": gettext_lazy("a quien la aprueba si no lo hace el primero"),
    "unidad": gettext_lazy("a quien dirige la unidad que la tiene"),
    "superior": gettext_lazy("a quien está por encima de esa unidad"),
}
A_ROL: Mapping[str, str | Promise] = {
    "titular": gettext_lazy("al titular"),
    "jefe_agenda": gettext_lazy("al responsable de agenda"),
    "asistente": gettext_lazy("a los asistentes"),
    "gerente_meta": gettext_lazy("a los gerentes de meta"),
    "responsable_metas": gettext_lazy("a los responsables institucionales de metas"),
    "prensa": gettext_lazy("a prensa"),
    "contraparte": gettext_lazy("a la contraparte central"),
    "funcionario": gettext_lazy("a los funcionarios"),
    "consulta": gettext_lazy("a quienes consultan"),
    "administrador": gettext_lazy("a los administradores de sistemas"),
}
PAPELES: Mapping[str, str | Promise] = {
    "responsable": gettext_lazy("El responsable"),
    "programador": gettext_lazy("Quien lo programó"),
    "monitor": gettext_lazy("Quien le da seguimiento"),
    "gerente": gettext_lazy("El gerente de la meta"),
    "institucional": gettext_lazy("El responsable institucional de la meta"),
    "aprobador": gettext_lazy("Quien la aprueba"),
    "suplente": gettext_lazy("Quien la aprueba si no lo hace el primero"),
    "unidad": gettext_lazy("Quien dirige la unidad que la tiene"),
    "superior": gettext_lazy("Quien está por encima de esa unidad"),
}
MEDIOS: Mapping[str, str | Promise] = {
    "aplicacion": gettext_lazy("solo en la aplicación"),
    "correo": gettext_lazy("por correo"),
    "resumen": gettext_lazy("en el resumen diario"),
}


def frase(regla: Etapa) -> str:
    """What a rule does, in one sentence without its full stop."""
    partes = [cuando(regla), a_quien(regla), str(MEDIOS.get(regla.medio, regla.medio))]
    if regla.repite_cada:
        partes.append(_cada(regla.repite_cada))
    dicha = ", ".join(partes)
    return dicha[:1].upper() + dicha[1:]


def cuando(regla: Etapa) -> str:
    """When it comes: «2 días hábiles antes de vencer»."""
    if regla.unidad == "porcentaje":
        return _("al pasar el %(n)d %% del plazo") % {"n": regla.cantidad}
    if not regla.cantidad:
        return _("al vencer")
    cuanto = _cuanto(abs(regla.cantidad), regla.unidad)
    frase = (
        _("%(cuanto)s antes de vencer") if regla.cantidad < 0 else _("%(cuanto)s después de vencer")
    )
    return frase % {"cuanto": cuanto}


def a_quien(regla: Etapa) -> str:
    """Whom it reaches: «al responsable y a la contraparte central»."""
    nombres = [str(A_PAPEL.get(papel, papel)) for papel in regla.papeles]
    nombres += [str(A_ROL.get(rol, rol)) for rol in regla.roles]
    return enumerar(nombres) if nombres else _("a nadie")


def aviso(codigo: str) -> str:
    """What the notice is called: «Compromiso por vencer»."""
    return str(kinds.find(codigo).nombre)


def _cuanto(n: int, unidad: str) -> str:
    frases = {
        "habiles": ngettext("%(n)d día hábil", "%(n)d días hábiles", n),
        "calendario": ngettext("%(n)d día calendario", "%(n)d días calendario", n),
        "minutos": ngettext("%(n)d minuto", "%(n)d minutos", n),
    }
    return frases[unidad] % {"n": n}


def _cada(n: int) -> str:
    return ngettext(
        "y otra vez cada día hábil mientras siga abierto",
        "y otra vez cada %(n)d días hábiles mientras siga abierto",
        n,
    ) % {"n": n}


def por_que_obliga(codigo: str) -> str:
    """Why an alert cannot be switched off."""
    return str(POR_QUE.get(codigo, POR_QUE[""]))


POR_QUE: Mapping[str, str | Promise] = {
    "S04": gettext_lazy(
        "No se puede apagar: la ley fija este plazo. Puede avisar antes y a más personas, no menos."
    ),
    "S05": gettext_lazy(
        "No se puede apagar: la ley fija este plazo. Puede avisar antes y a más personas, no menos."
    ),
    "C05": gettext_lazy(
        "No se puede apagar: lo que falla ante el público debe saberlo alguien. Puede avisar antes "
        "y a más personas, no menos."
    ),
    "C06": gettext_lazy(
        "No se puede apagar: sin la llave no se publica nada. Puede avisar antes y a más personas, "
        "no menos."
    ),
    "": gettext_lazy("No se puede apagar: puede avisar antes y a más personas, no menos."),
}
