"""The table of leases."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from florist.db import Base, Moment


class LeaseRow(Base):
    """``owner`` works on ``name`` until ``until``."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(96), primary_key=True)
    owner: Mapped[str] = mapped_column(String(40))
    until: Mapped[datetime] = mapped_column(Moment, index=True)
