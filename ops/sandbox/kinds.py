"""The catalogue of misbehaviours, with the words that people read in the control panel."""

from dataclasses import dataclass
from typing import Final

FACEBOOK: Final = "facebook"
X: Final = "x"
SMTP: Final = "smtp"
NETWORKS: Final = (FACEBOOK, X)

OPS: Final[dict[str, tuple[str, ...]]] = {
    FACEBOOK: (
        "publish",
        "media",
        "timeline",
        "object",
        "edit",
        "delete",
        "me",
        "accounts",
        "debug_token",
        "exchange_token",
    ),
    X: ("publish", "media", "metadata", "timeline", "object", "delete", "me"),
    SMTP: ("connect", "recipient", "message"),
}


@dataclass(frozen=True)
class Kind:
    """One way to misbehave.

    `op` is the call it acts on when none is named; `accepted` says whether the call is carried
    out before; `seconds` is a wait, a lag or a time to the reset, as `label` tells; `standing`
    kinds act until they are cleared; `shown_by` are calls that report it instead of failing.
    """

    name: str
    targets: tuple[str, ...]
    label: str
    op: str = "publish"
    accepted: bool = False
    seconds: float = 0
    standing: bool = False
    shown_by: tuple[str, ...] = ()


KINDS: Final = (
    Kind("rate_limit", NETWORKS, "Demasiadas llamadas, dice cuándo volver", seconds=900),
    Kind("rate_limit_no_reset", NETWORKS, "Demasiadas llamadas, no dice cuándo volver"),
    Kind("daily_limit", (X,), "Límite de 24 horas agotado", seconds=7200),
    Kind("usage_capped", (X,), "Tope mensual de uso alcanzado"),
    Kind("credits", (X,), "Cuenta sin saldo (402)", op="*"),
    Kind("server_error_json", NETWORKS, "Error interno en JSON (500)"),
    Kind("server_error_html", NETWORKS, "Error interno en HTML (503)"),
    Kind("transient", (FACEBOOK,), "Error pasajero (código 2)"),
    Kind("code1_after", (FACEBOOK,), "Toma la publicación y dice error 1", accepted=True),
    Kind("no_error_key", (FACEBOOK,), "Error 500 sin explicación"),
    Kind("no_content_type", (FACEBOOK,), "Respuesta sin tipo de contenido", accepted=True),
    Kind("not_json", NETWORKS, "La toma y responde algo que no es JSON", accepted=True),
    Kind("errors_no_data", (X,), "Responde 200 con errores y sin datos"),
    Kind("error_list", (X,), "Error 503 cuyo cuerpo es una lista"),
    Kind("redirect", NETWORKS, "Responde con una redirección"),
    Kind("reset", NETWORKS, "Corta la conexión antes de tomarla"),
    Kind("lost_response", NETWORKS, "La toma y corta: la respuesta se pierde", accepted=True),
    Kind("mute", NETWORKS, "No responde nunca, no la toma"),
    Kind("mute_accepted", NETWORKS, "La toma y no responde nunca", accepted=True),
    Kind("slow", NETWORKS, "La toma y tarda en responder", accepted=True, seconds=5),
    Kind("truncated", NETWORKS, "La toma y corta la respuesta a la mitad", accepted=True),
    Kind("endless", NETWORKS, "La toma y la respuesta no termina", accepted=True),
    Kind("dead_token", NETWORKS, "Clave vencida o revocada", op="*", shown_by=("debug_token",)),
    Kind("wrong_token", NETWORKS, "Clave de otro tipo", op="*", shown_by=("debug_token",)),
    Kind("missing_permission", NETWORKS, "Falta el permiso", shown_by=("debug_token",)),
    Kind("duplicate", NETWORKS, "Dice que el contenido está repetido"),
    Kind("policy_block", NETWORKS, "Cuenta bloqueada por la red"),
    Kind("bad_media", NETWORKS, "No acepta la imagen", op="media"),
    Kind(
        "late_timeline",
        NETWORKS,
        "Lo publicado tarda en verse al leer",
        op="timeline",
        seconds=60,
        standing=True,
    ),
    Kind("proof_required", (FACEBOOK,), "Exige appsecret_proof", op="*", standing=True),
    Kind("refuse_recipient", (SMTP,), "El buzón no existe (550)", op="recipient"),
    Kind("defer_recipient", (SMTP,), "El buzón no atiende ahora (451)", op="recipient"),
    Kind("refuse_message", (SMTP,), "Rechaza el mensaje (554)", op="message"),
    Kind("lost_response", (SMTP,), "Toma el mensaje y corta", op="message", accepted=True),
    Kind("down", (SMTP,), "Servidor cerrado", op="connect", standing=True),
    Kind("mute", (SMTP,), "Acepta la conexión y calla", op="connect"),
)
