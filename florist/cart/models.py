"""Cart lines: a product in a size, or a composed bouquet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base, Moment

MAX_COUNT = 99


class CartLine(Base):
    """One line; the same thing twice is one line with a larger count, which the constraints see to."""

    __tablename__ = "cart_lines"
    __table_args__ = (
        UniqueConstraint("user_id", "product_id", "size", "addons"),
        UniqueConstraint("user_id", "recipe_key"),
        CheckConstraint(f"count BETWEEN 1 AND {MAX_COUNT}", name="count"),
        CheckConstraint("(product_id IS NULL) <> (recipe IS NULL)", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    size: Mapped[str | None] = mapped_column(String(1))
    # What is put to a product by choice, in the order of the canon: "ribbon,card". A composed bouquet has its own in the recipe.
    addons: Mapped[str] = mapped_column(String(80), server_default="", default="")
    recipe: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    recipe_key: Mapped[str | None] = mapped_column(String(32))
    count: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Moment)
