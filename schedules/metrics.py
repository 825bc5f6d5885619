"""What is counted of jobs."""

from prometheus_client import Counter, Histogram

LATENESS = Histogram(
    "adoption_job_lateness_seconds",
    "How long after its time a job began that was then carried out.",
    ["job"],
    buckets=(1, 5, 20, 30, 60, 300, 900, 3600, 6 * 3600, 24 * 3600),
)
JOBS = Counter("adoption_jobs", "Firings of jobs: ran, failed (and tried again), missed for good.", ["job", "outcome"])
