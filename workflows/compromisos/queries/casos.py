"""One compromiso as its page shows it, its light, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from core import access, calendario, clock
from core.models import Adjunto, Expediente, Usuario, Vinculo
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso, Informe
from workflows.plazos.queries import semaforo
from workflows.plazos.states import AMARILLO, GRIS, Luz


def uno(user: Usuario, codigo: str) -> Compromiso:
    """One file with what its page shows; `Compromiso.DoesNotExist` if `user` may not see it."""
    found = access.scope(Compromiso.objects.all(), user)
    return found.select_related(
        "responsable__area", "programador", "monitor", "a_quien", "padre"
    ).get(codigo=codigo)


def archivos_de_afuera(compromiso: Compromiso, persona: Usuario) -> QuerySet[Adjunto]:
    """Of its files, those that somebody outside who answers for it may read.

    Their own, those of whoever gave it to them, and those the public sees; what the house puts
    there for itself stays inside.
    """
    de_ambos = Q(subido_por__in=[persona.pk, compromiso.programador_id])
    return compromiso.adjuntos.filter(de_ambos | Q(publico=True))


def luz(compromiso: Compromiso) -> Luz:
    """Its light: by the promised date while somebody works on it."""
    if compromiso.estado in states.CERRADOS:
        return semaforo(None, cerrado=True)
    if compromiso.es_borrador:
        paso = compromiso.fecha_vigente < clock.today()
        return Luz(GRIS, _("Sin enviar"), (_("Su fecha ya pasó."),) if paso else ())
    if compromiso.estado == states.POR_VERIFICAR:
        return Luz(AMARILLO, _("Por verificar"), (_("Ya fue reportado; falta verificarlo."),))
    if compromiso.estado == states.SUSPENDIDA:
        return Luz(GRIS, _("Suspendido"), (_("Su reloj está detenido."),))
    return semaforo(calendario.vigente().cierre(compromiso.fecha_vigente))


def nacidos_de(expediente: Expediente, user: Usuario) -> QuerySet[Compromiso]:
    """Those `user` may see that were born of a meta, or of part of one; open ones first."""
    vinculo = {"vinculos_desde__de": expediente.pk, "vinculos_desde__clase": Vinculo.Clase.ORIGEN}
    found = access.scope(Compromiso.quedan().filter(**vinculo), user)
    return found.select_related("responsable").order_by(
        F("cerrado_en").asc(nulls_first=True), "fecha_vigente", "pk"
    )


def partes(padre: Compromiso, user: Usuario) -> QuerySet[Compromiso]:
    """Those `user` may see that are part of it; open ones first, then by date."""
    found = access.scope(Compromiso.objects.filter(padre=padre), user)
    return found.select_related("responsable").order_by(
        F("cerrado_en").asc(nulls_first=True), "fecha_vigente", "pk"
    )


def informes(compromiso: Compromiso) -> QuerySet[Informe]:
    """What was reported of it, newest first."""
    return compromiso.informes.select_related("autor", "revisado_por")


def esperan_a(user: Usuario) -> QuerySet[Compromiso]:
    """What waits for this person: to send, to accept, to do, to verify, to answer an extension."""

    def de(persona: Usuario) -> Q:
        sigue = Q(programador=persona) | Q(monitor=persona)
        mio = Q(responsable=persona, estado__in=states.EN_CURSO)
        mio |= Q(programador=persona, estado__in=(states.BORRADOR, states.OBJETADA))
        # Nobody verifies his own work, in nobody's place either.
        verificar = Q(estado=states.POR_VERIFICAR) & ~Q(responsable__in=(persona, user))
        verificar &= Q(programador=persona) | Q(monitor_verifica=True)
        prorroga = Q(prorroga_para__isnull=False, estado__in=states.EN_CURSO)
        return mio | sigue & (verificar | prorroga)

    found = access.waiting(Compromiso.objects.all(), user, de)
    return _con_todo(found).order_by("fecha_vigente", "pk")


def leer(pks: Collection[int]) -> QuerySet[Compromiso]:
    """Those whose access was checked when their keys were read."""
    return _con_todo(Compromiso.objects.filter(pk__in=pks))


def _con_todo(found: QuerySet[Compromiso]) -> QuerySet[Compromiso]:
    return found.select_related("responsable", "a_quien", "programador", "monitor")
