greeting-one = Hello!
greeting-two = Good day!
hours = We are open from <b>9:00</b> to 21:00.
button-build = Compose a bouquet
button-rose = Roses
button-location = 📍 Where I am
ask-flower = Which flowers?
ask-count = How many stems?
cancelled = Fine, we leave it.
unclear = I do not understand. Tell me which flowers you want.
added = Added: { $name }, { $price }. Your cart holds { $count ->
    [one] { $count } bouquet
   *[other] { $count } bouquets
}.
bouquet = A bouquet: { $flower }, { $count }.
location = Thank you, we see you.
error-general = Something broke on our side. We are mending it.
