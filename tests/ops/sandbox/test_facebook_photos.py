"""Photos of the page, uploaded with facebook-sdk."""

import io

import pytest

from channels.facebook.sdk import GraphAPI, GraphAPIError
from ops.sandbox.client import Sandbox
from tests.ops.sandbox.sdks import PAGE, PNG, attached, upload_photo


def test_an_unpublished_photo_is_seen_by_nobody(sandbox: Sandbox, graph: GraphAPI) -> None:
    upload_photo(graph)

    assert sandbox.posts("facebook") == []
    (image,) = sandbox.state()["images"]
    assert (image["mime"], image["alt_text"]) == ("image/png", "Un sol sobre el mar")


def test_a_photo_without_published_false_is_a_public_post(
    sandbox: Sandbox, graph: GraphAPI
) -> None:
    answer = graph.put_photo(io.BytesIO(PNG), album_path=f"{PAGE}/photos", message="Descuido")

    (post,) = sandbox.posts("facebook")
    assert answer == {"id": post["image_ids"][0], "post_id": post["id"]}


def test_several_photos_go_with_one_post_in_their_order(sandbox: Sandbox, graph: GraphAPI) -> None:
    photos = [upload_photo(graph) for _ in range(3)]

    graph.put_object(PAGE, "feed", message="Tres", **attached(*photos))

    assert sandbox.posts("facebook")[0]["image_ids"] == photos


REFUSED = {
    "no image": (b"GIF de mentira", {}, 100),
    "empty": (b"", {}, 100),
    "too large": (PNG + b"0" * 10 * 1024 * 1024, {}, 100),
    "blank alternative text": (PNG, {"alt_text_custom": " "}, 100),
    "long alternative text": (PNG, {"alt_text_custom": "a" * 1001}, 100),
    "unknown field": (PNG, {"alt_text": "Un sol"}, 100),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_photo_is_refused(sandbox: Sandbox, graph: GraphAPI, case: str) -> None:
    data, fields, code = REFUSED[case]

    with pytest.raises(GraphAPIError) as error:
        graph.put_photo(
            io.BytesIO(data), album_path=f"{PAGE}/photos", **{"published": "false", **fields}
        )

    assert error.value.code == code
    assert sandbox.state()["images"] == []


def test_an_upload_without_file_is_refused(graph: GraphAPI) -> None:
    with pytest.raises(GraphAPIError) as error:
        graph.put_object(PAGE, "photos", published="false")

    assert error.value.code == 324
