cart =
    <b>Корзина</b>
    { $lines }

    <b>Итого: { $total }</b>
cart-line = { $number }. { $name } × { $count } — { $price }{"\u000A"}   <i>{ $details }</i>
cart-line-unavailable = { $number }. <s>{ $name } × { $count }</s> — закончилось
cart-empty = Корзина пуста.
cart-cleared = Корзина очищена.
cart-which = О чём речь?
added = В корзине: { $name }{ $addons } — { $price }. { $count ->
    [one] Всего { $count } позиция
    [few] Всего { $count } позиции
   *[many] Всего { $count } позиций
} на { $total }.
add-which = Какой из них?
add-what = Что добавить? Выберите в каталоге или напишите: «добавь 15 красных роз».
add-choose = Вот что есть — выберите, какой добавить:
addon-needs-bouquet = С радостью добавлю: { $what }. Только сначала выберем букет — готовый или свой.
change-to-how-many = Сколько сделать?
promo-unknown = Промокода { $code } у нас нет. Проверьте, пожалуйста, буквы.
promo-none = Сейчас промокодов нет. Как появятся — напишем.
button-line-less = ➖ { $number }
button-line-more = ➕ { $number }
button-line-remove = 🗑 { $number }
button-line = { $name } · { $price }
button-clear-cart = 🗑 Очистить
add-which-addon = Что добавить? { $name }
button-addons = 🎀 Ленту, открытку…
with-addons = {" "}+ { $addons }
recolor-which = В какой цвет? Сейчас в букете: { $details }.
addon-already = { $what } — уже в этом букете: { $name }.
button-line-numbered = { $number }. { $name } · { $price }
clear-sure = Убрать всё из корзины? { $count ->
    [one] Там { $count } позиция.
    [few] Там { $count } позиции.
   *[many] Там { $count } позиций.
}
button-clear-sure = 🗑 Да, убрать всё
