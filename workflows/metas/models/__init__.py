"""The models of the process, re-exported so that nobody needs to know their files."""

from workflows.metas.models.intermedia import MetaIntermedia
from workflows.metas.models.meta import Meta
from workflows.metas.models.seguimiento import Indicador, ReporteMeta
from workflows.metas.models.umbrales import Umbrales

__all__ = ["Indicador", "Meta", "MetaIntermedia", "ReporteMeta", "Umbrales"]
