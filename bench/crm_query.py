"""What the example model's deals lack, asked of each engine in one query that somebody wrote for this model by hand."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from domain.operating_model import OperatingModel

QUERY: Final = """
WITH told AS (
  SELECT id, standing, stage, close_date, {next_step} AS next_step, {next_step_at} AS next_step_at,
    {forecast_category} AS category, {champion} AS champion, {implementation_risk} AS risk,
    {promised_outcomes} AS promises
  FROM deals
  WHERE team_id = '{team}' AND deleted_at IS NULL
    AND (standing = 'open' OR standing = 'won' AND close_date BETWEEN '{month_ago}' AND '{today}')
), judged AS (
  SELECT id, standing = 'won' AS in_handoff, standing = 'open' AND stage = 'renewal' AS in_renewal,
    standing = 'open' AND stage IN ('qualifiedtobuy', 'presentationscheduled', 'contractsent') AS in_review,
    standing = 'open' AND close_date <= '{in_90_days}' AS in_forecast, category = 'COMMIT' AS commits,
    close_date < '{today}' AS passed, {no_next_step} AS no_step, {no_category} AS no_category,
    {no_champion} AS no_champion, {no_risk} AS no_risk, {no_promises} AS no_promises,
    next_step_at < '{two_weeks_ago}' AS no_step_in_two_weeks, next_step_at < '{week_ago}' AS no_step_in_a_week
  FROM told
)
SELECT id, 'pipeline_review' AS workflow, 'next_step_fresh' AS criterion FROM judged
  WHERE in_review AND (no_step OR no_step_in_two_weeks)
UNION ALL SELECT id, 'pipeline_review', 'close_date_ahead' FROM judged WHERE in_review AND passed
UNION ALL SELECT id, 'forecast', 'category_set' FROM judged WHERE in_forecast AND no_category
UNION ALL SELECT id, 'forecast', 'commit_has_next_step' FROM judged
  WHERE in_forecast AND commits AND (no_step OR no_step_in_a_week)
UNION ALL SELECT id, 'forecast', 'commit_has_champion' FROM judged WHERE in_forecast AND commits AND no_champion
UNION ALL SELECT id, 'forecast', 'close_date_ahead' FROM judged WHERE in_forecast AND passed
UNION ALL SELECT id, 'handoff', 'risk_known' FROM judged WHERE in_handoff AND no_risk
UNION ALL SELECT id, 'handoff', 'promises_written' FROM judged WHERE in_handoff AND no_promises
UNION ALL SELECT id, 'renewal', 'close_date_ahead' FROM judged WHERE in_renewal AND passed
"""
"""Its author knows the model, the data and the engine: one pass over the deals, each value taken out of its JSON once,
times compared as the text that they are, and no sentence made for anybody."""

FIELDS: Final = ("next_step", "forecast_category", "champion", "implementation_risk", "promised_outcomes")
COLUMNS: Final = ("next_step", "category", "champion", "risk", "promises")


def query(model: OperatingModel, team: str, at: datetime, *, sqlite: bool) -> str:
    """With the days of `at` and the model's placeholders filled in. Nothing of it comes from outside."""
    today = at.astimezone(model.timezone).date()
    words = ", ".join(f"'{word}'" for word in ("", *model.placeholders))

    def midnight(days: int) -> str:
        return datetime.combine(today - timedelta(days), time.min, model.timezone).astimezone(UTC).isoformat()

    def value(column: str, name: str) -> str:
        return f"json_extract(\"{column}\", '$.{name}')" if sqlite else f'"{column}" ->> \'{name}\' COLLATE "C"'

    return QUERY.format(
        team=team,
        today=today,
        month_ago=today - timedelta(30),
        in_90_days=today + timedelta(90),
        week_ago=midnight(7),
        two_weeks_ago=midnight(14),
        next_step_at=value("changed_at", "next_step"),
        **{field: value("values", field) for field in FIELDS},
        **{f"no_{column}": f"coalesce(lower(trim({column})), '') IN ({words})" for column in COLUMNS},
    )


def keep(asked: str, team: str, at: datetime) -> str:
    """The same, remembered as new, though without a word of why."""
    return f"""
INSERT INTO findings (team_id, deal, workflow, criterion, field, because, first_seen_at)
SELECT '{team}', id, workflow, criterion, '', '', '{at:%Y-%m-%d %H:%M:%S+00:00}' FROM ({asked}) AS found
"""  # noqa: S608 - nothing of it comes from outside
