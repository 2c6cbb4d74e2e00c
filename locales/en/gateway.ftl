# The door's own words: commands, limits, buttons, talking to a person.

gateway-command-start = Start
gateway-command-help = What I can do
gateway-command-menu = Main menu
gateway-command-catalogue = Bouquet catalogue
gateway-command-recommend = Help me choose
gateway-command-build = Compose a bouquet
gateway-command-cart = Cart
gateway-command-orders = My orders
gateway-command-language = Language / Язык
gateway-command-cancel = Cancel
gateway-command-terms = Terms
gateway-command-paysupport = Payment questions
gateway-command-support = Talk to a person

gateway-limit-personal = You write faster than I can read 🌷 Give me a minute and we will go on.
gateway-limit-global = Many guests at once right now. I have your message and will answer in a few seconds.
gateway-slow = This takes a little longer than usual. Your message is safe, the answer is on its way.
gateway-failed = Sorry, I could not manage this message. Please put it in other words, or call a person: /support
gateway-invoice-failed = The invoice can't be made right now. I hold the order and the flowers — write “call a human” and we'll take the payment.
gateway-edited = I cannot see edits of messages already sent. Please write it as a new message.

gateway-button-expired = This button no longer works. Open the menu again: /menu
gateway-button-used = Already done ✓

gateway-photo-too-big = This photo is too large. Please send one of up to 10 MB.
gateway-photo-unreadable = I could not open this picture. JPEG, PNG or WebP will do.

gateway-pre-checkout-failed = I could not check the order just now. No money was taken, please try again in a minute.
gateway-payment-goes-back = An extra payment of { $amount } came in (order { $number }). We will return it in full. Payment questions: /paysupport

gateway-handoff-note = 🙋 <b><a href="tg://user?id={ $user }">{ $name }</a></b> asks for a person (language: { $tongue }). Answer by replying to the copied messages.
gateway-handoff-copy = 💬 <b><a href="tg://user?id={ $user }">{ $name }</a></b>
    { $text }
gateway-handoff-reply = 👩‍🌾 <b>Florist</b>
    { $text }
gateway-handoff-unreadable = (a voice note or a file: open the chat by the link)
gateway-handoff-taken = You are answering <a href="tg://user?id={ $user }">{ $name }</a>. Reply to this or to a copied message.
gateway-handoff-not-yours = Somebody else is talking to <a href="tg://user?id={ $user }">{ $name }</a>, or the conversation is over.
gateway-handoff-closed = The conversation with <a href="tg://user?id={ $user }">{ $name }</a> is over, your reply was not sent.
gateway-handoff-over = The conversation with <a href="tg://user?id={ $user }">{ $name }</a> is over, the bot answers again.
gateway-handoff-still = A person is answering you now, so I keep still. Press if you want the bot back.
gateway-button-handoff-take = I will answer
gateway-button-handoff-finish = Finish
gateway-button-handoff-end = ↩️ Back to the bot

gateway-hold-expired = Order { $number } was not paid in time and the flowers went back to the shelf. No harm done: it can be repeated.
gateway-button-retry-payment = Pay now
