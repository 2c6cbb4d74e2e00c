ask-checkout-kind = Доставить или заберёте сами? ({ $address })
example-checkout-kind = Напишите «доставка» или «самовывоз».
ask-checkout-address = Куда доставить? Напишите адрес — улицу и дом — или поделитесь геопозицией.
example-checkout-address = Нужны улица и дом, например: «Тверская 12».
confirm-address = Это здесь: <b>{ $address }</b>?
ask-address-for-point = Точку вижу, сюда доставим. Напишите улицу и дом, чтобы курьер не ошибся.
ask-checkout-zone = Где это?
example-checkout-zone = От зоны зависит цена доставки: выберите кнопкой или напишите — «в центре», «внутри МКАД», «за МКАД».
ask-checkout-flat = Подъезд, этаж, квартира, домофон? Всё, что поможет курьеру.
example-checkout-flat = Например: «подъезд 2, кв 45» — или «нет».
ask-checkout-date = На какой день?
example-checkout-date = Например: «завтра», «в субботу», «25 декабря».
ask-checkout-window = В какое время { $day }?
example-checkout-window = Например: «к шести вечера», «с 10 до 12», «утром».
ask-checkout-recipient = Кому вручить?
ask-checkout-picker = На чьё имя заказ?
example-checkout-recipient = Напишите имя, например «Анна», — или «мне».
ask-checkout-phone = Телефон получателя?
ask-checkout-phone-own = Ваш телефон?
example-checkout-phone = Напишите номер с кодом, например +7 903 123-45-67.
ask-checkout-card = Что написать на открытке? Она бесплатная. До 300 знаков.
example-checkout-card = Например: «С днём рождения, мама!» — или «без открытки».
ask-checkout-surprise = Как вручить?
example-checkout-surprise = Выберите: как обычно, сюрпризом (не звоним заранее) или анонимно (не говорим от кого).
ask-checkout-substitution = Если какого-то цветка не окажется?
example-checkout-substitution = Выберите: заменить похожим, позвонить вам или вернуть деньги.
checkout-summary =
    <b>Проверьте заказ</b>
    { $lines }

    <b>К оплате: { $total }</b>
example-checkout-ready = Напишите «да», чтобы оплатить, или что изменить: «другой адрес», «завтра утром».
checkout-what-to-change = Что изменить? Нажмите кнопку или напишите: «другой адрес», «завтра утром».
order-placed = Заказ <b>№{ $number }</b> собран. Держу цветы и время { $minutes } { $minutes ->
    [one] минуту
    [few] минуты
   *[many] минут
} — осталось оплатить.
invoice = Счёт
button-delivery = 🚚 Доставка
button-pickup = 🏠 Самовывоз
button-share-location = 📍 Поделиться геопозицией
button-share-contact = 📱 Поделиться номером
button-type-address = Нет, напишу сам
button-zone = { $name } · { $fee }
button-zone-farther = Ещё дальше
button-no-flat = Ничего не нужно
button-day = { $day }
button-for-me = 🙋 Мне
button-no-card = Без открытки
button-open = Как обычно
button-surprise = 🎁 Сюрпризом
button-anonymous = 🎭 Анонимно
button-substitution-similar = Заменить похожим
button-substitution-call = Позвонить мне
button-substitution-refund = Вернуть деньги
button-pay = 💳 Оплатить { $total }
button-edit-checkout-kind = ✏️ Способ
button-edit-checkout-address = ✏️ Адрес
button-edit-checkout-flat = ✏️ Подъезд
button-edit-checkout-date = ✏️ День
button-edit-checkout-window = ✏️ Время
button-edit-checkout-recipient = ✏️ Получатель
button-edit-checkout-phone = ✏️ Телефон
button-edit-checkout-card = ✏️ Открытка
button-edit-checkout-surprise = ✏️ Вручение
button-edit-checkout-substitution = ✏️ Замена
summary-line = • { $name } × { $count } — { $price }
summary-fee = • Доставка — { $fee }
summary-fee-free = • Доставка — бесплатно
summary-pickup = 🏠 Самовывоз: { $address }
summary-address = 📍 { $address }
summary-when = 🕑 { $when }
summary-who = 👤 { $name }, { $phone }
summary-card = 💌 «{ $text }»
summary-surprise = 🎁 Сюрприз: не звоним заранее
summary-anonymous = 🎭 Анонимно: не говорим от кого
summary-substitution = 🔁 Если чего-то нет: { $how }
substitution-similar = заменим похожим
substitution-call = позвоним вам
substitution-refund = вернём деньги
checkout-taken =
    Учла, что вы уже сказали:
    { $lines }
    Если что-то не так, поправьте словами или кнопкой.
checkout-noted = Записала: { $details }.
delivery-noted = Запомнила для доставки: { $details }.
delivery-flowers-first = Осталось выбрать цветы.
pickup-or-delivery = Сейчас выбран самовывоз. Привезти по этому адресу?
pickup-stays-outside = Туда курьеры пока не ездят, так что остаётся самовывоз.
taken-kind = { $answer }
taken-address = 📍 { $answer }
taken-flat = 🚪 { $answer }
taken-date = 📅 { $answer }
taken-window = 🕑 { $answer }
taken-recipient = 👤 { $answer }
taken-phone = 📱 { $answer }
kind-delivery = 🚚 Доставка
kind-pickup = 🏠 Самовывоз
button-deliver-here = 🚚 Да, привезти
button-stay-pickup = 🏠 Нет, заберу сам
button-other-day = 📅 Другой день
button-keep = ↩️ Оставить как было
button-keep-answer = ↩️ Оставить: { $answer }
button-take-left = Взять { $count }
button-take-out = 🗑 Убрать: { $name }
