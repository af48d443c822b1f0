"""What the town hall sets, in plain words, with what it is now; and every change of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from channels.models import Cuenta
from core import ajustes, clock
from core.models import ROLES, Actor, Area, Cargo, DiaCalendario, Lugar, Municipio, Tema, Usuario
from webui import listas
from webui.ajustes import historia
from webui.ajustes.cifras import CIFRAS
from webui.ajustes.pantalla import administra, migas
from webui.listas import Vacia
from workflows.cruce import ataques, personas
from workflows.plazos import queries
from workflows.plazos.queries import ReglaAlerta
from workflows.solicitudes.queries import TipoSolicitud


@dataclass(frozen=True, slots=True)
class Ajuste:
    """One kind of setting: what it is for, how it stands, and where it is changed."""

    titulo: str
    para: str
    ahora: str
    url: str
    icono: str


@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """All kinds of setting."""
    user = administra(request)
    context = {
        "titulo": _("Ajustes"),
        "grupos": [
            (_("Personas"), _de_personas()),
            (_("Plazos y avisos"), _de_plazos()),
            (_("El municipio y lo que se publica"), _de_la_casa()),
            (_("Catálogos"), _catalogos()),
        ],
        "tecnica_url": reverse("admin:index"),
        "reloj": user.has_perm("django_celery_beat.change_periodictask"),
        "ultimos": [historia.entrada(una, con_nombre=True) for una in ajustes.todos()[:5]],
    }
    return render(request, "ajustes/inicio.html", context)


@require_safe
def cambios(request: HttpRequest) -> HttpResponse:
    """Every change of every setting, newest first."""
    administra(request)
    page = listas.pagina(request, ajustes.todos())
    context = {
        "titulo": _("Cambios de los ajustes"),
        "migas": migas(),
        "page": page,
        "entradas": [historia.entrada(una, con_nombre=True) for una in page],
        "vacia": Vacia("history", _("Nadie ha cambiado nada todavía"), ""),
    }
    return render(request, "ajustes/cambios.html", context)


def _de_personas() -> list[Ajuste]:
    cuantas = personas.personas().aggregate(
        activas=Count("pk", filter=Q(is_active=True), distinct=True),
        sin_rol=Count("pk", filter=Q(is_active=True, groups=None), distinct=True),
    )
    ahora = ngettext("%(n)d cuenta activa", "%(n)d cuentas activas", cuantas["activas"])
    sin_rol = ngettext(
        "%(n)d persona sin función", "%(n)d personas sin función", cuantas["sin_rol"]
    )
    return [
        Ajuste(
            _("Personas"),
            _("Quién entra, con qué funciones, y qué tiene en sus manos."),
            f"{ahora % {'n': cuantas['activas']}} · {sin_rol % {'n': cuantas['sin_rol']}}",
            reverse("ajustes:personas"),
            "users",
        ),
        Ajuste(
            _("Funciones, en palabras"),
            _("Qué puede cada función, y quién la tiene."),
            _("%(n)d funciones") % {"n": len(ROLES)},
            reverse("ajustes:funciones"),
            "user-check",
        ),
        Ajuste(
            _("Intentos rechazados"),
            _("Si alguien prueba contraseñas, claves o archivos, y desde dónde."),
            _("%(n)d desde ayer") % {"n": ataques.ultimas_24_horas()},
            reverse("ajustes:intentos"),
            "key",
        ),
        Ajuste(
            _("Suprimir datos personales"),
            _("Borrar lo que se escribió sobre alguien, cuando la ley le da ese derecho."),
            "",
            reverse("ajustes:supresiones"),
            "user-check",
        ),
        Ajuste(
            _("Áreas"),
            _("Las dependencias del municipio y sus jefaturas."),
            _cuantos(Area),
            reverse("ajustes:areas"),
            "building-community",
        ),
        Ajuste(
            _("Cargos"),
            _("Qué es cada quien en el municipio."),
            _cuantos(Cargo),
            reverse("ajustes:cargos"),
            "clipboard-check",
        ),
    ]


def _de_plazos() -> list[Ajuste]:
    reglas = ReglaAlerta.objects.aggregate(
        todas=Count("pk"), apagadas=Count("pk", filter=Q(activa=False))
    )
    ahora = _("%(todas)d reglas, %(apagadas)d apagadas") % reglas
    tipos = TipoSolicitud.objects.filter(activo=True).count()
    return [
        Ajuste(
            _("Reglas de alerta"),
            _("A quién se avisa de cada plazo, cuándo y por dónde."),
            ahora,
            reverse("ajustes:reglas"),
            "bell",
        ),
        Ajuste(
            _("Plazos internos"),
            _("Cuánto puede durar cada paso."),
            _("%(n)d plazos") % {"n": queries.internos().count()},
            reverse("ajustes:internos"),
            "hourglass",
        ),
        Ajuste(
            _("Plazos de ley"),
            _("Por tipo de solicitud: plazo legal, meta interna y cartas."),
            ngettext("%(n)d tipo en uso", "%(n)d tipos en uso", tipos) % {"n": tipos},
            reverse("ajustes:tipos"),
            "gavel",
        ),
        Ajuste(
            _("Feriados y horario"),
            _("Qué días se trabaja y a qué horas."),
            _feriados(),
            reverse("ajustes:feriados"),
            "calendar",
        ),
        *(
            Ajuste(
                str(suyas.titulo),
                str(suyas.para),
                "",
                reverse(f"ajustes:{nombre}"),
                suyas.icono,
            )
            for nombre, suyas in CIFRAS.items()
        ),
    ]


def _de_la_casa() -> list[Ajuste]:
    cuentas = Cuenta.objects.exclude(canal="web").count()
    return [
        Ajuste(
            _("Municipio"),
            _("Nombre, escudo, color, país, zona horaria y costumbres."),
            Municipio.actual().nombre,
            reverse("ajustes:municipio"),
            "flag",
        ),
        Ajuste(
            _("Canales"),
            _("Las cuentas por las que se publica, y el freno."),
            ngettext("%(n)d cuenta en redes", "%(n)d cuentas en redes", cuentas) % {"n": cuentas},
            reverse("canales:lista"),
            "broadcast",
        ),
    ]


def _catalogos() -> list[Ajuste]:
    return [
        Ajuste(
            _("Actores"),
            _("Con quién trata el municipio."),
            _cuantos(Actor),
            reverse("actores:lista"),
            "users",
        ),
        Ajuste(
            _("Temas"),
            _("De qué tratan los asuntos."),
            _cuantos(Tema),
            reverse("temas:lista"),
            "tags",
        ),
        Ajuste(
            _("Lugares"),
            _("Dónde ocurre."),
            _cuantos(Lugar),
            reverse("lugares:lista"),
            "map-pin",
        ),
    ]


def _cuantos(modelo: type[Area | Cargo | Actor | Tema | Lugar | Usuario]) -> str:
    return _("%(n)d en total") % {"n": modelo._default_manager.count()}


def _feriados() -> str:
    """Those of the month, of the country and of the town hall, as the calendar has them written."""
    hoy = clock.today()
    del_mes = DiaCalendario.objects.filter(fecha__year=hoy.year, fecha__month=hoy.month)
    n = del_mes.filter(habil=False).exclude(motivo="").count()
    return ngettext("%(n)d feriado este mes", "%(n)d feriados este mes", n) % {"n": n}
