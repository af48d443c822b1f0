"""The calls of the Graph API that the sandbox answers."""

import re
from collections.abc import Mapping

from ops.sandbox import accounts
from ops.sandbox.facebook import people, photos, posts, reading
from ops.sandbox.facebook.errors import graph_error, refuse
from ops.sandbox.facebook.invented import INVENTED
from ops.sandbox.wire import Answer, Call
from ops.sandbox.world import Network, Operation, Route, World

VERSION = re.compile(r"^/v(\d+)\.\d+/")
OLDEST_VERSION = 20


def _current(run: Operation) -> Operation:
    """Refuse versions that Facebook no longer serves: the default of facebook-sdk is one."""

    def checked(call: Call, world: World) -> Answer:
        version = VERSION.match(call.path)
        if version is None or int(version[1]) < OLDEST_VERSION:
            raise refuse(
                2635,
                "(#2635) You are calling a deprecated version of the API. Please update to the "
                f"latest version: {accounts.GRAPH_VERSION}.",
            )
        return run(call, world)

    return checked


def _unknown(call: Call, _world: World) -> Answer:
    return graph_error(2500, f"Unknown path components: {call.path[:120]}")


def _headers(call: Call) -> Mapping[str, str]:
    version = VERSION.match(call.path)
    return {
        "facebook-api-version": version[0].strip("/") if version else accounts.GRAPH_VERSION,
        "x-app-usage": '{"call_count":1,"total_cputime":1,"total_time":1}',
    }


def _route(method: str, path: str, op: str, run: Operation) -> Route:
    return Route(method, "/{version}" + path, op, _current(run))


FACEBOOK = Network(
    name="facebook",
    hosts=accounts.FACEBOOK_HOSTS,
    routes=(
        _route("GET", "/me", "me", people.me),
        _route("GET", "/me/accounts", "accounts", people.pages),
        _route("GET", "/debug_token", "debug_token", people.debug_token),
        _route("GET", "/oauth/access_token", "exchange_token", people.exchange_token),
        _route("POST", "/{node}/feed", "publish", posts.publish),
        _route("POST", "/{node}/photos", "media", photos.upload),
        _route("GET", "/{node}/published_posts", "timeline", reading.listed),
        _route("GET", "/{node}", "object", reading.read),
        _route("POST", "/{node}", "edit", posts.change),
        _route("DELETE", "/{node}", "delete", posts.delete),
    ),
    unknown=_unknown,
    unreadable=graph_error(100, "(#100) The request body could not be read"),
    headers=_headers,
    invented=INVENTED,
)
