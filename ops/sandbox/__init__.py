"""The real wire without the real world: a local Facebook Graph API, X API v2 and mail server."""
