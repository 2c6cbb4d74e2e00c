faq-delivery-cost =
    Delivery by zone:
    { $fees }
    Picking up is free.
faq-delivery-area =
    We deliver to:
    { $zones }
    Share a location and I'll tell exactly.
faq-delivery-time =
    We deliver in two-hour windows, at the earliest { $lead } { $lead ->
        [one] hour
       *[other] hours
    } after the order. Orders for today are taken until { $cutoff }, ahead of time — up to { $ahead } { $ahead ->
        [one] day
       *[other] days
    } before.
faq-payment-methods = By card right here in Telegram: the invoice comes after checkout. Couriers take no cash.
faq-opening-hours =
    We are open:
    { $hours }
faq-shop-address =
    { $name }: { $address }
    { $way }
    ☎️ { $phone }
faq-freshness = Flowers come every other day, and a bouquet is tied right before delivery. We guarantee { $fresh } { $fresh ->
        [one] day
       *[other] days
    } of freshness.
faq-flower-care =
    • Cut the ends at a slant, about two centimetres.
    • Take off the leaves that would stand in water.
    • Change the water daily; keep away from sun, radiators and fruit.
    • A hydrangea likes a bath: it drinks with its petals too.
faq-returns = If the flowers come less than fresh or not as ordered, send a photo within { $back } { $back ->
        [one] hour
       *[other] hours
    } — we replace the bouquet or return the money. Until we start arranging, an order can be cancelled for a full refund.
faq-substitution = If a flower is missing, we do what you chose when ordering: replace it with a similar one of no lower value, call you, or return the money.
faq-corporate = We work with companies: from { $corporate } { $corporate ->
        [one] bouquet
       *[other] bouquets
    } on there are special prices, a contract and all papers. Write “call a human” and we'll talk it over.
faq-privacy = Name, phone and address are used for delivery only; the courier sees them on the day. We sell no data and delete yours when you ask.
zone-fee = • { $name } — { $fee }
zone-fee-free = • { $name } — { $fee }, free from { $free }
