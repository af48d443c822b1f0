"""The control panel: buttons for each way to misbehave, and what happened lately."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from aiohttp import web

from ops.sandbox.faults import BadFaultError, Fault
from ops.sandbox.kinds import GROUPS, KINDS, OPS, SMTP, Kind
from ops.sandbox.pages.layout import page
from ops.sandbox.pages.markup import Html, tag
from ops.sandbox.pages.words import NAMES, OP_NAMES, ago
from ops.sandbox.records import CallEntry
from ops.sandbox.server import MAIL_SERVER, WORLD
from ops.sandbox.world import World

HERE = "/control/"
SHOWN_CALLS = 40
EVERY_FAULT = "todas"
TIMES = (("1", "una vez"), ("3", "3 veces"), ("", "hasta quitarla"))


async def show(request: web.Request) -> web.Response:
    """GET the panel."""
    return _panel(request.app[WORLD])


async def obey(request: web.Request) -> Any:
    """POST an order of the panel: a fault, the end of one or of all, or forget everything."""
    world = request.app[WORLD]
    order = await request.post()
    try:
        _carry_out(order, world)
    except BadFaultError as error:
        return _panel(world, problem=str(error))
    await request.app[MAIL_SERVER].obey()
    raise web.HTTPSeeOther(HERE)


def _carry_out(order: Mapping[str, Any], world: World) -> None:
    if "reset" in order:
        world.state.reset()
    elif "clear" in order:
        world.faults.clear(_fault_id(str(order["clear"])))
    else:
        world.faults.add(_fault_order(order))


def _fault_id(text: str) -> int | None:
    if text == EVERY_FAULT:
        return None
    if not text.isdecimal():
        raise BadFaultError("esa falla no existe")
    return int(text)


def _fault_order(order: Mapping[str, Any]) -> dict[str, Any]:
    """Turn the form into an order; what was left empty is left to the kind of fault."""
    given = {name: str(value) for name, value in order.items() if value}
    found: dict[str, Any] = {"times": None, **given}
    try:
        found |= {name: int(given[name]) for name in ("times", "seconds") if name in given}
    except ValueError:
        raise BadFaultError("veces y segundos son números enteros") from None
    return found


def _panel(world: World, *, problem: str = "") -> web.Response:
    return page(
        "Control",
        tag("h1", "Control"),
        tag("p", "Elija cómo debe fallar cada red; el sistema debe saber responder.", cls="lead"),
        tag("p", f"No se pudo: {problem}", cls="warn", role="alert") if problem else None,
        _in_force(world.faults.all()),
        *(_target(target) for target in NAMES),
        _calls(world),
        _forget(),
        section=HERE,
        wide=True,
        status=400 if problem else 200,
    )


def _in_force(faults: list[Fault]) -> Html:
    if not faults:
        return tag("p", "Ahora todo funciona.", cls="calm")
    every = _order("clear", EVERY_FAULT, "Quitar todas") if len(faults) > 1 else None
    rows = (tag("li", _described(f), _order("clear", str(f.id), "Quitar")) for f in faults)
    return tag("section", tag("h2", "Fallas activas"), tag("ul", *rows, cls="faults"), every)


def _described(fault: Fault) -> Html:
    often = "hasta quitarla" if fault.times is None else f"quedan {fault.times}"
    more = [OP_NAMES[fault.op], often]
    more += [f"{fault.seconds:g} s"] if fault.seconds else []
    more += [f"solo {fault.address}"] if fault.address else []
    name = tag("b", f"{NAMES[fault.target]}: {fault.kind.label}")
    return tag("span", name, tag("span", " · ".join(more), cls="meta"))


def _order(name: str, value: str, label: str) -> Html:
    field = tag("input", type="hidden", name=name, value=value)
    return tag("form", field, tag("button", label, cls="button"), method="post", action=HERE)


def _target(target: str) -> Html:
    return tag(
        "form",
        tag("h2", NAMES[target]),
        tag("input", type="hidden", name="target", value=target),
        tag("div", *_choices(target), cls="choices"),
        *(_group(target, group) for group in GROUPS),
        method="post",
        action=HERE,
        cls="box",
    )


def _group(target: str, group: str) -> Html | None:
    kinds = [kind for kind in KINDS if target in kind.targets and kind.group == group]
    if not kinds:
        return None
    legend = tag("legend", group)
    return tag("fieldset", legend, tag("div", *map(_button, kinds), cls="kinds"))


def _choices(target: str) -> list[Html]:
    ops = [("", "según la falla"), ("*", OP_NAMES["*"])]
    ops += [(op, OP_NAMES[op]) for op in OPS[target]]
    choices = [
        _select(target, "times", "Cuánto", list(TIMES)),
        _select(target, "op", "Operación", ops),
        _field(target, "seconds", "Segundos", "number", hint="según la falla"),
    ]
    return (
        [*choices, _field(target, "address", "Solo la dirección", "text", hint="todas")]
        if target == SMTP
        else choices
    )


def _select(target: str, name: str, label: str, options: list[tuple[str, str]]) -> Html:
    shown = (tag("option", text, value=value) for value, text in options)
    key = f"{target}-{name}"
    return tag("div", tag("label", label, for_=key), tag("select", *shown, id=key, name=name))


def _field(target: str, name: str, label: str, kind: str, *, hint: str) -> Html:
    key = f"{target}-{name}"
    least = "0" if kind == "number" else None
    field = tag("input", id=key, name=name, type=kind, min=least, placeholder=hint)
    return tag("div", tag("label", label, for_=key), field)


def _button(kind: Kind) -> Html:
    return tag("button", kind.label, name="kind", value=kind.name, title=kind.name, cls="button")


def _calls(world: World) -> Html:
    now = world.state.clock()
    rows = [_call_row(call, now) for call in islice(world.state.calls.newest_first(), SHOWN_CALLS)]
    if not rows:
        return tag("section", tag("h2", "Llamadas"), tag("p", "Todavía ninguna.", cls="lead"))
    names = ("Cuándo", "Red", "Operación", "Respuesta", "Detalle")
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))
    table = tag("div", tag("table", head, tag("tbody", *rows)), cls="scroll", tabindex="0")
    return tag("section", tag("h2", "Últimas llamadas"), table)


def _call_row(call: CallEntry, now: float) -> Html:
    fault = tag("span", call.fault, cls="badge") if call.fault else None
    return tag(
        "tr",
        tag("td", ago(call.at, now)),
        tag("td", NAMES[call.target]),
        tag("td", OP_NAMES[call.op], title=f"{call.method} {call.path}"),
        tag("td", str(call.status) if call.status else "—", fault),
        tag("td", call.detail),
    )


def _forget() -> Html:
    warning = tag(
        "p", "Borra las publicaciones, el correo y las llamadas de estas redes de prueba."
    )
    order = _order("reset", "1", "Olvidar todo lo recibido")
    return tag("details", tag("summary", "Empezar de nuevo"), warning, order)
