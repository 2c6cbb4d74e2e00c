ask-checkout-kind = Shall we deliver, or will you pick it up? ({ $address })
example-checkout-kind = Write “delivery” or “pickup”.
ask-checkout-address = Where shall we deliver? Write the address — street and house — or share a location.
example-checkout-address = I need the street and the house, for example “12 Tverskaya St”.
confirm-address = Is it here: <b>{ $address }</b>?
ask-address-for-point = I see the place, we deliver there. Write the street and the house so that the courier finds it.
ask-checkout-zone = Where is that?
example-checkout-zone = The price of delivery depends on the zone: choose a button or write “in the centre”, “inside the ring road”, “outside it”.
ask-checkout-flat = Entrance, floor, flat, intercom? Anything that helps the courier.
example-checkout-flat = For example: “entrance 2, flat 45” — or “none”.
ask-checkout-date = For which day?
example-checkout-date = For example: “tomorrow”, “on Saturday”, “25 December”.
ask-checkout-window = At what time on { $day }?
example-checkout-window = For example: “at six in the evening”, “between 10 and 12”, “in the morning”.
ask-checkout-recipient = Who shall receive it?
ask-checkout-picker = In whose name is the order?
example-checkout-recipient = Write a name, for example “Anna” — or “me”.
ask-checkout-phone = The recipient's phone number?
ask-checkout-phone-own = Your phone number?
example-checkout-phone = Write the number with its code, for example +7 903 123-45-67.
ask-checkout-card = What shall we write on the card? It is free. Up to 300 characters.
example-checkout-card = For example: “Happy birthday, mum!” — or “no card”.
ask-checkout-surprise = How shall we hand it over?
example-checkout-surprise = Choose: as usual, as a surprise (no call beforehand) or anonymously (we don't tell from whom).
ask-checkout-substitution = If a flower turns out to be missing?
example-checkout-substitution = Choose: replace with a similar one, call you, or return the money.
checkout-summary =
    <b>Please check the order</b>
    { $lines }

    <b>To pay: { $total }</b>
example-checkout-ready = Write “yes” to pay, or what to change: “another address”, “tomorrow morning”.
checkout-what-to-change = What shall I change? Tap a button or write: “another address”, “tomorrow morning”.
order-placed = Order <b>#{ $number }</b> is ready. I hold the flowers and the time for { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
} — only the payment is left.
invoice = Invoice
button-delivery = 🚚 Delivery
button-pickup = 🏠 Pickup
button-share-location = 📍 Share location
button-share-contact = 📱 Share phone number
button-type-address = No, I'll type it
button-zone = { $name } · { $fee }
button-zone-farther = Farther away
button-no-flat = Nothing needed
button-day = { $day }
button-for-me = 🙋 Me
button-no-card = No card
button-open = As usual
button-surprise = 🎁 As a surprise
button-anonymous = 🎭 Anonymously
button-substitution-similar = Replace with a similar one
button-substitution-call = Call me
button-substitution-refund = Return the money
button-pay = 💳 Pay { $total }
button-edit-checkout-kind = ✏️ Way
button-edit-checkout-address = ✏️ Address
button-edit-checkout-flat = ✏️ Entrance
button-edit-checkout-date = ✏️ Day
button-edit-checkout-window = ✏️ Time
button-edit-checkout-recipient = ✏️ Recipient
button-edit-checkout-phone = ✏️ Phone
button-edit-checkout-card = ✏️ Card
button-edit-checkout-surprise = ✏️ Handing over
button-edit-checkout-substitution = ✏️ Substitution
summary-line = • { $name } × { $count } — { $price }
summary-fee = • Delivery — { $fee }
summary-fee-free = • Delivery — free
summary-pickup = 🏠 Pickup: { $address }
summary-address = 📍 { $address }
summary-when = 🕑 { $when }
summary-who = 👤 { $name }, { $phone }
summary-card = 💌 “{ $text }”
summary-surprise = 🎁 A surprise: no call beforehand
summary-anonymous = 🎭 Anonymous: we don't tell from whom
summary-substitution = 🔁 If something is missing: { $how }
substitution-similar = we replace it with a similar one
substitution-call = we call you
substitution-refund = we return the money
checkout-taken =
    I took note of what you have said already:
    { $lines }
    If something is wrong, put it right in words or by button.
checkout-noted = Noted: { $details }.
delivery-noted = I'll remember for the delivery: { $details }.
delivery-flowers-first = Now only the flowers are left to choose.
pickup-or-delivery = At the moment you are going to pick it up. Shall we deliver it to this address?
pickup-stays-outside = Our couriers don't go there yet, so pickup it stays.
taken-kind = { $answer }
taken-address = 📍 { $answer }
taken-flat = 🚪 { $answer }
taken-date = 📅 { $answer }
taken-window = 🕑 { $answer }
taken-recipient = 👤 { $answer }
taken-phone = 📱 { $answer }
kind-delivery = 🚚 Delivery
kind-pickup = 🏠 Pickup
button-deliver-here = 🚚 Yes, deliver
button-stay-pickup = 🏠 No, I'll pick it up
button-other-day = 📅 Another day
button-keep = ↩️ Keep as it was
button-keep-answer = ↩️ Keep: { $answer }
button-take-left = Take { $count }
button-take-out = 🗑 Take out: { $name }
