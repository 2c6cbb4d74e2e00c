"""The catalogue: what is found, what is given up to find it, and what the owner's files may say."""

from pathlib import Path

import pytest
import yaml

from florist.bootstrap import Shop
from florist.catalogue import files
from florist.catalogue import service as catalogue
from florist.catalogue.errors import CatalogueFileError, FlowerNotFound, ProductNotFound, SizeNotFound
from florist.catalogue.models import Product
from florist.catalogue.seed import Seeded, seed, write_lookups
from florist.catalogue.service import Wish
from florist.kit.canon import CATEGORIES, COLORS, FLOWERS, OCCASIONS, PALETTES, RECIPIENTS, SIZES
from florist.settings import ROOT
from tests.support.databases import CATALOGUE


async def found(shop: Shop, **wish: object) -> tuple[list[str], list[str]]:
    async with shop.reading() as session:
        page = await catalogue.browse(session, Wish(**wish), per_page=20)  # type: ignore[arg-type]
    return [card.slug for card in page.cards], page.relaxed


class TestBrowse:
    async def test_a_flower_in_a_colour_is_one_stem(self, shop: Shop) -> None:
        # The Pink Cloud has pink peonies, but no white one.
        assert await found(shop, flowers=("peony",), colors=("white",)) == (["white-peonies"], [])

    async def test_what_has_all_that_was_named_stands_first(self, shop: Shop) -> None:
        slugs, relaxed = await found(shop, flowers=("rose", "peony"))

        assert slugs[0] == "pink-cloud"
        assert set(slugs) == {"pink-cloud", "scarlet-sails", "white-peonies"}
        assert relaxed == []

    async def test_a_mixed_bouquet_is_one_of_many_colours(self, shop: Shop) -> None:
        assert await found(shop, colors=("mixed",)) == (["spring-morning"], [])

    async def test_what_ran_out_is_not_shown(self, shop: Shop) -> None:
        slugs, relaxed = await found(shop, flowers=("gerbera",))

        assert "sunny-gerberas" not in slugs
        assert relaxed == ["flower"]

    async def test_the_person_matters_less_than_the_occasion(self, shop: Shop) -> None:
        slugs, relaxed = await found(shop, occasion="wedding", recipient="child")

        assert (slugs, relaxed) == (["white-peonies"], ["recipient"])

    async def test_a_little_above_the_budget_is_said_so(self, shop: Shop) -> None:
        slugs, relaxed = await found(shop, flowers=("hydrangea",), budget_max=60_000)

        assert (slugs, relaxed) == (["blue-evening"], ["budget"])

    async def test_another_colour_rather_than_another_price(self, shop: Shop) -> None:
        slugs, relaxed = await found(shop, flowers=("tulip",), colors=("white",), budget_max=200_000)

        assert (slugs, relaxed) == (["spring-morning"], ["color"])

    @pytest.mark.parametrize(
        ("budget", "slugs"),
        [
            pytest.param({"budget_max": 69_000}, ["blue-evening"], id="to the kopeck"),
            pytest.param({"budget_min": 500_000}, ["scarlet-sails"], id="only the large one is so dear"),
            pytest.param({"budget_about": 250_000}, ["scarlet-sails", "spring-morning"], id="about"),
        ],
    )
    async def test_a_budget_bounds_some_size(
        self, shop: Shop, budget: dict[str, int], slugs: list[str]
    ) -> None:
        assert (await found(shop, **budget))[0] == slugs

    async def test_what_is_refused_never_comes_back(self, shop: Shop) -> None:
        slugs, _ = await found(shop, flowers=("peony",), exclude=frozenset({"peony"}))

        assert slugs
        assert not {"white-peonies", "pink-cloud"} & set(slugs)

    @pytest.mark.parametrize(
        ("refused", "gone"),
        [
            pytest.param("white", "white-peonies", id="a colour"),
            pytest.param("mixed", "spring-morning", id="a palette"),
            pytest.param("bouquet", "scarlet-sails", id="a kind"),
            pytest.param("ribbon", "blue-evening", id="an add-on that comes with it"),
        ],
    )
    async def test_colours_kinds_and_addons_are_refused_as_well(
        self, shop: Shop, refused: str, gone: str
    ) -> None:
        every, _ = await found(shop)
        slugs, _ = await found(shop, exclude=frozenset({refused}))

        assert gone in every
        assert slugs
        assert gone not in slugs

    async def test_similar_ones_keep_to_what_is_refused(self, shop: Shop) -> None:
        async with shop.reading() as session:
            one = await catalogue.find(session, "pink-cloud")
            others = await catalogue.similar(session, one.id, 9, exclude=frozenset({"white"}))

        assert others
        assert not [card.slug for card in others if "white" in card.colors]

    async def test_pages_do_not_overlap_and_end(self, shop: Shop) -> None:
        async with shop.reading() as session:
            pages = [await catalogue.browse(session, Wish(), page=number) for number in (0, 1, 9)]

        ids = [card.id for page in pages[:2] for card in page.cards]
        assert len(ids) == len(set(ids)) == 6
        assert (pages[0].total, pages[0].pages, pages[2].page) == (6, 2, 1)


class TestCard:
    async def test_the_size_follows_the_budget(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            sails = await catalogue.find(session, "scarlet-sails")

        assert sails.fitting(Wish(budget_max=350_000)).code == "m"
        assert sails.fitting(Wish(budget_about=500_000)).code == "l"
        assert sails.fitting(Wish(budget_max=10_000)).code == "s"
        assert sails.fitting(Wish()).code == "m"

    async def test_a_size_that_is_not_made_is_refused(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(SizeNotFound):
                (await catalogue.find(session, "white-peonies")).size("l")

    async def test_an_unknown_product_is_not_found(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(ProductNotFound):
                await catalogue.card(session, 404)

    async def test_peonies_are_like_peonies(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            peonies = await catalogue.find(session, "white-peonies")
            similar = await catalogue.similar(session, peonies.id, 2)

        assert similar[0].slug == "pink-cloud"


class TestStems:
    async def test_what_is_left_by_colour(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            tulips = await catalogue.stock_of(session, "tulip")
            blue = await catalogue.stock_of(session, "tulip", "blue")

        assert tulips.count == 135
        assert (blue.count, list(blue.colors)) == (0, ["red", "yellow", "purple"])

    async def test_twenty_five_tulips(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            assert (await catalogue.price_stems(session, "tulip", "red", 25)).total.amount == 275_000

    async def test_nobody_promises_a_blue_peony(self, sqlite_shop: Shop) -> None:
        async with sqlite_shop.reading() as session:
            with pytest.raises(FlowerNotFound) as said:
                await catalogue.price_stems(session, "peony", "blue", 5)

        assert said.value.possible == [{"id": "color-white"}, {"id": "color-pink"}]


class TestSeed:
    async def test_a_second_time_changes_nothing(self, shop: Shop) -> None:
        async with shop.transaction() as session:
            assert await seed(session, CATALOGUE) == Seeded(created=0, kept=7, retired=0)

    async def test_what_was_sold_stays_sold_and_a_delivery_adds_up(self, shop: Shop, tmp_path: Path) -> None:
        folder = copied(tmp_path)
        async with shop.transaction() as session:
            sails = await catalogue.find(session, "scarlet-sails")
            row = await session.get_one(Product, sails.id)
            row.stock = 4  # six of ten were sold
        edit(folder / "products.yml", "scarlet-sails", stock=15)

        async with shop.transaction() as session:
            await seed(session, folder)
            assert (await catalogue.find(session, "scarlet-sails")).stock == 9

    async def test_a_product_that_left_the_file_is_not_sold(self, shop: Shop, tmp_path: Path) -> None:
        folder = copied(tmp_path)
        entries = yaml.safe_load((folder / "products.yml").read_text())
        (folder / "products.yml").write_text(yaml.safe_dump(entries[1:], allow_unicode=True))

        async with shop.transaction() as session:
            assert (await seed(session, folder)).retired == 1
            with pytest.raises(ProductNotFound):
                await catalogue.find(session, "scarlet-sails")

    async def test_the_model_learns_the_names(self, sqlite_shop: Shop, tmp_path: Path) -> None:
        path = tmp_path / "lookups" / "catalogue.yml"
        async with sqlite_shop.reading() as session:
            await write_lookups(session, path)

        names = {tuple(entry["names"]) for entry in yaml.safe_load(path.read_text())["product"]}
        assert ("Алые паруса", "Scarlet Sails") in names


class TestFiles:
    @pytest.mark.parametrize(
        ("change", "why"),
        [
            pytest.param({"category": "boquet"}, "category 'boquet' is not one of", id="a typo"),
            pytest.param({"stock": -1}, "stock", id="less than nothing"),
            pytest.param({"price": {"s": 5000, "m": 100, "l": 200}}, "cheaper", id="a larger one is cheaper"),
            pytest.param({"colour": "red"}, "colour", id="a field that nobody reads"),
            pytest.param({"name": {"ru": "Паруса"}}, "name.en", id="a language is missing"),
            pytest.param({"occasions": ["party"]}, "occasions 'party'", id="an unknown occasion"),
            pytest.param({"price": {"m": 3400}}, "other sizes", id="stems for sizes without a price"),
        ],
    )
    def test_a_mistake_is_named_by_file_line_and_entry(
        self, tmp_path: Path, change: dict[str, object], why: str
    ) -> None:
        folder = copied(tmp_path)
        edit(folder / "products.yml", "scarlet-sails", **change)

        with pytest.raises(CatalogueFileError) as said:
            files.read_products(folder)

        assert str(said.value).startswith("products.yml:1: scarlet-sails: ")
        assert why in str(said.value)

    def test_the_line_is_the_entrys_own(self, tmp_path: Path) -> None:
        folder = copied(tmp_path)
        text = (CATALOGUE / "products.yml").read_text()
        (folder / "products.yml").write_text(text.replace("category: basket", "category: bucket"))

        with pytest.raises(CatalogueFileError, match=r"^products\.yml:\d+: provence") as said:
            files.read_products(folder)

        assert "provence" in text.splitlines()[said.value.line - 1]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            pytest.param("- slug: [", "the file", id="broken YAML"),
            pytest.param("- slug: a\n  slug: b\n", "twice", id="a field twice"),
            pytest.param("- roses\n", "must be a list item", id="not an entry"),
        ],
    )
    def test_a_broken_file_is_named(self, tmp_path: Path, text: str, why: str) -> None:
        (tmp_path / "broken.yml").write_text(text)

        with pytest.raises(CatalogueFileError, match=rf"^broken\.yml:\d+: .*{why}"):
            files.read_products(tmp_path)

    def test_the_same_slug_twice_is_a_mistake(self, tmp_path: Path) -> None:
        folder = copied(tmp_path)
        (folder / "zz.yml").write_text((CATALOGUE / "products.yml").read_text())

        with pytest.raises(CatalogueFileError, match=r"is in products\.yml:\d+ already"):
            files.read_products(folder)


class TestTheRealCatalogue:
    PRODUCTS = files.read_products(ROOT / "data" / "catalogue")
    GROWN = {entry.flower: entry for entry in files.read_stem_kinds(ROOT / "data" / "catalogue")}

    def test_is_large_and_leaves_nothing_of_the_contract_out(self) -> None:
        stems = [stem for product in self.PRODUCTS for stem in product.stems]

        assert len(self.PRODUCTS) >= 60
        assert {product.category for product in self.PRODUCTS} == set(CATEGORIES)
        assert {stem.flower for stem in stems} == set(FLOWERS) == set(self.GROWN)
        assert {stem.color for stem in stems} == set(COLORS) - set(PALETTES)
        assert {palette for product in self.PRODUCTS for palette in product.palettes()} == set(PALETTES)

    @pytest.mark.parametrize("occasion", OCCASIONS)
    def test_every_occasion_has_a_choice(self, occasion: str) -> None:
        assert sum(occasion in product.occasions for product in self.PRODUCTS) >= 3

    @pytest.mark.parametrize("recipient", RECIPIENTS)
    def test_everybody_has_a_choice(self, recipient: str) -> None:
        assert sum(recipient in product.recipients for product in self.PRODUCTS) >= 3

    def test_every_product_has_all_sizes_at_prices_people_pay(self) -> None:
        for product in self.PRODUCTS:
            assert tuple(product.price) == SIZES, product.slug
            assert 900 <= min(product.price.values()) <= max(product.price.values()) <= 15_000, product.slug

    def test_no_stem_is_of_a_colour_that_does_not_grow(self) -> None:
        for product in self.PRODUCTS:
            for stem in product.stems:
                assert stem.color in self.GROWN[stem.flower].colors, (product.slug, stem)

    def test_even_numbers_are_for_mourning_only(self) -> None:
        for product in self.PRODUCTS:
            for size in product.price:
                count = sum(product.counts(stem)[size] for stem in product.stems)
                assert (count % 2 == 0) == ("funeral" in product.occasions), (product.slug, size)


def copied(folder: Path) -> Path:
    for path in CATALOGUE.glob("*.yml"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def edit(path: Path, slug: str, **change: object) -> None:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in entries:
        if entry["slug"] == slug:
            entry.update(change)
    path.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
