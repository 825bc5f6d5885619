"""signals of work around the CRM"""

import sqlalchemy as sa
from alembic import op

from store.columns import UtcDateTime

revision = "0008_serves_0001"
down_revision = "0007_serves_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channels_told",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("greeted_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "channel"),
    )
    op.create_table(
        "judged_threads",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("judged_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "channel", "thread_ts"),
    )
    with op.batch_alter_table("judged_threads", schema=None) as batch_op:
        batch_op.create_index("ix_judged_threads_at", ["team_id", "judged_at"], unique=False)

    op.create_table(
        "pending_threads",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("marked", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "channel", "thread_ts"),
    )
    with op.batch_alter_table("pending_threads", schema=None) as batch_op:
        batch_op.create_index("ix_pending_threads_due", ["team_id", "due_at"], unique=False)

    op.create_table(
        "unwatched_channels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ended_by", sa.String(length=32), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("unwatched_channels", schema=None) as batch_op:
        batch_op.create_index(
            "uq_unwatched_channels_open",
            ["team_id", "channel"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "signals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("enterprise_id", sa.String(length=32), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("workflow", sa.String(length=100), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=False),
        sa.Column("starter", sa.String(length=32), nullable=True),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("deal", sa.Text(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("flagged_by", sa.String(length=32), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "channel", "thread_ts", name="uq_signals_thread"),
        sa.UniqueConstraint("team_id", "number", name="uq_signals_number"),
    )
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.create_index("ix_signals_seen", ["team_id", "seen_at"], unique=False)
        batch_op.create_index("ix_signals_workflow", ["team_id", "workflow", "state"], unique=False)

    op.create_table(
        "signal_labels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["signals.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "signal_id", "by", name="uq_signal_labels_person"),
    )
    with op.batch_alter_table("signal_labels", schema=None) as batch_op:
        batch_op.create_index("ix_signal_labels_channel", ["team_id", "channel", "at"], unique=False)
        batch_op.create_index("ix_signal_labels_kind", ["team_id", "kind", "at"], unique=False)

    op.create_table(
        "signal_notes",
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["signals.id"],
        ),
        sa.PrimaryKeyConstraint("signal_id"),
        sa.UniqueConstraint("team_id", "person", "day", name="uq_signal_notes_person_day"),
    )
    with op.batch_alter_table("signal_notes", schema=None) as batch_op:
        batch_op.create_index("ix_signal_notes_channel", ["team_id", "channel", "at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("signal_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_signal_notes_channel")

    op.drop_table("signal_notes")
    with op.batch_alter_table("signal_labels", schema=None) as batch_op:
        batch_op.drop_index("ix_signal_labels_kind")
        batch_op.drop_index("ix_signal_labels_channel")

    op.drop_table("signal_labels")
    with op.batch_alter_table("signals", schema=None) as batch_op:
        batch_op.drop_index("ix_signals_workflow")
        batch_op.drop_index("ix_signals_seen")

    op.drop_table("signals")
    with op.batch_alter_table("unwatched_channels", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_unwatched_channels_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("unwatched_channels")
    with op.batch_alter_table("pending_threads", schema=None) as batch_op:
        batch_op.drop_index("ix_pending_threads_due")

    op.drop_table("pending_threads")
    with op.batch_alter_table("judged_threads", schema=None) as batch_op:
        batch_op.drop_index("ix_judged_threads_at")

    op.drop_table("judged_threads")
    op.drop_table("channels_told")
