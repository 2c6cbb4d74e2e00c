"""The whole picture, from the wall behind to the card before."""

from random import Random

from PIL import Image

from florist.bouquets.painter import addons, backdrop, greens
from florist.bouquets.painter.arrangement import FRAME, Placed, Shape, arrange, shape_of
from florist.bouquets.painter.sprites import head as head_sprite
from florist.bouquets.painter.sprites import size_for, stamp
from florist.bouquets.painter.wraps import papers, ribbons, vessels
from florist.bouquets.recipe import Recipe

VESSELS = ("box", "basket", "pot")


def paint(recipe: Recipe, size: int = FRAME) -> Image.Image:
    """The bouquet, RGB, ``size`` px square; the same recipe gives the same pixels."""
    rng = Random(f"scene/{recipe.key}")
    shape, heads = shape_of(recipe), arrange(recipe)
    picture = backdrop.room_for(recipe.colors, rng)
    if "balloon" in recipe.addons:
        addons.float_balloon(picture, (shape.cx + 20, shape.tie))
    _ground(picture, shape, recipe)
    if recipe.wrap in VESSELS:
        _in_vessel(picture, shape, heads, recipe, rng)
    elif recipe.wrap == "none":
        _bare(picture, shape, heads, recipe, rng)
    else:
        _in_paper(picture, shape, heads, recipe, rng)
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
                picture, backdrop.shade(170), (head.x + head.size * 0.03, head.y + head.size * 0.07),
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


def _in_paper(picture: Image.Image, shape: Shape, heads: list[Placed], recipe: Recipe, rng: Random) -> None:
    luxury = "luxury_wrap" in recipe.addons
    shades = papers.paper_shades(recipe.wrap, recipe.colors, luxury)
    papers.behind(picture, shape, recipe.wrap, shades, rng, luxury)
    greens.draw_stems(picture, shape, heads, below=shape.foot - shape.tie + 8, spread=46)
    if len(heads) < 4:
        greens.stem_leaves(picture, shape, rng)
    greens.frame_with_leaves(picture, shape, heads, rng)
    _heads(picture, shape, heads, rng)
    papers.before(picture, shape, recipe.wrap, shades, rng, luxury)
    satin = ribbons.SATIN[recipe.colors[0]]
    ribbons.tie_band(
        picture, (shape.cx, shape.tie), 74, "muzzle" if recipe.wrap == "kraft" and not luxury else satin
    )
    _bow(picture, shape, recipe)


def _bare(picture: Image.Image, shape: Shape, heads: list[Placed], recipe: Recipe, rng: Random) -> None:
    greens.draw_stems(
        picture, shape, heads, below=shape.foot - shape.tie + 10, spread=40 + min(60, len(heads) * 3)
    )
    if len(heads) < 6:
        greens.stem_leaves(picture, shape, rng)
    if len(heads) > 1:
        greens.frame_with_leaves(picture, shape, heads, rng)
    _heads(picture, shape, heads, rng)
    wide = 30 + min(54, len(heads) * 3)
    ribbons.tie_band(picture, (shape.cx, shape.tie), wide, ribbons.SATIN[recipe.colors[0]])
    if "ribbon" not in recipe.addons:
        ribbons.tie_bow(picture, (shape.cx, shape.tie), 96 + wide, ribbons.SATIN[recipe.colors[0]])
    _bow(picture, shape, recipe)


def _in_vessel(picture: Image.Image, shape: Shape, heads: list[Placed], recipe: Recipe, rng: Random) -> None:
    vessels.behind(picture, shape, recipe.wrap)
    if recipe.wrap == "pot":
        greens.draw_stems(picture, shape, heads, below=10, spread=10)
        greens.plant_leaves(picture, shape, rng)
        vessels.stand(picture, shape, recipe.wrap, recipe.colors[0])
    else:
        # The lowest heads hang over the rim, as a florist sets them.
        vessels.stand(picture, shape, recipe.wrap, recipe.colors[0])
    if recipe.wrap != "pot" or len(heads) > 5:
        greens.frame_with_leaves(picture, shape, heads, rng)
    _heads(picture, shape, heads, rng)
    _bow(picture, shape, recipe)


def _bow(picture: Image.Image, shape: Shape, recipe: Recipe) -> None:
    if "ribbon" not in recipe.addons:
        return
    down = 138 if recipe.wrap in VESSELS else 0
    ribbons.tie_bow(
        picture, (shape.cx, shape.tie + down), 210 + shape.edge * 0.16, ribbons.SATIN[recipe.colors[0]]
    )
