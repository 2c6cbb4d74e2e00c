start =
    Hello! I help you choose and order flowers 🌷
    Write as you would to a florist — “a bouquet for mum's birthday under 3000, tomorrow at six” — or pick from the menu.

    By using this bot you agree to the terms: /terms
greet-1 = Hello! What flowers shall we find today?
greet-2 = Good to see you! Who are the flowers for?
goodbye-1 = See you! Just write when you need flowers.
goodbye-2 = Take care! We are here every day.
thank-1 = You're welcome! Come back whenever you feel like flowers 🌸
thank-2 = Always happy to help!
bot-challenge = I'm a florist bot: I suggest bouquets, work out prices and take orders. For a person, write “call a human”.
help =
    Here is what you can write to me:
    • “show me roses under 3000” — the catalogue
    • “suggest a bouquet for mum's birthday” — I'll find three
    • “make a bouquet of 15 red roses with a ribbon” — we compose it and I show a picture
    • “what's in my cart”, “remove the ribbon”, “make it two”
    • “where is my order”
    • “how much is delivery”

    At any time: “back”, “cancel”, “call a human”, «говори по-русски».
menu = What shall we do?
menu-catalogue = 🌹 Catalogue
menu-recommend = 💡 Suggest
menu-build = 💐 Compose
menu-cart = 🛒 Cart
menu-orders = 📦 My orders
menu-human = 🙋 Call a human
soon = I can't do that yet, but I'm learning. Flowers, though — right away!
unreadable = I can't read that yet. Please write it in words — for example, “roses under 3000”.
word-terms = terms
terms =
    <b>Terms</b>
    • An order is accepted once it is paid; until we start arranging it you can cancel for a full refund.
    • If the flowers arrive less than fresh, send a photo within a day — we replace the bouquet or return the money.
    • Flowers missing on the day are substituted the way you chose when ordering.
    • Your details are used for delivery only and go to nobody but the courier.

    Payment questions: /paysupport
paysupport =
    If something went wrong with a payment — charged twice, no confirmation, a refund — write “call a human” and the order number. We answer ourselves: Telegram's support does not deal with purchases in bots.
language-which = Which language shall we speak?
language-changed = English it is.
cancelled = Stopped. I remember all you have chosen — you can come back to it.
nothing-to-cancel = There is nothing to cancel right now. How can I help?
nothing-to-resume = Nothing is unfinished. What shall we do?
dropped = Fine, a clean sheet.
declined = All right. Write whenever you need something.
form-set-aside = I put the unfinished part aside, nothing is lost.
form-resumed = Going on with what you have already chosen.
form-waiting = { $form } is unfinished. Shall we go on?
form-first-question = This is the first question, there is nothing to go back to.
form-way-out = I can't make it out. You can skip the question, stop, or call a human.
form-bouquet-form = Your bouquet
form-checkout-form = Your checkout
form-recommendation-form = Finding a bouquet
button-resume = ▶️ Go on
button-drop = 🗑 No need
button-start-over = 🔄 Start over
button-menu = Menu
button-cancel = ✖️ Cancel
button-back = ← Back
button-skip = Skip
button-skip-question = Skip the question
button-done = Done
button-yes = Yes
button-no = No
clarify-guess = I'm not sure I understood. Do you want to…
clarify-examples = Please say it another way. For example: “show me tulips”, “a bouquet for my wife under 5000” or “where is my order 1042”.
clarify-way-out = We don't seem to understand each other. Here is the menu — or call a human, they will help.
clarify-nothing = What does this go with? Choose where to start.
guess-none = Something else
guess-browse-catalogue = look at the catalogue
guess-request-recommendation = get a suggestion
guess-build-bouquet = compose a bouquet
guess-ask-price = know a price
guess-ask-availability = know what is in stock
guess-add-to-cart = add to the cart
guess-remove-from-cart = take out of the cart
guess-view-cart = open the cart
guess-clear-cart = empty the cart
guess-checkout = check out
guess-order-status = know where an order is
guess-list-orders = see your orders
guess-repeat-order = repeat an order
guess-cancel-order = cancel an order
guess-request-refund = get the money back
guess-change-delivery = change a delivery
guess-leave-feedback = leave feedback
guess-complain = complain
guess-request-human = talk to a human
guess-change-language = change the language
guess-help = see what I can do
guess-faq = ask about the shop
out-of-scope = I can't help with that: flowers are all I know. But I can find a bouquet, work out a price and deliver.
human-called = I'm calling a colleague, they will answer right here. I'll keep still meanwhile; to come back to me, write /cancel.
handoff-ended = I'm with you again. How can I help?
contact-shared = Thank you, I see the number. It will be useful at checkout.
photo-shared = Lovely! I'll show it to the florist if you order a bouquet. What shall I find for you?
location-outside = Our couriers don't go there yet, but you can pick a bouquet up yourself.
location-zone = We deliver there: { $zone }, { $fee }. Shall we choose flowers?
another-way = All right, let's find another one. Where shall we start?
another-way-aside = All right, I put this one aside. How shall we choose another?
button-build-anew = 💐 Compose another
form-which-one = You are already composing a bouquet: { $said }. Go on with it or start a new one?
button-go-on = ▶️ Go on with this one
button-anew = 💐 Start a new one
