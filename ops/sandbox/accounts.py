"""The fixed accounts of the sandbox, for whoever has to connect to it.

None of these values is a secret: they open nothing but the sandbox. The module imports nothing,
so that a test, the demo or a form with examples may read it without starting anything.
"""

from typing import Final

GRAPH_VERSION: Final = "v25.0"
FACEBOOK_HOSTS: Final = ("graph.facebook.com",)
X_HOSTS: Final = ("api.twitter.com", "api.x.com", "upload.twitter.com", "upload.x.com")
REAL_HOSTS: Final = FACEBOOK_HOSTS + X_HOSTS

FB_APP_ID: Final = "100200300400500"
FB_APP_SECRET: Final = "5a6db0c5a6db0c5a6db0c5a6db0c5a6d"
FB_APP_NAME: Final = "SIGOBito"
FB_USER_ID: Final = "10150000000000001"
FB_USER_NAME: Final = "Prensa Puerto Alborada"
FB_PAGE_ID: Final = "104500000000001"
FB_PAGE_NAME: Final = "Municipio de Puerto Alborada"
FB_OTHER_PAGE_ID: Final = "104500000000002"
FB_OTHER_PAGE_NAME: Final = "Biblioteca Municipal de Puerto Alborada"

FB_PAGE_TOKEN: Final = "EAASANDBOXpagina0000000000000000"
FB_OTHER_PAGE_TOKEN: Final = "EAASANDBOXotrapagina000000000000"
FB_READ_ONLY_PAGE_TOKEN: Final = "EAASANDBOXsololectura00000000000"
FB_EXPIRED_PAGE_TOKEN: Final = "EAASANDBOXvencido000000000000000"
FB_SHORT_USER_TOKEN: Final = "EAASANDBOXusuariocorto0000000000"
FB_LONG_USER_TOKEN: Final = "EAASANDBOXusuariolargo0000000000"

X_CONSUMER_KEY: Final = "SandboxConsumerKey0000001"
X_CONSUMER_SECRET: Final = "SandboxConsumerSecret000000000000000000000000000001"
X_USER_ID: Final = "1500000000000000001"
X_USERNAME: Final = "PtoAlborada"
X_NAME: Final = "Municipio de Puerto Alborada"
X_ACCESS_TOKEN: Final = "1500000000000000001-SandboxAccessToken000000000001"
X_ACCESS_TOKEN_SECRET: Final = "SandboxAccessTokenSecret000000000000000000001"
X_READ_ONLY_TOKEN: Final = "1500000000000000001-SandboxReadOnlyToken0000000001"
X_READ_ONLY_TOKEN_SECRET: Final = "SandboxReadOnlyTokenSecret0000000000000000001"
X_APP_BEARER: Final = "AAAAAAAAAAAAAAAAAAAAASandboxAppOnlyBearer00000001"
