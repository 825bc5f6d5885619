"""how many deals met each criterion, and what was proposed of it"""

import sqlalchemy as sa
from alembic import op

from store.columns import UtcDateTime

revision = "0005_serves_0001"
down_revision = "0004_serves_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "criterion_days",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("workflow", sa.String(length=100), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("control", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "workflow", "criterion", "day"),
    )
    op.create_table(
        "control_proposals",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("proposals", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "month"),
    )


def downgrade() -> None:
    op.drop_table("control_proposals")
    op.drop_table("criterion_days")
