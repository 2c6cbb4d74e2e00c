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
browse-relaxed = Точно такого нет — вот самое близкое. Пришлось отступить: { $relaxed }.{ $kept }
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
browse-without = Показываю то, где этого нет: { $what }.
kept-away = {" "}От чего вы отказались, того здесь нет: { $what }.
no-such-color = Живых цветов такого цвета ({ $color }) не бывает.{ $near }
no-such-color-of = { $what }: { $color } цвет в природе не встречается.{ $near }
nearest-colors = {" "}Ближе всего { $colors }.
strange-color-black = чёрный
strange-color-grey = серый
strange-color-gold = золотой
strange-color-brown = коричневый
strange-color-turquoise = бирюзовый
budget-max = до { $price }
budget-min = от { $price }
budget-about = около { $price }
without = не { $what }
