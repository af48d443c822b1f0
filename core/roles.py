"""What a person may do everywhere: each role is a group of this name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROLES = {
    "titular": _("Titular (alcalde o alcaldesa)"),
    "jefe_agenda": _("Responsable de agenda"),
    "asistente": _("Asistente o recepción"),
    "gerente_meta": _("Gerente de meta"),
    "responsable_metas": _("Responsable institucional de metas"),
    "prensa": _("Responsable de prensa"),
    "contraparte": _("Contraparte central"),
    "funcionario": _("Funcionario"),
    "consulta": _("Consulta"),
    "administrador": _("Administrador de sistemas"),
}
