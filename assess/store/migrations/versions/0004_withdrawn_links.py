"""Team links may be withdrawn: a newer one takes the place, those who have begun go on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IN_FORCE = sa.text("NOT withdrawn")
COLUMNS = ["assessment_id", "team_id", "audience"]
ONE_EACH = "uq_team_link_assessment_id_team_id_audience"


def upgrade() -> None:
    with op.batch_alter_table("team_link") as batch:
        # code of the release before writes rows without it
        batch.add_column(
            sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch.drop_constraint(ONE_EACH, type_="unique")
    op.create_index(
        "uq_team_link_in_force",
        "team_link",
        COLUMNS,
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )


def downgrade() -> None:
    op.execute("DELETE FROM team_link WHERE withdrawn")
    op.drop_index("uq_team_link_in_force", table_name="team_link")
    with op.batch_alter_table("team_link") as batch:
        batch.create_unique_constraint(ONE_EACH, COLUMNS)
        batch.drop_column("withdrawn")
