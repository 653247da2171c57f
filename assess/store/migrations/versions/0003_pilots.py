"""Pilots: what became of them, and what was forecast; one row per revision of a record."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Old code may still be running while this does: add, fill, and only in a later release take away.

CHECKS = {
    "revision": "revision >= 1",
    "title": "title <> ''",
    "stage": "stage IN ('idea', 'pilot', 'production', 'stopped')",
    "started_on": "stage = 'idea' OR started_on IS NOT NULL",
    "ended_on": "(stage = 'stopped') = (ended_on IS NOT NULL)",
    "order_of_days": "ended_on IS NULL OR ended_on >= started_on",
    "in_production": "in_production = 'unknown' OR (in_production = 'no' AND stage <> 'idea') OR (in_production = 'yes' AND stage IN ('production', 'stopped'))",
    "target_met": "target_met = 'unknown' OR (target_met IN ('yes', 'no') AND target <> '')",
    "forecast_on": "(forecast_on IS NULL) = (o1_forecast IS NULL AND o2_forecast IS NULL)",
    "forecast_chain": "forecast_chain = '' OR forecast_on IS NOT NULL",
    "base_rate": "(o1_base_rate IS NULL OR o1_forecast IS NOT NULL) AND (o2_base_rate IS NULL OR o2_forecast IS NOT NULL)",
    "o1_forecast": "o1_forecast IS NULL OR (o1_forecast > 0 AND o1_forecast < 1)",
    "o1_base_rate": "o1_base_rate IS NULL OR (o1_base_rate > 0 AND o1_base_rate < 1)",
    "o2_forecast": "o2_forecast IS NULL OR (o2_forecast > 0 AND o2_forecast < 1)",
    "o2_base_rate": "o2_base_rate IS NULL OR (o2_base_rate > 0 AND o2_base_rate < 1)",
    "superseded": "superseded_at IS NULL OR superseded_at >= recorded_at",
}
CURRENT = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "pilot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("in_production", sa.String(length=10), nullable=False),
        sa.Column("target", sa.String(length=300), nullable=False),
        sa.Column("target_met", sa.String(length=10), nullable=False),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("forecast_chain", sa.String(length=64), nullable=False),
        sa.Column("o1_forecast", sa.Double(), nullable=True),
        sa.Column("o1_base_rate", sa.Double(), nullable=True),
        sa.Column("o2_forecast", sa.Double(), nullable=True),
        sa.Column("o2_base_rate", sa.Double(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.CheckConstraint(text, name=op.f(f"ck_pilot_{name}")) for name, text in CHECKS.items()),
        *_keys(),
    )
    with op.batch_alter_table("pilot", schema=None) as batch_op:
        batch_op.create_index("ix_pilot_organisation", ["organisation_id", "recorded_at"])
        batch_op.create_index(
            "uq_pilot_current", ["id"], unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT
        )


def downgrade() -> None:
    with op.batch_alter_table("pilot", schema=None) as batch_op:
        batch_op.drop_index("uq_pilot_current")
        batch_op.drop_index("ix_pilot_organisation")
    op.drop_table("pilot")


def _keys() -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pilot_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_pilot_team_id_team"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", "revision", name=op.f("pk_pilot")),
    )
