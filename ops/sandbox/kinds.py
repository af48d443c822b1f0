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


LIMITS: Final = "Límites y saldo"
ACCOUNT: Final = "Cuenta y permisos"
CONTENT: Final = "Contenido y destinatarios"
ERRORS: Final = "Respuestas de error"
WIRE: Final = "Conexión"
GROUPS: Final = (LIMITS, ACCOUNT, CONTENT, ERRORS, WIRE)
DEBUGGER: Final = ("debug_token",)


@dataclass(frozen=True)
class Kind:
    """One way to misbehave.

    `op` is the call it acts on when none is named; `accepted` says whether the call is carried
    out before; `seconds` is a wait, a lag or a time to the reset, as `label` tells; `standing`
    kinds act until they are cleared; `shown_by` are calls that report it instead of failing.
    """

    name: str
    targets: tuple[str, ...]
    group: str
    label: str
    op: str = "publish"
    accepted: bool = False
    seconds: float = 0
    standing: bool = False
    shown_by: tuple[str, ...] = ()


KINDS: Final = (
    Kind("rate_limit", NETWORKS, LIMITS, "Demasiadas llamadas, dice cuándo volver", seconds=900),
    Kind("rate_limit_no_reset", NETWORKS, LIMITS, "Demasiadas llamadas, no dice cuándo volver"),
    Kind("daily_limit", (X,), LIMITS, "Límite de 24 horas agotado", seconds=7200),
    Kind("usage_capped", (X,), LIMITS, "Tope mensual de uso alcanzado"),
    Kind("credits", (X,), LIMITS, "Cuenta sin saldo (402)", op="*"),
    Kind("dead_token", NETWORKS, ACCOUNT, "Clave vencida o revocada", op="*", shown_by=DEBUGGER),
    Kind("wrong_token", NETWORKS, ACCOUNT, "Clave de otro tipo", op="*", shown_by=DEBUGGER),
    Kind("missing_permission", NETWORKS, ACCOUNT, "Falta el permiso", shown_by=DEBUGGER),
    Kind("policy_block", NETWORKS, ACCOUNT, "Cuenta bloqueada por la red"),
    Kind("proof_required", (FACEBOOK,), ACCOUNT, "Exige appsecret_proof", op="*", standing=True),
    Kind("duplicate", NETWORKS, CONTENT, "Dice que el contenido está repetido"),
    Kind("bad_media", NETWORKS, CONTENT, "No acepta la imagen", op="media"),
    Kind(
        "late_timeline",
        NETWORKS,
        CONTENT,
        "Lo publicado tarda en verse al leer",
        op="timeline",
        seconds=60,
        standing=True,
    ),
    Kind("server_error_json", NETWORKS, ERRORS, "Error interno en JSON"),
    Kind("server_error_html", NETWORKS, ERRORS, "Error interno en HTML (503)"),
    Kind("transient", (FACEBOOK,), ERRORS, "Error pasajero (código 2)"),
    Kind("code1_after", (FACEBOOK,), ERRORS, "Acepta, pero responde error 1", accepted=True),
    Kind("no_error_key", (FACEBOOK,), ERRORS, "Error 500 sin explicación"),
    Kind("errors_no_data", (X,), ERRORS, "Responde 200 con errores y sin datos"),
    Kind("error_list", (X,), ERRORS, "Error 503 cuyo cuerpo es una lista"),
    Kind("not_json", NETWORKS, ERRORS, "Acepta y responde algo que no es JSON", accepted=True),
    Kind("no_content_type", (FACEBOOK,), ERRORS, "Acepta y no dice qué responde", accepted=True),
    Kind("redirect", NETWORKS, ERRORS, "Responde con una redirección"),
    Kind("reset", NETWORKS, WIRE, "Corta la conexión sin aceptar"),
    Kind("lost_response", NETWORKS, WIRE, "Acepta y corta: se pierde la respuesta", accepted=True),
    Kind("mute", NETWORKS, WIRE, "Ni acepta ni responde"),
    Kind("mute_accepted", NETWORKS, WIRE, "Acepta y no responde", accepted=True),
    Kind("slow", NETWORKS, WIRE, "Acepta y tarda en responder", accepted=True, seconds=5),
    Kind("truncated", NETWORKS, WIRE, "Acepta y corta la respuesta a la mitad", accepted=True),
    Kind("endless", NETWORKS, WIRE, "Acepta y la respuesta no termina", accepted=True),
    Kind("refuse_recipient", (SMTP,), CONTENT, "El buzón no existe (550)", op="recipient"),
    Kind("defer_recipient", (SMTP,), CONTENT, "El buzón no atiende ahora (451)", op="recipient"),
    Kind("refuse_message", (SMTP,), CONTENT, "Rechaza el mensaje (554)", op="message"),
    Kind("lost_response", (SMTP,), WIRE, "Acepta el mensaje y corta", op="message", accepted=True),
    Kind(
        "slow",
        (SMTP,),
        WIRE,
        "Acepta el mensaje y tarda en decirlo",
        op="message",
        accepted=True,
        seconds=5,
    ),
    Kind("down", (SMTP,), WIRE, "Servidor cerrado", op="connect", standing=True),
    Kind("mute", (SMTP,), WIRE, "Acepta la conexión y calla", op="connect"),
)
