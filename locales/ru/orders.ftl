no-orders = Заказов пока нет. Самое время выбрать цветы!
no-open-orders = Сейчас нет заказов в работе.
order =
    <b>Заказ №{ $number }</b> — { $status }
    { $lines }
    🕑 { $when }
    <b>{ $total }</b>
orders =
    <b>{ $count ->
        [one] Ваш { $count } заказ
        [few] Ваши { $count } заказа
       *[many] Ваши { $count } заказов
    }</b>
    { $lines }
repeated = Заказ №{ $number } снова в корзине, по сегодняшним ценам.
repeat-missing = Из заказа №{ $number } сейчас нет: { $missing }. Остальное в корзине.
cancel-sure =
    Отменить заказ №{ $number } на { $total }?
    { $lines }
cancel-too-late = Заказ №{ $number } уже нельзя отменить: { $status }. Позвать человека?
order-cancelled = Заказ №{ $number } отменён.
order-cancelled-paid = Заказ №{ $number } отменён, деньги вернутся тем же путём, каким пришли.
refund = О возврате по заказу №{ $number } договоримся с вами лично: зову коллегу.
refund-without-order = О возврате договоримся лично: зову коллегу. Напишите пока, о каком заказе речь.
complaint = Простите, что так вышло с заказом №{ $number }. Зову коллегу, он разберётся. Фото поможет, если оно есть.
complaint-without-order = Простите, что огорчили. Зову коллегу, он разберётся. Напишите пока, что случилось.
change-by-human = Заказ №{ $number } уже оплачен, изменения внесёт коллега — зову его. Напишите, что поменять.
change-too-late = Заказ №{ $number } уже не изменить: { $status }.
feedback-thanks = Спасибо, что рассказали! Передам всем, кто собирал букет 🌷
feedback-sorry = Жаль, что не всё понравилось. Спасибо за честность. Позвать коллегу, чтобы исправить?
order-line = • { $name } × { $count }
order-row = №{ $number } · { $day } · { $total } · { $status }
button-order = №{ $number }
button-pay-order = 💳 Оплатить
button-cancel-order = ✖️ Отменить заказ
button-cancel-order-sure = Да, отменить №{ $number }
button-keep-order = Нет, оставить
button-repeat-order = 🔁 Повторить
