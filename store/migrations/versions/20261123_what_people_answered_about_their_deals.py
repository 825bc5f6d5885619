"""what people answered about their deals"""

import sqlalchemy as sa
from alembic import op

from store.columns import UtcDateTime

revision = "0006_serves_0001"
down_revision = "0005_serves_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asking_rests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("delivery", sa.String(length=255), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("workflow", sa.String(length=100), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("shown_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.ForeignKeyConstraint(
            ["shown_in"],
            ["posts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "delivery", name="uq_asking_rests_delivery"),
    )
    with op.batch_alter_table("asking_rests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_asking_rests_current",
            ["team_id", "by"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "deal_updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("delivery", sa.String(length=255), nullable=False),
        sa.Column("deal", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("next_try_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("now", sa.JSON(), nullable=False),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("merged_into", sa.Text(), nullable=True),
        sa.Column("view_id", sa.String(length=255), nullable=True),
        sa.Column("shown_in", sa.Integer(), nullable=True),
        sa.Column("owes_word", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shown_in"],
            ["posts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "delivery", name="uq_deal_updates_delivery"),
    )
    with op.batch_alter_table("deal_updates", schema=None) as batch_op:
        batch_op.create_index("ix_deal_updates_deal", ["team_id", "deal"], unique=False)
        batch_op.create_index(
            "ix_deal_updates_untold",
            ["team_id"],
            unique=False,
            sqlite_where=sa.text("owes_word"),
            postgresql_where=sa.text("owes_word"),
        )
        batch_op.create_index(
            "ix_deal_updates_waiting",
            ["team_id", "deal"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )


def downgrade() -> None:
    op.drop_table("deal_updates")
    op.drop_table("asking_rests")
