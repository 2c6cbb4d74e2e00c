no-orders = There are no orders yet. A good time to choose flowers!
no-open-orders = There is no order under way.
order =
    <b>Order #{ $number }</b> — { $status }
    { $lines }
    🕑 { $when }
    <b>{ $total }</b>
orders =
    <b>{ $count ->
        [one] Your { $count } order
       *[other] Your { $count } orders
    }</b>
    { $lines }
repeated = Order #{ $number } is in the cart again, at today's prices.
repeat-missing = Of order #{ $number } these are missing now: { $missing }. The rest is in the cart.
cancel-sure =
    Cancel order #{ $number } for { $total }?
    { $lines }
cancel-too-late = Order #{ $number } cannot be cancelled any more: { $status }. Shall I call a human?
order-cancelled = Order #{ $number } is cancelled.
order-cancelled-paid = Order #{ $number } is cancelled; the money goes back the way it came.
refund = We'll settle the refund of order #{ $number } in person: I'm calling a colleague.
refund-without-order = We'll settle the refund in person: I'm calling a colleague. Meanwhile, write which order it is about.
complaint = I'm sorry about order #{ $number }. I'm calling a colleague who will sort it out. A photo helps if you have one.
complaint-without-order = I'm sorry we let you down. I'm calling a colleague who will sort it out. Meanwhile, write what happened.
change-by-human = Order #{ $number } is paid, so a colleague will change it — I'm calling them. Write what to change.
change-too-late = Order #{ $number } cannot be changed any more: { $status }.
feedback-thanks = Thank you for telling us! I'll pass it on to everyone who made the bouquet 🌷
feedback-sorry = I'm sorry it wasn't all good. Thank you for being frank. Shall I call a colleague to put it right?
order-line = • { $name } × { $count }
order-row = #{ $number } · { $day } · { $total } · { $status }
button-order = #{ $number }
button-pay-order = 💳 Pay
button-cancel-order = ✖️ Cancel the order
button-cancel-order-sure = Yes, cancel #{ $number }
button-keep-order = No, keep it
button-repeat-order = 🔁 Repeat
