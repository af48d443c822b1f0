"""The calls to Graph that we make, through facebook-sdk with its gaps closed.

The SDK is of 2018. Around it: the version as an attribute (its own check refuses today's), a
session of ours (time-outs, no redirects, the headers it drops), an `id` required in every creation,
the proof that the secret is ours, and errors without tokens.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from channels.base import Image, Receipt
from channels.facebook.errors import classify, gone
from channels.facebook.sdk import GraphAPI
from channels.matching import SLACK, Candidate
from channels.transport import ChannelSession

_POST_FIELDS = "id,message,created_time,permalink_url"
_LIST_FIELDS = f"{_POST_FIELDS},attachments{{unshimmed_url}}"
_PAGE_OF_POSTS = 100

T = TypeVar("T")


class FacebookClient:
    """One page, reached with its own token. Raises only `ChannelError`."""

    def __init__(
        self, page: str, secretos: Mapping[str, str], version: str, session: ChannelSession
    ) -> None:
        self.page = page
        self._token = secretos.get("page_token", "")
        self._app = (secretos.get("app_id", ""), secretos.get("app_secret", ""))
        self._session = session
        self._graph = GraphAPI(self._token, timeout=session.transport.timeout, session=session)
        self._graph.version = version
        self._proof = _proof(self._token, self._app[1])

    def upload_photo(self, image: Image) -> str:
        """Store a photo that nobody sees yet; return its id."""
        photo = io.BytesIO(image.data)
        photo.name = image.name
        return self._call(
            lambda: _id(
                self._graph.put_photo(
                    photo,
                    album_path=f"{self.page}/photos",
                    published="false",
                    alt_text_custom=image.alt,
                    **self._proof,
                )
            )
        )

    def create_post(self, message: str, link: str | None, photos: tuple[str, ...]) -> str:
        """Make a public post; return its id."""
        fields = self._post_fields(message, link, photos)
        return self._call(
            lambda: _id(self._graph.put_object(self.page, "feed", **fields)), creating=True
        )

    def create_draft(self, message: str, link: str | None, photos: tuple[str, ...]) -> str:
        """Make a post that nobody sees yet; return its id."""
        fields = {**self._post_fields(message, link, photos), "published": "false"}
        return self._call(lambda: _id(self._graph.put_object(self.page, "feed", **fields)))

    def publish_draft(self, post_id: str) -> None:
        """Show a draft to everybody. Doing it twice is doing it once."""
        path = f"{self._graph.version}/{post_id}"
        fields = {"is_published": "true", **self._proof}
        self._call(
            lambda: _success(self._graph.request(path, post_args=fields, method="POST")),
            creating=True,
        )

    def read_post(self, post_id: str) -> Receipt | None:
        """Return the post, or None if it is not there."""
        return self._call(
            lambda: self._receipt(
                self._graph.get_object(post_id, fields=_POST_FIELDS, **self._proof)
            ),
            if_gone=lambda: None,
        )

    def posts_since(self, desde: datetime) -> list[Candidate]:
        """Return the page's public posts since `desde` (real time), newest first."""
        return self._call(
            lambda: [
                self._candidate(post)
                for post in self._graph.get_connections(
                    self.page,
                    "published_posts",
                    fields=_LIST_FIELDS,
                    since=int((desde - SLACK).timestamp()),
                    limit=_PAGE_OF_POSTS,
                    **self._proof,
                )["data"]
            ]
        )

    def delete_post(self, post_id: str) -> None:
        """Take a post away; one that is gone already is no error."""
        path = f"{self._graph.version}/{post_id}"
        self._call(
            lambda: _success(self._graph.request(path, args=dict(self._proof), method="DELETE")),
            if_gone=lambda: None,
        )

    def inspect_token(self) -> dict[str, Any]:
        """Return what Graph knows of our token: type, page, scopes, expiry."""
        return self._call(
            lambda: dict(self._graph.debug_access_token(self._token, *self._app)["data"])
        )

    def page_name(self) -> str:
        """Return the page's name, read with our token."""
        return self._call(
            lambda: str(self._graph.get_object(self.page, fields="id,name", **self._proof)["name"])
        )

    def _post_fields(
        self, message: str, link: str | None, photos: tuple[str, ...]
    ) -> dict[str, str]:
        """A link beside photos gives no preview card, so there it goes into the text."""
        fields = {"message": message, **self._proof}
        if photos and link:
            fields["message"] = f"{message}\n\n{link}"
        elif link:
            fields["link"] = link
        for number, photo in enumerate(photos):
            fields[f"attached_media[{number}]"] = json.dumps({"media_fbid": photo})
        return fields

    def _receipt(self, post: Mapping[str, Any]) -> Receipt:
        url = str(post.get("permalink_url") or self.post_url(str(post["id"])))
        return Receipt(str(post["id"]), self._session.public_url(url))

    def post_url(self, post_id: str) -> str:
        """Return the address at which people see a post."""
        return self._session.public_url(f"https://www.facebook.com/{post_id}")

    def _candidate(self, post: Mapping[str, Any]) -> Candidate:
        attachments = post.get("attachments", {}).get("data", [])
        return Candidate(
            receipt=self._receipt(post),
            texto=post.get("message", ""),
            enlaces=tuple(a["unshimmed_url"] for a in attachments if "unshimmed_url" in a),
            creado=datetime.fromisoformat(post["created_time"]),
        )

    def _call(
        self,
        request: Callable[[], T],
        *,
        creating: bool = False,
        if_gone: Callable[[], T] | None = None,
    ) -> T:
        """Make one request. The SDK lets KeyError, TypeError and the like out: all are caught.

        The failure is raised outside the handler, so that it does not carry the SDK's exception,
        which has the token in its text.
        """
        try:
            return request()
        except Exception as error:  # noqa: BLE001 - see above
            if if_gone and gone(error):
                return if_gone()
            secrets = (self._token, self._app[1], *self._proof.values())
            failure = classify(error, self._session.last, creating=creating, secrets=secrets)
        raise failure


def _proof(token: str, app_secret: str) -> dict[str, str]:
    """Return Graph's `appsecret_proof`: a stolen token is of no use without the secret."""
    if not app_secret:
        return {}
    digest = hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    return {"appsecret_proof": digest}


def _id(result: Mapping[str, Any]) -> str:
    """Return the id of what was made; the SDK takes an answer without one for a success."""
    return str(result["id"])


def _success(result: Mapping[str, Any]) -> None:
    if result["success"] is not True:
        raise ValueError(result)
