"""Checks of messages and views, as Slack makes them, with its words and its pointers."""
