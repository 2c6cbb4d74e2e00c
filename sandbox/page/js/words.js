// Every word of the page, in both languages.

const WORDS = {
  ru: {
    title: "Песочница", people: "Люди", note: "Telegram этой машины: наружу ничего не уходит, деньги не настоящие.",
    customer: "покупатель", admin: "администратор", specialist: "флорист", add: "Добавить человека", language: "English",
    themeDark: "Тёмная тема", themeLight: "Светлая тема", back: "К списку людей", bot: "бот · вы {name}", typing: "печатает",
    uploading: "отправляет файл", recording: "записывает голос", finding: "ищет место", message: "Сообщение", send: "Отправить",
    attach: "Прикрепить", photo: "Фотография", voice: "Голос", voiceFile: "Голос из файла", record: "Записать голос", stopRecord: "Остановить и отправить",
    location: "Место", contact: "Мой контакт", keyboard: "Кнопки бота", menu: "Меню", start: "НАЧАТЬ", edited: "изменено",
    today: "Сегодня", yesterday: "Вчера", reply: "Ответить", cancelReply: "Не отвечать", close: "Закрыть", cancel: "Отмена", down: "К новым сообщениям",
    about: "Что умеет этот бот?", aboutPlain: "Нажмите «Начать», чтобы написать боту.", block: "Заблокировать бота", unblock: "Разблокировать бота", blocked: "бот заблокирован",
    pay: "Оплата", payNow: "Оплатить", payFail: "Банк отклонит карту", payCancel: "Закрыть, не платя", total: "Итого", paying: "Спрашиваем бота…",
    paid: "Оплачено", failed: "Платёж не прошёл", refused: "Бот отказал", cancelled: "Оплата отменена", paidNote: "Вы заплатили {sum}", refundedNote: "Вам вернули {sum}",
    test: "Пробная оплата: карта и деньги выдуманы.", invoicePaid: "оплачен",
    caption: "Подпись", sendPhoto: "Отправить фотографию", sendLocation: "Отправить место", latitude: "Широта", longitude: "Долгота", inside: "в центре", ring: "внутри МКАД", outside: "за МКАД", far: "далеко",
    sendContact: "Отправить контакт", phone: "Телефон", name: "Имя", id: "Номер (id)", username: "Имя пользователя", personLanguage: "Язык Telegram", save: "Готово", share: "Поделиться",
    copied: "Скопировано", miniApp: "Мини-приложение", noAnswer: "Бот не ответил", sum: "Счёт", document: "Файл", microphone: "Микрофон недоступен: выберите файл", lost: "Связь потеряна, восстанавливаем…",
    askContact: "Отправить боту свой номер?", askLocation: "Отправить боту своё место?", appData: "Данные из «{name}» отправлены", unread: "непрочитанных: {count}", you: "Вы", open: "Открыть", picture: "Картинка",
  },
  en: {
    title: "Sandbox", people: "People", note: "This machine's own Telegram: nothing leaves it, and the money is not real.",
    customer: "customer", admin: "admin", specialist: "florist", add: "Add a person", language: "Русский",
    themeDark: "Dark theme", themeLight: "Light theme", back: "Back to people", bot: "bot · you are {name}", typing: "typing",
    uploading: "sending a file", recording: "recording voice", finding: "finding a place", message: "Message", send: "Send",
    attach: "Attach", photo: "Photo", voice: "Voice", voiceFile: "Voice from a file", record: "Record voice", stopRecord: "Stop and send",
    location: "Location", contact: "My contact", keyboard: "Bot's buttons", menu: "Menu", start: "START", edited: "edited",
    today: "Today", yesterday: "Yesterday", reply: "Reply", cancelReply: "Do not reply", close: "Close", cancel: "Cancel", down: "To new messages",
    about: "What can this bot do?", aboutPlain: "Press Start to write to the bot.", block: "Block the bot", unblock: "Unblock the bot", blocked: "bot is blocked",
    pay: "Payment", payNow: "Pay", payFail: "Let the bank decline the card", payCancel: "Close without paying", total: "Total", paying: "Asking the bot…",
    paid: "Paid", failed: "The payment failed", refused: "The bot refused", cancelled: "Payment cancelled", paidNote: "You paid {sum}", refundedNote: "{sum} came back to you",
    test: "A rehearsal: the card and the money are made up.", invoicePaid: "paid",
    caption: "Caption", sendPhoto: "Send the photo", sendLocation: "Send the location", latitude: "Latitude", longitude: "Longitude", inside: "centre", ring: "in the ring road", outside: "outside the ring", far: "far away",
    sendContact: "Send the contact", phone: "Phone", name: "Name", id: "Number (id)", username: "Username", personLanguage: "Telegram's language", save: "Done", share: "Share",
    copied: "Copied", miniApp: "Mini App", noAnswer: "The bot did not answer", sum: "Invoice", document: "File", microphone: "No microphone: choose a file", lost: "Connection lost, trying again…",
    askContact: "Send the bot your phone number?", askLocation: "Send the bot your location?", appData: "Data from “{name}” was sent", unread: "{count} unread", you: "You", open: "Open", picture: "Picture",
  },
};

let language = localStorage.getItem("sandbox-language") ?? (navigator.language.startsWith("ru") ? "ru" : "en");

export const spoken = () => language;

export function speak(next) {
  language = next;
  localStorage.setItem("sandbox-language", next);
  document.documentElement.lang = next;
}

export function say(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function money(amount, currency) {
  if (currency === "XTR") return `⭐ ${amount.toLocaleString(language)}`;
  return new Intl.NumberFormat(language, { style: "currency", currency, minimumFractionDigits: amount % 100 ? 2 : 0 }).format(amount / 100);
}

export const clock = seconds => new Date(seconds * 1000).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function day(seconds) {
  const date = new Date(seconds * 1000), now = new Date();
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 864e5);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return date.toLocaleDateString(language, { day: "numeric", month: "long" });
}

export function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
