"""The verbs of a meta and of its metas intermedias, one function each.

`metas` and `intermedias` hold those people take; here are the two that other rooms call.
"""

from workflows.metas.actions import indicadores, intermedias, metas
from workflows.metas.actions.intermedias import oportunidad_atendida
from workflows.metas.actions.metas import iniciar_las_que_toca

__all__ = [
    "indicadores",
    "iniciar_las_que_toca",
    "intermedias",
    "metas",
    "oportunidad_atendida",
]
