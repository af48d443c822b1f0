"""Posts of the page, written and read with facebook-sdk over real HTTP."""

from typing import Any

import pytest
import requests

from channels.facebook.sdk import GraphAPI, GraphAPIError
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import PAGE, attached, graph_as, upload_photo

LINK = "https://puertoalborada.gob.pa/p/k7Qz2"
ALL_FIELDS = "id,message,created_time,permalink_url,is_published,attachments"


def publish(graph: GraphAPI, **fields: str) -> str:
    return str(graph.put_object(PAGE, "feed", **fields)["id"])


def refusal(error: pytest.ExceptionInfo[GraphAPIError]) -> dict[str, Any]:
    found: dict[str, Any] = error.value.result["error"]
    return found


def test_a_text_with_a_link_is_published(sandbox: Sandbox, graph: GraphAPI) -> None:
    post_id = publish(graph, message="Planos aprobados", link=LINK)

    assert post_id.startswith(f"{PAGE}_")
    (post,) = sandbox.posts("facebook")
    assert (post["id"], post["message"], post["link"]) == (post_id, "Planos aprobados", LINK)


def test_a_post_is_read_back_with_its_fields(graph: GraphAPI) -> None:
    post_id = publish(graph, message="Planos aprobados", link=LINK)

    post = graph.get_object(post_id, fields=ALL_FIELDS)

    assert post["message"] == "Planos aprobados"
    assert post["is_published"] is True
    assert post["permalink_url"] == f"https://www.facebook.com/{PAGE}/posts/{post_id.split('_')[1]}"
    assert post["attachments"]["data"][0]["unshimmed_url"] == LINK


def test_an_attached_photo_takes_the_place_of_the_card_of_the_link(
    graph: GraphAPI,
) -> None:
    photo = upload_photo(graph)

    post_id = publish(graph, message="Con foto", link=LINK, **attached(photo))

    (item,) = graph.get_object(post_id, fields="attachments{type,description}")["attachments"][
        "data"
    ]
    assert item == {"type": "photo", "description": "Un sol sobre el mar"}


def test_the_published_posts_come_newest_first(graph: GraphAPI) -> None:
    first, second = publish(graph, message="Uno"), publish(graph, message="Dos")
    publish(graph, message="Borrador", published="false")

    found = graph.get_connections(PAGE, "published_posts", fields="id", since=1, limit=25)

    assert [post["id"] for post in found["data"]] == [second, first]


def test_the_published_posts_are_paged(graph: GraphAPI) -> None:
    first, second = publish(graph, message="Uno"), publish(graph, message="Dos")

    newest = graph.get_connections(PAGE, "published_posts", limit=1)
    older = graph.get_connections(
        PAGE, "published_posts", limit=1, after=newest["paging"]["cursors"]["after"]
    )

    assert [newest["data"][0]["id"], older["data"][0]["id"]] == [second, first]


@pytest.mark.parametrize("since", [4102444800, "2999-01-01", "2999-01-01T00:00:00Z"])
def test_posts_before_since_are_left_out(graph: GraphAPI, since: Any) -> None:
    publish(graph, message="Uno")

    assert graph.get_connections(PAGE, "published_posts", since=since) == {"data": []}


def test_a_draft_becomes_public_and_doing_it_twice_is_doing_it_once(
    sandbox: Sandbox, graph: GraphAPI
) -> None:
    post_id = publish(graph, message="Borrador", published="false")
    assert sandbox.posts("facebook") == []

    for _ in range(2):
        answer = graph.request(
            f"{graph.version}/{post_id}", post_args={"is_published": "true"}, method="POST"
        )
        assert answer == {"success": True}

    assert [post["id"] for post in sandbox.posts("facebook")] == [post_id]


def test_a_message_is_changed(sandbox: Sandbox, graph: GraphAPI) -> None:
    post_id = publish(graph, message="Con erata")

    graph.request(f"{graph.version}/{post_id}", post_args={"message": "Con errata"}, method="POST")

    assert sandbox.posts("facebook")[0]["message"] == "Con errata"


def test_a_deleted_post_is_gone_for_everybody(sandbox: Sandbox, graph: GraphAPI) -> None:
    post_id = publish(graph, message="Se retira")

    assert graph.delete_object(post_id) == {"success": True}

    assert sandbox.posts("facebook") == []
    assert sandbox.posts("facebook", hidden=True)[0]["deleted"] is True
    for again in (graph.get_object, graph.delete_object):
        with pytest.raises(GraphAPIError) as error:
            again(post_id)
        assert (refusal(error)["code"], refusal(error)["error_subcode"]) == (100, 33)


def test_the_same_post_twice_in_a_row_is_a_duplicate(sandbox: Sandbox, graph: GraphAPI) -> None:
    publish(graph, message="Hola")

    with pytest.raises(GraphAPIError) as error:
        publish(graph, message="Hola")

    assert (refusal(error)["code"], refusal(error)["error_subcode"]) == (506, 1455006)
    publish(graph, message="Otra")
    publish(graph, message="Hola")
    assert len(sandbox.posts("facebook")) == 3


REFUSED_FIELDS = {
    "nothing to publish": ({"message": "  "}, 100),
    "an unknown field": ({"message": "Hola", "mesage": "Hola"}, 100),
    "a scheduled post": ({"message": "Hola", "scheduled_publish_time": "1"}, 100),
    "a link that is none": ({"link": "puertoalborada"}, 100),
    "a script as link": ({"link": "javascript:alert(1)"}, 100),
    "too long a message": ({"message": "a" * 63207}, 100),
    "published neither true nor false": ({"message": "Hola", "published": "tal vez"}, 100),
    "a photo that is not there": ({"attached_media[0]": '{"media_fbid": "1"}'}, 100),
    "an attachment that is not JSON": ({"attached_media[0]": "1"}, 100),
    "an attachment without number": ({"attached_media[]": '{"media_fbid": "1"}'}, 100),
}


@pytest.mark.parametrize("case", REFUSED_FIELDS)
def test_refused(sandbox: Sandbox, graph: GraphAPI, case: str) -> None:
    fields, code = REFUSED_FIELDS[case]

    with pytest.raises(GraphAPIError) as error:
        publish(graph, **fields)

    assert refusal(error)["code"] == code
    assert refusal(error)["fbtrace_id"]
    assert sandbox.posts("facebook", hidden=True) == []


def test_a_photo_that_is_public_already_is_not_attached(graph: GraphAPI) -> None:
    photo = upload_photo(graph, published="true")

    with pytest.raises(GraphAPIError) as error:
        publish(graph, message="Otra vez", **attached(photo))

    assert refusal(error)["error_subcode"] == 1366051


REFUSED_READS = {
    "an unknown field": {"fields": "id,title"},
    "braces that do not close": {"fields": "id,attachments{url"},
    "braces that do not open": {"fields": "id}"},
    "a list of fields without end": {"fields": "a{" * 400},
    "more than a page of posts": {"limit": "500"},
    "a time that is none": {"since": "ayer"},
    "an unknown parameter": {"order": "chronological"},
}


@pytest.mark.parametrize("case", REFUSED_READS)
def test_a_read_is_refused(graph: GraphAPI, case: str) -> None:
    publish(graph, message="Hola")

    with pytest.raises(GraphAPIError) as error:
        graph.get_connections(PAGE, "published_posts", **REFUSED_READS[case])

    assert refusal(error)["code"] in (100, 2500)


def test_the_version_that_facebook_sdk_has_by_default_is_refused(
    session: requests.Session,
) -> None:
    with pytest.raises(GraphAPIError) as error:
        GraphAPI(accounts.FB_PAGE_TOKEN, session=session).get_object("me")

    assert refusal(error)["code"] == 2635


def test_an_unknown_path_is_refused(graph: GraphAPI) -> None:
    with pytest.raises(GraphAPIError) as error:
        graph.put_object(PAGE, "videos", description="Acto")

    assert refusal(error)["code"] == 2500


def test_the_posts_of_one_page_are_closed_to_the_token_of_another(
    graph: GraphAPI, session: requests.Session
) -> None:
    post_id = publish(graph, message="Hola")
    other = graph_as(accounts.FB_OTHER_PAGE_TOKEN, session)

    with pytest.raises(GraphAPIError) as error:
        other.delete_object(post_id)

    assert refusal(error)["error_subcode"] == 33
