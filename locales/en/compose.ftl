so-far = <i>So far: { $chosen }</i>{"\u000A"}
so-far-priced = <i>So far: { $chosen } — { $price }</i>{"\u000A"}
stems = { $count ->
    [one] { $count } stem
   *[other] { $count } stems
}
price-line = { $what } — { $price }
ask-bouquet-colors = { $sofar }What colour shall the bouquet be?
example-bouquet-colors = I didn't catch the colour. Write, for example, “red” or “white with pink”.
ask-bouquet-stems = { $sofar }How many stems? Any number from 1 to 101.
example-bouquet-stems = Write the number of stems, for example “15” or “twenty-one”.
even-stems = In Russia an even number of flowers is for mourning; for joy the number is odd. Keep { $count }?
ask-bouquet-flowers = { $sofar }Which flowers? One kind or several.
example-bouquet-flowers = I didn't catch the flowers. For example: “roses and eustoma” — or “you choose”.
ask-bouquet-addons = { $sofar }Shall we add something?
example-bouquet-addons = For example: “a ribbon and a card” — or “nothing”.
ask-bouquet-wrap = { $sofar }How shall we wrap it?
example-bouquet-wrap = For example: “kraft paper”, “in a box” — or “you choose”.
ask-bouquet-ready =
    <b>Your bouquet</b>
    { $lines }
    <b>Total: { $total }</b>{ $over }{ $painting }
    Shall we take it?
example-bouquet-ready = Write “yes” to add it to the cart, or what to change: “not 15, make it 21”, “no ribbon”, “white instead”.
bouquet-what-to-change = What shall I change? Tap a button or write: “white instead”, “21 stems”, “no ribbon”.
price-later = I'll tell the price as soon as I know the colour, the number and the flowers.
price-so-far = It comes to { $price } so far.
bouquet-added-short = The bouquet is in your cart.
bouquet-added = The bouquet is in your cart. { $total } in all. Shall we check out?
button-any-color = Any
button-keep-stems = Keep { $count }
button-make-stems = Make it { $count }
button-ticked = ✅ { $what }
button-plain = { $what }
button-no-flower = Florist's choice
button-no-addon = Nothing
button-florists-choice = You choose
button-to-cart = 🛒 Add to cart
button-checkout = ✅ Check out
button-one-more = 💐 One more
button-edit-bouquet-colors = ✏️ Colour
button-edit-bouquet-stems = ✏️ Number
button-edit-bouquet-flowers = ✏️ Flowers
button-edit-bouquet-addons = ✏️ Add-ons
button-edit-bouquet-wrap = ✏️ Wrapping
painting = {"\u000A"}🎨 Painting the picture, it will appear right here…
so-far-over = <i>So far: { $chosen } — { $price }, which is { $more } more than you wanted</i>{"\u000A"}
over-budget = {"\u000A"}That is { $more } more than you wanted to spend.
price-without = Without it ({ $what }) it comes to { $price }. To take it off, write “without” and what.
