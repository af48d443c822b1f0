"""The X API v2 as tweepy, and the media upload that tweepy lacks, call it."""
