"""What delivery counts."""

from prometheus_client import Counter, Gauge, Histogram

SENT = Counter("adoption_posts_sent", "Messages posted to Slack.")
UPDATED = Counter("adoption_posts_updated", "Messages of ours that were updated.")
RETRIED = Counter("adoption_posts_retried", "Tries that failed and are made again later.", ["error"])
REFUSED = Counter("adoption_posts_refused", "Posts that Slack turned down for good.", ["error"])
UNSURE = Counter("adoption_posts_unsure", "Tries of which nobody knows whether they reached Slack.")
FOUND = Counter("adoption_posts_found_in_history", "Unsure posts that were there already: doubles avoided.")
UNREADABLE = Counter(
    "adoption_posts_history_unreadable", "Unsure posts sent again because history could not be read: perhaps doubled."
)
WRITTEN = Counter("adoption_deal_updates", "Tries to write to the CRM what people asked for.", ["outcome"])
REPOSTED = Counter("adoption_posts_reposted", "Posts that somebody deleted and that were posted once more.")
OWED = Gauge("adoption_posts_owed", "Posts owed or with Slack at this moment.")
OLDEST_OWED = Gauge(
    "adoption_posts_oldest_owed_seconds", "For how long the oldest of them has been owed; 0 when none is."
)
STORE_AWAY = Gauge("adoption_store_away", "1 while delivery cannot use the store, else 0.")
LATENCY = Histogram(
    "adoption_post_latency_seconds",
    "From the commit that owed a post, or an update of it, to Slack's ok.",
    ["lane"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600),
)
"""The lanes are "answer" and "bulk": what a clock sends, or many get at once, lets answers pass."""
