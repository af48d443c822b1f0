"""The Facebook SDK, imported without the warning that its old source gives."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from facebook import GraphAPI, GraphAPIError

__all__ = ["GraphAPI", "GraphAPIError"]
