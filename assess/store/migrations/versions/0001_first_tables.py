"""First tables: organisations, assessments, the two answer pairs that share no key, results."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# Old code may still be running while this does: add, fill, and only in a later release take away.


def upgrade() -> None:
    op.create_table(
        "instrument_release",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("instrument_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_instrument_release")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("password_hash", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("role IN ('owner', 'manager', 'viewer')", name=op.f("ck_account_role")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_account_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("minimum_group", sa.Integer(), nullable=False),
        sa.Column("budget_days", sa.Double(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('closed', 'published')) = (closed_at IS NOT NULL)",
            name=op.f("ck_assessment_closed_at"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closed', 'published')", name=op.f("ck_assessment_state")
        ),
        sa.CheckConstraint("budget_days >= 0", name=op.f("ck_assessment_budget_days")),
        sa.CheckConstraint("minimum_group >= 5", name=op.f("ck_assessment_minimum_group")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_assessment_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint(
            "organisation_id", "slug", name=op.f("uq_assessment_organisation_id_slug")
        ),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=300), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.CheckConstraint("headcount >= 0", name=op.f("ck_team_headcount")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_team_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("organisation_id", "slug", name=op.f("uq_team_organisation_id_slug")),
    )
    op.create_table(
        "anonymous_response",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("hasty", sa.Boolean(), nullable=False),
        sa.Column("assessment_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_anonymous_response_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_anonymous_response_team_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_anonymous_response")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("anonymous_response", schema=None) as batch_op:
        batch_op.create_index(
            "ix_anonymous_response_team", ["assessment_id", "team_id"], unique=False
        )

    op.create_table(
        "assessment_instrument",
        sa.Column("assessment_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_instrument_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["digest"],
            ["instrument_release.digest"],
            name=op.f("fk_assessment_instrument_digest_instrument_release"),
        ),
        sa.PrimaryKeyConstraint("assessment_id", "digest", name=op.f("pk_assessment_instrument")),
    )
    op.create_table(
        "assessment_team",
        sa.Column("assessment_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_team_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_assessment_team_team_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "team_id", name=op.f("pk_assessment_team")),
    )
    op.create_table(
        "pseudonymous_response",
        sa.Column("block", DOCUMENT, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("submitted", sa.Boolean(), nullable=False),
        sa.Column("hasty", sa.Boolean(), nullable=False),
        sa.Column("assessment_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_pseudonymous_response_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
            name=op.f("fk_pseudonymous_response_team_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_pseudonymous_response")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pseudonymous_response", schema=None) as batch_op:
        batch_op.create_index(
            "ix_pseudonymous_response_team", ["assessment_id", "team_id"], unique=False
        )

    op.create_table(
        "result",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("assessment_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_result_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint("assessment_id", "scope", name=op.f("uq_result_assessment_id_scope")),
    )
    op.create_table(
        "team_link",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("assessment_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_team_link_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_team_link_team_id_team"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_team_link")),
        sa.UniqueConstraint(
            "assessment_id",
            "team_id",
            "audience",
            name=op.f("uq_team_link_assessment_id_team_id_audience"),
        ),
    )
    op.create_table(
        "anonymous_answer",
        sa.Column("response_key", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=120), nullable=False),
        sa.Column("value", DOCUMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_key"],
            ["anonymous_response.key"],
            name=op.f("fk_anonymous_answer_response_key_anonymous_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_key", "item_id", name=op.f("pk_anonymous_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pseudonymous_answer",
        sa.Column("response_key", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=120), nullable=False),
        sa.Column("value", DOCUMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_key"],
            ["pseudonymous_response.key"],
            name=op.f("fk_pseudonymous_answer_response_key_pseudonymous_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_key", "item_id", name=op.f("pk_pseudonymous_answer")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("pseudonymous_answer")
    op.drop_table("anonymous_answer")
    op.drop_table("team_link")
    op.drop_table("result")
    with op.batch_alter_table("pseudonymous_response", schema=None) as batch_op:
        batch_op.drop_index("ix_pseudonymous_response_team")

    op.drop_table("pseudonymous_response")
    op.drop_table("assessment_team")
    op.drop_table("assessment_instrument")
    with op.batch_alter_table("anonymous_response", schema=None) as batch_op:
        batch_op.drop_index("ix_anonymous_response_team")

    op.drop_table("anonymous_response")
    op.drop_table("team")
    op.drop_table("assessment")
    op.drop_table("account")
    op.drop_table("organisation")
    op.drop_table("instrument_release")
