card =
    <b>{ $name }</b> — { $price }
    { $description }
    <i>{ $composition }</i>
card-reasoned =
    <b>{ $name }</b> — { $price }
    { $reason }
    <i>{ $composition }</i>
browse-what = What shall we look at? Words work too: “roses under 3000”, “baskets for an anniversary”.
browse-empty = There is nothing like that now. Look into the catalogue or compose your own bouquet.
browse-relaxed = There is nothing exactly like that — here is the closest. I had to give way on: { $relaxed }.{ $kept }
relaxed-recipient = whom it is for
relaxed-occasion = the occasion
relaxed-category = the kind
relaxed-color = the colour
relaxed-budget = the price
relaxed-flower = the flowers
browse-page = { $count ->
    [1] Showing the only option.
   *[other] Showing { $first }–{ $last } of { $count } options.
}
similar = Similar to “{ $name }”:
price-stem = { $what } — { $price } a stem. Tell me how many and I'll work out the bouquet.
price-bouquet =
    { $lines }
    <b>Total: { $total }</b>
price-list = { $lines }
stock = In stock: { $counted }. Colours: { $colors }.
stock-none = Not in stock now: { $what }. Shall we look at something else?
stock-other-colors = { $what }: not in this colour ({ $color }), but there are { $colors }.
button-add-size = 🛒 { $size } · { $price }
button-similar = 🔎 Similar
button-more = More →
button-compose-this = 💐 Compose this bouquet
browse-without = Here is what has none of it: { $what }.
kept-away = {" "}What you did not want is not among them: { $what }.
no-such-color = There are no living flowers of this colour ({ $color }).{ $near }
no-such-color-of = There are no { $color } { $what } in nature.{ $near }
nearest-colors = {" "}The nearest: { $colors }.
strange-color-black = black
strange-color-grey = grey
strange-color-gold = golden
strange-color-brown = brown
strange-color-turquoise = turquoise
budget-max = up to { $price }
budget-min = from { $price }
budget-about = about { $price }
without = not { $what }
