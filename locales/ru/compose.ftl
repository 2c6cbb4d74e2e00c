so-far = <i>Пока: { $chosen }</i>{"\u000A"}
so-far-priced = <i>Пока: { $chosen } — { $price }</i>{"\u000A"}
stems = { $count ->
    [one] { $count } стебель
    [few] { $count } стебля
   *[many] { $count } стеблей
}
price-line = { $what } — { $price }
ask-bouquet-colors = { $sofar }Какого цвета букет?
example-bouquet-colors = Не поняла цвет. Напишите, например, «красный» или «белый с розовым».
ask-bouquet-stems = { $sofar }Сколько стеблей? Можно любое число от 1 до 101.
example-bouquet-stems = Напишите число стеблей, например «15» или «двадцать один».
even-stems = Чётное число цветов у нас дарят в знак скорби, а в радость — нечётное. Оставить { $count }?
ask-bouquet-flowers = { $sofar }Какие цветы? Один вид или несколько.
example-bouquet-flowers = Не поняла, какие цветы. Например: «розы и эустома» — или «на ваш вкус».
ask-bouquet-addons = { $sofar }Добавить что-нибудь к букету?
example-bouquet-addons = Например: «ленту и открытку» — или «ничего не надо».
ask-bouquet-wrap = { $sofar }Во что завернуть?
example-bouquet-wrap = Например: «в крафт», «в коробку» — или «на ваш вкус».
ask-bouquet-ready =
    <b>Ваш букет</b>
    { $lines }
    <b>Итого: { $total }</b>{ $over }{ $painting }
    Берём?
example-bouquet-ready = Напишите «да», чтобы добавить в корзину, или что изменить: «не 15, а 21», «без ленты», «лучше белые».
bouquet-what-to-change = Что изменить? Нажмите кнопку или напишите: «лучше белые», «21 стебель», «без ленты».
price-later = Цену скажу, как только узнаю цвет, число и сорт цветов.
price-so-far = Сейчас выходит { $price }.
bouquet-added-short = Букет в корзине.
bouquet-added = Букет в корзине. Всего на { $total }. Оформляем?
button-any-color = Любой
button-keep-stems = Оставить { $count }
button-make-stems = Сделать { $count }
button-ticked = ✅ { $what }
button-plain = { $what }
button-no-flower = На вкус флориста
button-no-addon = Ничего не надо
button-florists-choice = На ваш вкус
button-to-cart = 🛒 В корзину
button-checkout = ✅ Оформить
button-one-more = 💐 Ещё букет
button-edit-bouquet-colors = ✏️ Цвет
button-edit-bouquet-stems = ✏️ Количество
button-edit-bouquet-flowers = ✏️ Цветы
button-edit-bouquet-addons = ✏️ Дополнения
button-edit-bouquet-wrap = ✏️ Упаковка
painting = {"\u000A"}🎨 Рисую картинку, сейчас появится здесь…
so-far-over = <i>Пока: { $chosen } — { $price }, это на { $more } больше, чем вы хотели</i>{"\u000A"}
over-budget = {"\u000A"}Это на { $more } больше, чем вы хотели потратить.
price-without = Без этого ({ $what }) выйдет { $price }. Убрать — напишите «без» и что.
