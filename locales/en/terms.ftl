# The words for canonical values: the same in the chat, in invoices and on pages.

## Occasions

occasion-birthday = birthday
occasion-wedding = wedding
occasion-anniversary = anniversary
occasion-date = romantic date
occasion-love = declaration of love
occasion-valentines_day = Valentine’s Day
occasion-womens_day = Women’s Day
occasion-mothers_day = Mother’s Day
occasion-teachers_day = Teachers’ Day
occasion-graduation = graduation
occasion-new_year = New Year
occasion-newborn = new baby
occasion-get_well = get well
occasion-apology = apology
occasion-thank_you = thank you
occasion-congratulation = congratulations
occasion-farewell = farewell
occasion-funeral = funeral
occasion-housewarming = housewarming
occasion-corporate = business occasion
occasion-just_because = just because

reason-occasion-birthday = for a birthday
reason-occasion-wedding = for a wedding
reason-occasion-anniversary = for an anniversary
reason-occasion-date = for a date
reason-occasion-love = to say “I love you”
reason-occasion-valentines_day = for Valentine’s Day
reason-occasion-womens_day = for Women’s Day
reason-occasion-mothers_day = for Mother’s Day
reason-occasion-teachers_day = for Teachers’ Day
reason-occasion-graduation = for a graduation
reason-occasion-new_year = for New Year
reason-occasion-newborn = for a new baby
reason-occasion-get_well = to wish a quick recovery
reason-occasion-apology = to say sorry
reason-occasion-thank_you = to say thank you
reason-occasion-congratulation = to congratulate
reason-occasion-farewell = for a farewell
reason-occasion-funeral = in memory
reason-occasion-housewarming = for a housewarming
reason-occasion-corporate = for a business occasion
reason-occasion-just_because = just because

## For whom

recipient-mother = mother
recipient-wife = wife
recipient-girlfriend = girlfriend
recipient-daughter = daughter
recipient-grandmother = grandmother
recipient-sister = sister
recipient-friend = friend
recipient-colleague = colleague
recipient-boss = boss
recipient-teacher = teacher
recipient-doctor = doctor
recipient-bride = bride
recipient-husband = husband
recipient-boyfriend = boyfriend
recipient-father = father
recipient-man = man
recipient-child = child
recipient-client = client

reason-recipient-mother = right for a mother
reason-recipient-wife = right for a wife
reason-recipient-girlfriend = right for a girlfriend
reason-recipient-daughter = right for a daughter
reason-recipient-grandmother = right for a grandmother
reason-recipient-sister = right for a sister
reason-recipient-friend = right for a friend
reason-recipient-colleague = right for a colleague
reason-recipient-boss = right for a boss
reason-recipient-teacher = right for a teacher
reason-recipient-doctor = right for a doctor
reason-recipient-bride = right for a bride
reason-recipient-husband = right for a husband
reason-recipient-boyfriend = right for a boyfriend
reason-recipient-father = right for a father
reason-recipient-man = right for a man
reason-recipient-child = right for a child
reason-recipient-client = right for a client

## Categories

category-bouquet = bouquets
category-basket = flower baskets
category-box = flowers in a hat box
category-single = single stems
category-plant = potted plants
category-gift = gift sets
category-wedding_bouquet = bridal bouquets

## Add-ons

addon-ribbon = ribbon
addon-luxury_wrap = luxury wrap
addon-teddy = teddy bear
addon-chocolate = chocolates
addon-card = greeting card
addon-vase = vase
addon-balloon = balloon

## Wraps

wrap-kraft = kraft paper
wrap-matte = matte film
wrap-tulle = tulle
wrap-clear = clear film
wrap-box = hat box
wrap-basket = basket
wrap-none = no wrap
wrap-pot = pot

## Sizes

size-s = S · small
size-m = M · medium
size-l = L · large

## Order statuses

status-draft = draft
status-pending = awaiting payment
status-awaiting_payment = awaiting payment
status-paid = paid
status-preparing = being arranged
status-delivering = on its way
status-delivered = delivered
status-cancelled = cancelled
status-refunded = refunded
status-expired = not paid in time

## Languages

language-ru = Russian
language-en = English

## Weekdays

weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun

## Fields of an order

field-kind = delivery or pickup
field-zone = delivery zone
field-date = the day of delivery
field-window = the time of delivery
field-address = address
field-recipient = recipient’s name
field-phone = phone number
field-card-text = card text
field-substitution = what to do if a flower runs out

## Colours

color-red = red
color-white = white
color-pink = pink
color-yellow = yellow
color-orange = orange
color-purple = purple
color-blue = blue
color-cream = cream
color-green = green
color-burgundy = burgundy
color-pastel = pastel
color-mixed = multicoloured

colored = { $count } { colored.hue }
    .hue = { $color ->
            [red] red
            [white] white
            [pink] pink
            [yellow] yellow
            [orange] orange
            [purple] purple
            [blue] blue
            [cream] cream
            [green] green
            [burgundy] burgundy
            [pastel] pastel
           *[mixed] multicoloured
        }

## Flowers

flower-rose = roses
flower-tulip = tulips
flower-peony = peonies
flower-lily = lilies
flower-chrysanthemum = chrysanthemums
flower-gerbera = gerberas
flower-orchid = orchids
flower-hydrangea = hydrangeas
flower-carnation = carnations
flower-sunflower = sunflowers
flower-eustoma = lisianthus
flower-iris = irises
flower-alstroemeria = alstroemerias
flower-freesia = freesias
flower-ranunculus = ranunculus
flower-daisy = daisies
flower-gypsophila = gypsophila
flower-lavender = lavender
flower-anemone = anemones
flower-hyacinth = hyacinths
flower-narcissus = daffodils
flower-mimosa = mimosa
flower-calla = calla lilies

flower-stems-rose = { $count } { $count ->
    [one] rose
   *[other] roses
}
flower-stems-tulip = { $count } { $count ->
    [one] tulip
   *[other] tulips
}
flower-stems-peony = { $count } { $count ->
    [one] peony
   *[other] peonies
}
flower-stems-lily = { $count } { $count ->
    [one] lily
   *[other] lilies
}
flower-stems-chrysanthemum = { $count } { $count ->
    [one] chrysanthemum
   *[other] chrysanthemums
}
flower-stems-gerbera = { $count } { $count ->
    [one] gerbera
   *[other] gerberas
}
flower-stems-orchid = { $count } { $count ->
    [one] orchid
   *[other] orchids
}
flower-stems-hydrangea = { $count } { $count ->
    [one] hydrangea
   *[other] hydrangeas
}
flower-stems-carnation = { $count } { $count ->
    [one] carnation
   *[other] carnations
}
flower-stems-sunflower = { $count } { $count ->
    [one] sunflower
   *[other] sunflowers
}
flower-stems-eustoma = { $count } { $count ->
    [one] stem of lisianthus
   *[other] stems of lisianthus
}
flower-stems-iris = { $count } { $count ->
    [one] iris
   *[other] irises
}
flower-stems-alstroemeria = { $count } { $count ->
    [one] alstroemeria
   *[other] alstroemerias
}
flower-stems-freesia = { $count } { $count ->
    [one] freesia
   *[other] freesias
}
flower-stems-ranunculus = { $count } { $count ->
    [one] ranunculus
   *[other] ranunculus
}
flower-stems-daisy = { $count } { $count ->
    [one] daisy
   *[other] daisies
}
flower-stems-gypsophila = { $count } { $count ->
    [one] sprig of gypsophila
   *[other] sprigs of gypsophila
}
flower-stems-lavender = { $count } { $count ->
    [one] sprig of lavender
   *[other] sprigs of lavender
}
flower-stems-anemone = { $count } { $count ->
    [one] anemone
   *[other] anemones
}
flower-stems-hyacinth = { $count } { $count ->
    [one] hyacinth
   *[other] hyacinths
}
flower-stems-narcissus = { $count } { $count ->
    [one] daffodil
   *[other] daffodils
}
flower-stems-mimosa = { $count } { $count ->
    [one] sprig of mimosa
   *[other] sprigs of mimosa
}
flower-stems-calla = { $count } { $count ->
    [one] calla lily
   *[other] calla lilies
}

colored-stems-rose = { $count } { colored.hue } { $count ->
    [one] rose
   *[other] roses
}
colored-stems-tulip = { $count } { colored.hue } { $count ->
    [one] tulip
   *[other] tulips
}
colored-stems-peony = { $count } { colored.hue } { $count ->
    [one] peony
   *[other] peonies
}
colored-stems-lily = { $count } { colored.hue } { $count ->
    [one] lily
   *[other] lilies
}
colored-stems-chrysanthemum = { $count } { colored.hue } { $count ->
    [one] chrysanthemum
   *[other] chrysanthemums
}
colored-stems-gerbera = { $count } { colored.hue } { $count ->
    [one] gerbera
   *[other] gerberas
}
colored-stems-orchid = { $count } { colored.hue } { $count ->
    [one] orchid
   *[other] orchids
}
colored-stems-hydrangea = { $count } { colored.hue } { $count ->
    [one] hydrangea
   *[other] hydrangeas
}
colored-stems-carnation = { $count } { colored.hue } { $count ->
    [one] carnation
   *[other] carnations
}
colored-stems-sunflower = { $count } { colored.hue } { $count ->
    [one] sunflower
   *[other] sunflowers
}
colored-stems-eustoma = { $count } { $count ->
    [one] stem
   *[other] stems
} of { colored.hue } lisianthus
colored-stems-iris = { $count } { colored.hue } { $count ->
    [one] iris
   *[other] irises
}
colored-stems-alstroemeria = { $count } { colored.hue } { $count ->
    [one] alstroemeria
   *[other] alstroemerias
}
colored-stems-freesia = { $count } { colored.hue } { $count ->
    [one] freesia
   *[other] freesias
}
colored-stems-ranunculus = { $count } { colored.hue } { $count ->
    [one] ranunculus
   *[other] ranunculus
}
colored-stems-daisy = { $count } { colored.hue } { $count ->
    [one] daisy
   *[other] daisies
}
colored-stems-gypsophila = { $count } { $count ->
    [one] sprig
   *[other] sprigs
} of { colored.hue } gypsophila
colored-stems-lavender = { $count } { $count ->
    [one] sprig
   *[other] sprigs
} of { colored.hue } lavender
colored-stems-anemone = { $count } { colored.hue } { $count ->
    [one] anemone
   *[other] anemones
}
colored-stems-hyacinth = { $count } { colored.hue } { $count ->
    [one] hyacinth
   *[other] hyacinths
}
colored-stems-narcissus = { $count } { colored.hue } { $count ->
    [one] daffodil
   *[other] daffodils
}
colored-stems-mimosa = { $count } { $count ->
    [one] sprig
   *[other] sprigs
} of { colored.hue } mimosa
colored-stems-calla = { $count } { colored.hue } { $count ->
    [one] calla lily
   *[other] calla lilies
}

## A composed bouquet, a delivery window, opening hours

custom-bouquet = Your own bouquet
day-window = { $day }, { $window }
window-ask = name a day and I will look
nothing-now = nothing for now
hours-day = { $from }: { $hours }
hours-days = { $from }–{ $to }: { $hours }

## Why we suggest it

reason-flowers = { $flowers }, as you wished
reason-colors = the right colour: { $colors }
reason-budget = within your budget: { $price }
reason-above-budget = { $more } above your budget
reason-below-budget = less than you meant to spend: { $price }
reason-composition = made of { $stems }
reason-all = { $reasons }

## The invoice

invoice-title = Order { $number }
invoice-description = { $goods }. Handed over: { $when }
invoice-delivery = Delivery
