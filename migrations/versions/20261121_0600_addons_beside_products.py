"""add-ons beside products

Revision ID: 5b0c7d1e9a42
Revises: bd97ab5fe5c6
Create Date: 2026-11-21 06:00:12.000000+00:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "5b0c7d1e9a42"
down_revision: str | Sequence[str] | None = "bd97ab5fe5c6"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("cart_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("addons", sa.String(length=80), server_default="", nullable=False))
        batch_op.drop_constraint(batch_op.f("uq_cart_lines_user_id_product_id_size"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_cart_lines_user_id_product_id_size_addons"),
            ["user_id", "product_id", "size", "addons"],
        )

    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("addons", sa.String(length=80), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.drop_column("addons")

    # Two lines that differ only in their add-ons become one and the same thing again.
    op.execute("DELETE FROM cart_lines WHERE addons <> ''")
    with op.batch_alter_table("cart_lines", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_cart_lines_user_id_product_id_size_addons"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_cart_lines_user_id_product_id_size"), ["user_id", "product_id", "size"]
        )
        batch_op.drop_column("addons")
