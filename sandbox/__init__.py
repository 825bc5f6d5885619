"""A Slack workspace on one machine, for the demo and for the tests."""
