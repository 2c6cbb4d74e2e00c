"""The whole picture, from the wall behind to the card before."""

from random import Random

from PIL import Image

from florist.bouquets.painter import addons, backdrop, greens
from florist.bouquets.painter.arrangement import FRAME, Placed, Shape, arrange, seeded, shape_of
from florist.bouquets.painter.sprites import head as head_sprite
from florist.bouquets.painter.sprites import size_for, stamp
from florist.bouquets.painter.wraps import luxury, papers, ribbons, vessels
from florist.bouquets.recipe import Recipe

VESSELS = ("box", "basket", "pot")


def paint(recipe: Recipe, size: int = FRAME) -> Image.Image:
    """The bouquet, RGB, ``size`` px square; the same recipe gives the same pixels."""
    shape, heads = shape_of(recipe), arrange(recipe)
    picture = backdrop.room_for(recipe.colors, seeded(recipe, "room"))
    if "balloon" in recipe.addons:
        addons.float_balloon(picture, (shape.cx + 20, shape.tie))
    _ground(picture, shape, recipe)
    if recipe.wrap in VESSELS:
        _in_vessel(picture, shape, heads, recipe)
    elif recipe.wrap == "none":
        _bare(picture, shape, heads, recipe)
    else:
        _in_paper(picture, shape, heads, recipe)
    if "ribbon" in recipe.addons:
        down = 138 if recipe.wrap in VESSELS else 0
        satin = ribbons.SATIN[recipe.colors[0]]
        ribbons.tie_bow(picture, (shape.cx, shape.tie + down), 210 + shape.edge * 0.16, satin)
    addons.set_beside(picture, recipe.addons)
    finished = picture.convert("RGB")
    return finished if size == FRAME else finished.resize((size, size), Image.Resampling.LANCZOS)


def _ground(picture: Image.Image, shape: Shape, recipe: Recipe) -> None:
    """The shadow on the table and the fainter one on the wall."""
    wide = vessels.width_of(shape, recipe.wrap) * 1.25 if recipe.wrap in VESSELS else 330
    stamp(
        picture,
        backdrop.shade(80),
        (shape.cx + 34, shape.cy + 40),
        width=shape.edge * 2.9,
        height=shape.edge * 2.7,
    )
    stamp(picture, backdrop.shade(150), (shape.cx + 14, shape.foot - 2), width=wide, height=74)


def _heads(picture: Image.Image, shape: Shape, heads: list[Placed], rng: Random) -> None:
    """Every head with the shadow it throws on those behind, and a leaf here and there."""
    sizes = {
        flower: size_for(max(h.size for h in heads if h.flower == flower))
        for flower in {h.flower for h in heads}
    }
    leafy = 0.45 if len(heads) < 30 else 0.25
    for head in heads:
        if len(heads) > 2 and rng.random() < leafy:
            greens.tuck_leaf(picture, head, shape, rng)
        if len(heads) > 1:
            stamp(
                picture, backdrop.shade(130), (head.x + head.size * 0.03, head.y + head.size * 0.07),
                width=head.width * 1.22,
                height=head.height * 1.22,
            )  # fmt: skip
        sprite = head_sprite(head.flower, head.color, head.variant, sizes[head.flower])
        stamp(
            picture,
            sprite,
            (head.x, head.y),
            width=head.width,
            height=head.height,
            angle=head.angle,
            flip=head.flip,
            light=head.light,
        )


def _in_paper(picture: Image.Image, shape: Shape, heads: list[Placed], recipe: Recipe) -> None:
    rich, chance = "luxury_wrap" in recipe.addons, seeded(recipe, "paper")
    shades = papers.paper_shades(recipe.wrap, recipe.colors, rich)
    papers.behind(picture, shape, recipe.wrap, shades, chance, luxury.silk(recipe.colors) if rich else None)
    greens.draw_stems(picture, shape, heads, below=shape.foot - shape.tie + 8, spread=46)
    _flowers(picture, shape, heads, recipe, bare=3)
    papers.before(picture, shape, recipe.wrap, shades, chance, rich)
    plain = recipe.wrap == "kraft" and not rich
    band = "muzzle" if plain else ribbons.SATIN[recipe.colors[0]]
    ribbons.tie_band(picture, (shape.cx, shape.tie), 74, band)


def _bare(picture: Image.Image, shape: Shape, heads: list[Placed], recipe: Recipe) -> None:
    wide = 30 + min(54, len(heads) * 3)
    below = shape.foot - shape.tie + 10
    greens.draw_stems(picture, shape, heads, below=below, spread=40 + min(60, len(heads) * 3))
    _flowers(picture, shape, heads, recipe, bare=5)
    if "luxury_wrap" in recipe.addons:
        luxury.cuff(picture, shape, luxury.silk(recipe.colors), wide)
    satin = ribbons.SATIN[recipe.colors[0]]
    ribbons.tie_band(picture, (shape.cx, shape.tie), wide, satin)
    if "ribbon" not in recipe.addons:
        ribbons.tie_bow(picture, (shape.cx, shape.tie), 96 + wide, satin)


def _in_vessel(picture: Image.Image, shape: Shape, heads: list[Placed], recipe: Recipe) -> None:
    vessels.behind(picture, shape, recipe.wrap)
    if recipe.wrap == "pot":
        greens.draw_stems(picture, shape, heads, below=10, spread=10)
        greens.plant_leaves(picture, shape, seeded(recipe, "plant"))
    # The lowest heads hang over the rim, as a florist sets them.
    vessels.stand(picture, shape, recipe.wrap, recipe.colors, "luxury_wrap" in recipe.addons)
    if recipe.wrap != "pot" or len(heads) > 5:
        greens.frame_with_leaves(picture, shape, heads, seeded(recipe, "greens"))
    _heads(picture, shape, heads, seeded(recipe, "leaves"))


def _flowers(picture: Image.Image, shape: Shape, heads: list[Placed], recipe: Recipe, *, bare: int) -> None:
    """Heads with their greens; up to ``bare`` stems show leaves of their own."""
    chance = seeded(recipe, "greens")
    if len(heads) <= bare and recipe.wrap not in ("kraft", "matte"):
        greens.stem_leaves(picture, shape, chance)
    if len(heads) > 1 or recipe.wrap != "none":
        greens.frame_with_leaves(picture, shape, heads, chance, arc=145 if recipe.wrap == "none" else 112)
    _heads(picture, shape, heads, seeded(recipe, "leaves"))
