# Refusals, one for each code. Each ends with what one can do next.

error-general = Something went wrong, and we know about it already. Please try again, or I will call a person.
error-not_found = I cannot find that. Try another name, or have a look at the menu.
error-conflict = Things changed while we were talking. Let us try once more.
error-invalid = I did not get that. Please put it another way.
error-forbidden = Only the workshop’s own people may do that. How else can I help?
error-unavailable = One of our helpers does not answer right now. Please try again in a minute.

## Catalogue

error-product_not_found = That one is not on sale any more. Have a look at the catalogue and I will show you similar ones.
error-flower_not_found = { $flower } do not come in that colour. We have: { $possible }. Which would you like?
error-size_not_found = We do not make it in that size. There is: { $sizes }. Which one?
error-out_of_stock = { $name }: { $left ->
    [0] sold out. Please choose something similar from the catalogue.
    [one] only { $left } is left. Will you take it, or choose another?
   *[other] only { $left } are left. Will you take those, or choose another?
}

## Your own bouquet

error-recipe_invalid = A bouquet like that cannot be tied: it takes at least one flower and at most { $max } { $max ->
    [one] stem
   *[other] stems
}. How many of which flowers shall we take?
error-color_not_grown = { $flower }: nature does not make them { $color }. There is { $possible } — which shall we take?
error-not_enough_stems = { $flower } ({ $color }): { $left ->
    [0] sold out. Shall we take another colour or another flower?
    [one] only { $left } stem is left. Shall we take fewer, or add another flower?
   *[other] only { $left } stems are left. Shall we take fewer, or add another flower?
}

## Cart

error-line_not_found = That line is not in your cart any more. Open the cart to see it as it is.
error-addon_not_found = { $addon }: none of your own bouquets in the cart has it. Tell me what to take out, or open the cart.
error-count_invalid = It can be from 1 to { $max }. How many shall I make it?
error-cart_full = There are { $max } different things in your cart already, and no room for more. Take something out, or check out.
error-cart_empty = Your cart is empty so far. Have a look at the catalogue, or ask me for advice.

## Delivery

error-outside_zone = Our couriers do not go that far. You can give another address, or collect the flowers yourself.
error-zone_unknown = There is no such delivery zone. Choose one of those offered, or type the address.
error-day_past = { $day } has passed already. The nearest times: { $nearest }. Which one suits you?
error-day_too_far = { $day } is farther ahead than we can book. The nearest times: { $nearest }. Please name a closer day.
error-closed_day = The workshop is closed on { $day }. The nearest times: { $nearest }. Which one suits you?
error-too_late_today = It is too late for an order for today ({ $day }). The nearest times: { $nearest }. Which one suits you?
error-window_past = We cannot make it by that hour ({ $day }). The nearest times: { $nearest }. Which one suits you?
error-outside_hours = We do not deliver at that hour ({ $day }). The nearest times: { $nearest }. Which one suits you?
error-window_full = { $day }, { $window }: all couriers are taken. Free: { $nearest }. Which one suits you, or what other time?

## Orders

error-order_not_found = You have no order with that number. “My orders” shows all your numbers.
error-move_not_allowed = Order { $number } is “{ $status }” and cannot become “{ $to }”. Open the order to see what is possible.
error-too_late_to_cancel = Order { $number } is “{ $status }” already, so I cannot cancel it myself. I can call a person to settle it with you.
error-checkout_invalid = Missing or unsuitable: { $field }. Please correct it and we go on.
error-price_changed = The total has changed while we were talking: it was { $told } and is { $now } now. Please check it once more.

## Payment

error-invoice_unknown = This invoice is not yours or is out of date. Open the order and ask for a new one.
error-invoice_stale = The order has changed since, so this invoice no longer counts. Open the order and I will send a new one.
error-already_paid = Order { $number } is paid already, there is no need to pay twice. You will find it in “My orders”.
error-hold_expired = The time to pay for order { $number } has run out. Tap “Pay again” and I will see if the flowers are still here.
error-amount_wrong = The amount does not match: { $due } is due. Open the order and I will send the right invoice.

## Files and people

error-file_not_found = That picture is gone. Please ask for it again.
error-file_bad_key = We cannot have such a picture. Please ask for it again.
error-store_unavailable = The picture store does not answer right now. Please try again in a minute.
error-picture_too_big = That picture is too big: { $limit } MB at most. Please send a smaller one.
error-not_a_picture = That does not look like a picture. Please send a JPEG, PNG or WebP photo.
error-unknown_role = There is no such role. There are: customer, specialist, admin, trainer.
error-unknown_language = So far I speak only Russian and English. Which one shall it be?
error-person_not_found = I do not know this person yet. Let them write to me first.
error-nobody_there = Nobody of the workshop is here right now. Leave your question, and they will answer when they are back.
