"""What is counted of jobs."""

from prometheus_client import Counter, Gauge, Histogram

LATENESS = Histogram(
    "adoption_job_lateness_seconds",
    "How long after its time a job began that was then carried out.",
    ["job"],
    buckets=(1, 5, 20, 30, 60, 300, 900, 3600, 6 * 3600, 24 * 3600),
)
JOBS = Counter("adoption_jobs", "Firings of jobs: ran, failed (and tried again), missed for good.", ["job", "outcome"])

CRM_READ_AT = Gauge(
    "adoption_crm_last_success_timestamp_seconds",
    "When the CRM was last read to its end, as this replica knows: of several the latest counts. 0 before the first.",
)
CRM_SECONDS = Histogram(
    "adoption_crm_sync_seconds",
    "How long it took to read what changed in the CRM and to judge it.",
    buckets=(0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 3 * 3600),
)
CRM_READ = Counter("adoption_crm_deals_read", "Deals that the CRM told of, by what was new about them.", ["outcome"])
CRM_DEALS = Gauge("adoption_crm_deals", "Deals that are there, as of the last time this replica read the CRM.")
