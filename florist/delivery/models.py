"""How many couriers are taken in each window."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base


class TakenWindow(Base):
    """One two-hour window of one day; the check makes the last place go to exactly one order."""

    __tablename__ = "delivery_windows"
    __table_args__ = (
        UniqueConstraint("day", "start"),
        CheckConstraint("taken BETWEEN 0 AND capacity", name="taken"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    start: Mapped[str] = mapped_column(String(5))
    capacity: Mapped[int]
    taken: Mapped[int]
