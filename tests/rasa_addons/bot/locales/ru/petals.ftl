greeting-one = Здравствуйте!
greeting-two = Добрый день!
hours = Мы открыты с <b>9:00</b> до 21:00.
button-build = Собрать букет
button-rose = Розы
button-location = 📍 Где я
ask-flower = Какие цветы?
ask-count = Сколько стеблей?
cancelled = Хорошо, не собираем.
unclear = Не понимаю. Напишите, какие цветы вы хотите.
added = Добавили: { $name }, { $price }. В корзине { $count ->
    [one] { $count } букет
    [few] { $count } букета
   *[many] { $count } букетов
}.
bouquet = Букет: { $flower }, { $count }.
location = Спасибо, видим.
error-general = Что-то сломалось у нас. Уже чиним.
