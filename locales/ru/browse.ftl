card =
    <b>{ $name }</b> — { $price }
    { $description }
    <i>{ $composition }</i>
card-reasoned =
    <b>{ $name }</b> — { $price }
    { $reason }
    <i>{ $composition }</i>
browse-what = Что посмотрим? Можно и словами: «розы до 3000», «корзины на юбилей».
browse-empty = Такого сейчас нет. Загляните в каталог или соберите свой букет.
browse-relaxed = Точно такого нет — вот самое близкое. Пришлось отступить: { $relaxed }.
relaxed-recipient = для кого
relaxed-occasion = повод
relaxed-category = вид
relaxed-color = цвет
relaxed-budget = цена
relaxed-flower = цветы
browse-page = { $count ->
    [1] Показан единственный вариант.
    [one] Показаны { $first }–{ $last } из { $count } варианта.
   *[other] Показаны { $first }–{ $last } из { $count } вариантов.
}
similar = Похожие на «{ $name }»:
price-stem = { $what } — { $price } за стебель. Скажите, сколько нужно, и посчитаю букет.
price-bouquet =
    { $lines }
    <b>Итого: { $total }</b>
price-list = { $lines }
stock = Есть: { $counted }. Цвета: { $colors }.
stock-none = Сейчас нет: { $what }. Посмотрим другое?
stock-other-colors = { $what }: такого цвета ({ $color }) нет, зато есть { $colors }.
button-add-size = 🛒 { $size } · { $price }
button-similar = 🔎 Похожие
button-more = Ещё →
button-compose-this = 💐 Собрать такой букет
