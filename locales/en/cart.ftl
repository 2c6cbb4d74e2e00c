cart =
    <b>Cart</b>
    { $lines }

    <b>Total: { $total }</b>
cart-line = { $number }. { $name } × { $count } — { $price }{"\u000A"}   <i>{ $details }</i>
cart-line-unavailable = { $number }. <s>{ $name } × { $count }</s> — sold out
cart-empty = Your cart is empty.
cart-cleared = The cart is empty now.
cart-which = Which one do you mean?
added = In the cart: { $name }{ $addons } — { $price }. { $count ->
    [one] { $count } item
   *[other] { $count } items
} for { $total } in all.
add-which = Which of them?
add-what = What shall I add? Choose from the catalogue or write “add 15 red roses”.
add-choose = Here is what we have — choose which to add:
addon-needs-bouquet = I'll gladly add it: { $what }. But let's choose the bouquet first — ready-made or your own.
change-to-how-many = How many shall it be?
promo-unknown = We have no promo code { $code }. Please check the letters.
promo-none = There are no promo codes at the moment. We'll write when there are.
button-line-less = ➖ { $number }
button-line-more = ➕ { $number }
button-line-remove = 🗑 { $number }
button-line = { $name } · { $price }
button-clear-cart = 🗑 Empty
add-which-addon = What shall I add? { $name }
button-addons = 🎀 Ribbon, card…
with-addons = {" "}+ { $addons }
recolor-which = Which colour shall it be? Now the bouquet is: { $details }.
addon-already = { $what }: already with this one, { $name }.
button-line-numbered = { $number }. { $name } · { $price }
clear-sure = Shall I empty the cart? { $count ->
    [one] There is { $count } item in it.
   *[other] There are { $count } items in it.
}
button-clear-sure = 🗑 Yes, empty it
