# Слова самих дверей: команды, ограничения, кнопки, разговор с человеком.

gateway-command-start = Начать
gateway-command-help = Что я умею
gateway-command-menu = Главное меню
gateway-command-catalogue = Каталог букетов
gateway-command-recommend = Подобрать букет
gateway-command-build = Собрать свой букет
gateway-command-cart = Корзина
gateway-command-orders = Мои заказы
gateway-command-language = Язык / Language
gateway-command-cancel = Отменить
gateway-command-terms = Условия
gateway-command-paysupport = Вопрос об оплате
gateway-command-support = Позвать человека

gateway-limit-personal = Вы пишете быстрее, чем я успеваю читать 🌷 Дайте мне минутку, и продолжим.
gateway-limit-global = Сейчас сразу много гостей. Ваше сообщение у меня, отвечу через несколько секунд.
gateway-slow = Отвечаю чуть дольше обычного. Ваше сообщение не потерялось, ответ скоро будет.
gateway-failed = Простите, с этим сообщением у меня не получилось. Напишите, пожалуйста, ещё раз другими словами или позовите человека: /support
gateway-invoice-failed = Счёт сейчас не выставляется. Заказ и цветы я держу — напишите «позовите человека», и мы примем оплату.
gateway-edited = Я не вижу исправлений в отправленных сообщениях. Напишите, пожалуйста, новым сообщением.

gateway-button-expired = Эта кнопка уже не действует. Откройте меню заново: /menu
gateway-button-used = Уже сделано ✓

gateway-photo-too-big = Фотография слишком большая. Пришлите, пожалуйста, до 10 МБ.
gateway-photo-unreadable = Не получилось открыть эту картинку. Подойдут JPEG, PNG или WebP.

gateway-pre-checkout-failed = Сейчас не получилось проверить заказ. Деньги не списаны, попробуйте ещё раз через минуту.
gateway-payment-goes-back = Пришёл лишний платёж на { $amount } (заказ { $number }). Мы вернём его полностью. Вопросы об оплате: /paysupport

gateway-handoff-note = 🙋 <b><a href="tg://user?id={ $user }">{ $name }</a></b> просит человека (язык: { $tongue }). Отвечайте ответом на пересланные сообщения.
gateway-handoff-copy = 💬 <b><a href="tg://user?id={ $user }">{ $name }</a></b>
    { $text }
gateway-handoff-reply = 👩‍🌾 <b>Флорист</b>
    { $text }
gateway-handoff-unreadable = (голосовое сообщение или файл: откройте чат по ссылке)
gateway-handoff-taken = Вы отвечаете: <a href="tg://user?id={ $user }">{ $name }</a>. Пишите ответом на это или пересланное сообщение.
gateway-handoff-not-yours = С <a href="tg://user?id={ $user }">{ $name }</a> уже говорит другой человек, или разговор закончен.
gateway-handoff-closed = Разговор с <a href="tg://user?id={ $user }">{ $name }</a> закончен, ответ не отправлен.
gateway-handoff-over = Разговор с <a href="tg://user?id={ $user }">{ $name }</a> закончен, дальше отвечает бот.
gateway-handoff-still = Сейчас вам отвечает человек, поэтому я молчу. Нажмите, если хотите вернуться к боту.
gateway-button-handoff-take = Отвечу я
gateway-button-handoff-finish = Закончить
gateway-button-handoff-end = ↩️ Вернуться к боту

gateway-hold-expired = Заказ { $number } не был оплачен вовремя, и цветы вернулись на полку. Ничего страшного: его можно повторить.
gateway-button-retry-payment = Оплатить сейчас
