"""Products, their sizes and stems, and the price list of what bouquets are made of."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from florist.db import Base


class Product(Base):
    """A ready-made thing of the catalogue. ``names`` and ``descriptions`` are ``{"ru": …, "en": …}``."""

    __tablename__ = "products"
    __table_args__ = (CheckConstraint("stock >= 0", name="stock"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    category: Mapped[str] = mapped_column(String(32), index=True)
    names: Mapped[dict[str, str]] = mapped_column(JSON)
    descriptions: Mapped[dict[str, str]] = mapped_column(JSON)
    wrap: Mapped[str] = mapped_column(String(32))
    addons: Mapped[list[str]] = mapped_column(JSON)
    currency: Mapped[str] = mapped_column(String(3))
    price_from: Mapped[int]  # the smallest size's, kept here so that pages can be sorted and filtered in SQL
    stock: Mapped[int]
    supplied: Mapped[int]  # the stock that the file named last: a change there adds the difference
    position: Mapped[int]
    active: Mapped[bool]
    picture: Mapped[str | None] = mapped_column(String(128))

    sizes: Mapped[list["ProductSize"]] = relationship(
        back_populates="product", cascade="all, delete-orphan", order_by="ProductSize.price", lazy="selectin"
    )
    stems: Mapped[list["ProductStem"]] = relationship(
        back_populates="product", cascade="all, delete-orphan", order_by="ProductStem.id", lazy="selectin"
    )
    tags: Mapped[list["ProductTag"]] = relationship(
        back_populates="product", cascade="all, delete-orphan", order_by="ProductTag.id", lazy="selectin"
    )


class ProductSize(Base):
    """S, M or L of a product, in minor units of its currency."""

    __tablename__ = "product_sizes"
    __table_args__ = (UniqueConstraint("product_id", "code"), CheckConstraint("price > 0", name="price"))

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(1))
    price: Mapped[int]

    product: Mapped[Product] = relationship(back_populates="sizes")


class ProductStem(Base):
    """One flower in one colour of a product; ``counts`` is stems by size, ``{"s": 7, "m": 11}``."""

    __tablename__ = "product_stems"
    __table_args__ = (UniqueConstraint("product_id", "flower", "color"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    flower: Mapped[str] = mapped_column(String(32), index=True)
    color: Mapped[str] = mapped_column(String(32), index=True)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)

    product: Mapped[Product] = relationship(back_populates="stems")


class ProductTag(Base):
    """What a product is good for: ``kind`` is occasion, recipient or palette."""

    __tablename__ = "product_tags"
    __table_args__ = (UniqueConstraint("product_id", "kind", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(String(32), index=True)

    product: Mapped[Product] = relationship(back_populates="tags")


class StemKind(Base):
    """A flower in a colour, by the stem: what a composed bouquet is priced and held from."""

    __tablename__ = "stem_kinds"
    __table_args__ = (UniqueConstraint("flower", "color"), CheckConstraint("stock >= 0", name="stock"))

    id: Mapped[int] = mapped_column(primary_key=True)
    flower: Mapped[str] = mapped_column(String(32))
    color: Mapped[str] = mapped_column(String(32))
    currency: Mapped[str] = mapped_column(String(3))
    price: Mapped[int]
    stock: Mapped[int]
    supplied: Mapped[int]
    active: Mapped[bool]


class Extra(Base):
    """An add-on or a wrap; ``stock`` None is as many as one likes."""

    __tablename__ = "extras"
    __table_args__ = (UniqueConstraint("kind", "code"), CheckConstraint("stock >= 0", name="stock"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    code: Mapped[str] = mapped_column(String(32))
    currency: Mapped[str] = mapped_column(String(3))
    price: Mapped[int]
    stock: Mapped[int | None]
    supplied: Mapped[int | None]
    active: Mapped[bool]
