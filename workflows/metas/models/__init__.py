"""The models of the process, re-exported so that nobody needs to know their files."""

from workflows.metas.models.intermedia import MetaIntermedia
from workflows.metas.models.meta import Meta
from workflows.metas.models.seguimiento import Indicador, ReporteMeta

__all__ = ["Indicador", "Meta", "MetaIntermedia", "ReporteMeta"]
