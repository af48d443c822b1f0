"""The calls of the X API v2 that the sandbox answers."""

import time
from collections.abc import Mapping

from ops.sandbox import accounts
from ops.sandbox.wire import Answer, Call
from ops.sandbox.world import Network, Route, World
from ops.sandbox.x import media, reading, tweets
from ops.sandbox.x.errors import invalid, problem
from ops.sandbox.x.invented import INVENTED

WINDOW_S = 15 * 60
CALLS_PER_WINDOW = 100


def _unknown(_call: Call, _world: World) -> Answer:
    return problem(404, "Not Found", "Not Found")


def _headers(call: Call) -> Mapping[str, str]:
    authorization = call.headers.get("Authorization", "")
    return {
        "x-rate-limit-limit": str(CALLS_PER_WINDOW),
        "x-rate-limit-remaining": str(CALLS_PER_WINDOW - 1),
        "x-rate-limit-reset": str(int(time.time()) + WINDOW_S),
        "x-access-level": "read" if accounts.X_READ_ONLY_TOKEN in authorization else "read-write",
    }


X = Network(
    name="x",
    hosts=accounts.X_HOSTS,
    routes=(
        Route("POST", "/2/tweets", "publish", tweets.publish),
        Route("GET", "/2/tweets/{id}", "object", reading.read),
        Route("DELETE", "/2/tweets/{id}", "delete", tweets.delete),
        Route("GET", "/2/users/me", "me", reading.me),
        Route("GET", "/2/users/{id}/tweets", "timeline", reading.listed),
        Route("POST", "/2/media/upload", "media", media.upload),
        Route("POST", "/2/media/metadata", "metadata", media.describe),
    ),
    unknown=_unknown,
    unreadable=invalid("The request body could not be read").answer,
    headers=_headers,
    invented=INVENTED,
)
