paid =
    Thank you! Order <b>#{ $number }</b> is paid — { $total }.
    { $lines }
    🕑 { $when }
    I'll write when the bouquet is on its way.
payment-failed = The payment of order #{ $number } did not go through. I still hold the flowers, the cart is intact — shall we try again?
button-pay-again = 💳 Pay again
button-order-status = 📦 Where is my order
