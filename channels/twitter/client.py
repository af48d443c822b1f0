"""The calls to X that we make, through tweepy, with the upload of media that it lacks.

Around tweepy: a session of ours (time-outs, no redirects), and errors without keys. It never waits
for a limit inside a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import tweepy
from requests_oauthlib import OAuth1

from channels.base import Image, Receipt
from channels.matching import SLACK, Candidate
from channels.transport import ChannelSession
from channels.twitter.errors import classify, gone

KEYS = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
_UPLOAD = "https://api.twitter.com/2/media/upload"
_PAGE_OF_POSTS = 100

T = TypeVar("T")


class TwitterClient:
    """One account of X, by OAuth 1.0a. Raises only `ChannelError`."""

    def __init__(self, secretos: Mapping[str, str], session: ChannelSession) -> None:
        self._keys = {name: secretos.get(name, "") for name in KEYS}
        self._session = session
        self._sdk = tweepy.Client(**self._keys)
        self._sdk.session = session

    def upload_image(self, image: Image) -> str:
        """Store a picture that nobody sees yet, with its alternative text; return its id."""
        media_id = self._call(lambda: self._upload(image))
        self._call(lambda: self._describe(media_id, image.alt))
        return media_id

    def create_post(self, text: str, media: tuple[str, ...]) -> str:
        """Make a public post; return its id."""
        return self._call(
            lambda: str(self._sdk.create_tweet(text=text, media_ids=media or None).data["id"]),
            creating=True,
        )

    def read_post(self, post_id: str) -> Receipt | None:
        """Return the post, or None if it is not there: X says so with a 200 without data."""
        return self._call(
            lambda: (
                self._receipt(post_id)
                if self._sdk.get_tweet(post_id, user_auth=True).data
                else None
            ),
            if_gone=lambda: None,
        )

    def posts_since(self, user: str, desde: datetime) -> list[Candidate]:
        """Return the account's posts since `desde` (real time), newest first."""
        return self._call(lambda: self._timeline(user, desde - SLACK))

    def delete_post(self, post_id: str) -> None:
        """Take a post away; one that is gone already is no error."""
        self._call(lambda: _deleted(self._sdk.delete_tweet(post_id)), if_gone=lambda: None)

    def whoami(self) -> tuple[str, str]:
        """Return the id and the name of the account our keys belong to."""
        return self._call(lambda: _identity(self._sdk.get_me().data))

    @property
    def access_level(self) -> str:
        """What our keys allowed at the last answer, `read-write` for instance; empty if untold."""
        answer = self._session.last
        return answer.headers.get("x-access-level", "") if answer else ""

    def post_url(self, post_id: str) -> str:
        """Return the address at which people see a post."""
        return self._session.public_url(f"https://x.com/i/web/status/{post_id}")

    def _receipt(self, post_id: str) -> Receipt:
        return Receipt(post_id, self.post_url(post_id))

    def _upload(self, image: Image) -> str:
        """Tweepy sends no files to version 2, so this request is ours, on its session."""
        response = self._session.post(
            _UPLOAD,
            data={"media_category": "tweet_image", "media_type": image.mime},
            files={"media": (image.name, image.data, image.mime)},
            auth=OAuth1(
                self._keys["consumer_key"],
                self._keys["consumer_secret"],
                self._keys["access_token"],
                self._keys["access_token_secret"],
            ),
        )
        if not response.ok:
            raise tweepy.HTTPException(response)
        return str(response.json()["data"]["id"])

    def _describe(self, media_id: str, alt: str) -> None:
        metadata = {"id": media_id, "metadata": {"alt_text": {"text": alt}}}
        answer = self._sdk.request("POST", "/2/media/metadata", json=metadata, user_auth=True)
        if "data" not in answer.json():
            raise ValueError(answer.text)

    def _timeline(self, user: str, start: datetime) -> list[Candidate]:
        answer = self._sdk.get_users_tweets(
            user,
            max_results=_PAGE_OF_POSTS,
            start_time=start,
            tweet_fields=["created_at", "entities"],
            user_auth=True,
        )
        if answer.errors:
            raise ValueError(answer.errors)
        return [self._candidate(tweet) for tweet in answer.data or ()]

    def _candidate(self, tweet: Any) -> Candidate:
        urls = (tweet.entities or {}).get("urls", [])
        return Candidate(
            receipt=self._receipt(str(tweet.id)),
            texto=tweet.text,
            enlaces=tuple(url["expanded_url"] for url in urls if "expanded_url" in url),
            creado=tweet.created_at,
        )

    def _call(
        self,
        request: Callable[[], T],
        *,
        creating: bool = False,
        if_gone: Callable[[], T] | None = None,
    ) -> T:
        """Make one request. On strange answers the SDK raises AttributeError and the like.

        The failure is raised outside the handler, so that it does not carry the SDK's exception.
        """
        try:
            return request()
        except Exception as error:  # noqa: BLE001 - see above
            if if_gone and gone(error):
                return if_gone()
            failure = classify(error, creating=creating, secrets=self._keys.values())
        raise failure


def _deleted(answer: Any) -> None:
    if answer.data["deleted"] is not True:
        raise ValueError(answer)


def _identity(user: Any) -> tuple[str, str]:
    return str(user.id), f"@{user.username}"
