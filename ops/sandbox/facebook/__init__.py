"""The Facebook Graph API as facebook-sdk calls it."""
