"""The sandbox's chat page in a real Chromium, with the bot's part played through python-telegram-bot."""

import re
import shutil
from io import BytesIO

import pytest
from PIL import Image
from playwright.async_api import Page, expect
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from tests.browser.chat_page import CHROMIUM, invoice, keyboard, next_update, opened, picture
from tests.support.sandbox import User

pytestmark = pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason=f"no Chromium at {CHROMIUM}")


async def test_a_first_visit_starts_the_bot_and_talks(page: Page, bot) -> None:
    await page.get_by_role("button", name="НАЧАТЬ").click()
    assert (await next_update(bot)).message.text == "/start"

    await page.get_by_role("textbox", name="Сообщение").fill("Хочу пионы")
    await page.keyboard.press("Enter")
    assert (await next_update(bot)).message.text == "Хочу пионы"
    await bot.send_message(1001, "<b>Пионы</b> есть &lt;script>alert(1)&lt;/script>", "HTML")

    await expect(page.locator(".entry.mine").last).to_contain_text("Хочу пионы")
    await expect(page.locator(".entry:not(.mine) b")).to_have_text("Пионы")
    await expect(page.locator(".entry:not(.mine)")).to_contain_text("<script>alert(1)")


async def test_buttons_are_answered_by_toast_and_alert(anna, page: Page, bot) -> None:
    await next_update(bot)
    await bot.send_message(
        1001,
        "Меню",
        reply_markup=keyboard(
            [
                InlineKeyboardButton("Тихо", callback_data="1"),
                InlineKeyboardButton("Громко", callback_data="2"),
            ]
        ),
    )

    await page.get_by_role("button", name="Тихо").click()
    await (await next_update(bot)).callback_query.answer("В корзине")
    await expect(page.locator(".toast")).to_have_text("В корзине")

    await page.get_by_role("button", name="Громко").click()
    await (await next_update(bot)).callback_query.answer("Пионы кончились", show_alert=True)
    await expect(page.locator("dialog")).to_contain_text("Пионы кончились")


async def test_edits_deletions_and_typing_show_live(anna, page: Page, bot) -> None:
    message = await bot.send_message(1001, "рисую")
    await expect(page.get_by_text("рисую")).to_be_visible()

    await bot.send_chat_action(1001, "typing")
    await expect(page.locator("#status")).to_have_class("busy")
    await message.edit_text("готово")
    await expect(page.locator(".entry", has_text="готово")).to_contain_text("изменено")
    await message.delete()
    await expect(page.get_by_text("готово")).to_have_count(0)


async def test_a_reply_keyboard_writes_and_shares(anna, page: Page, bot) -> None:
    await next_update(bot)
    rows = [
        ["Самовывоз"],
        [KeyboardButton("Место", request_location=True), KeyboardButton("Номер", request_contact=True)],
    ]
    await bot.send_message(1001, "Куда?", reply_markup=ReplyKeyboardMarkup(rows))

    await page.get_by_role("button", name="Самовывоз").click()
    assert (await next_update(bot)).message.text == "Самовывоз"

    await page.locator("#keyboard").get_by_role("button", name="Место").click()
    await page.get_by_role("button", name=re.compile("Мытищи")).click()
    assert round((await next_update(bot)).message.location.latitude) == 56

    await page.locator("#keyboard").get_by_role("button", name="Номер").click()
    await page.get_by_label("Телефон").fill("+79990001122")
    await page.get_by_role("button", name="Отправить контакт").click()
    assert (await next_update(bot)).message.contact.phone_number == "+79990001122"


async def test_commands_come_in_the_persons_language_by_keys_alone(anna, page: Page, bot) -> None:
    await next_update(bot)
    await bot.set_my_commands([BotCommand("cart", "Cart"), BotCommand("help", "Help")])
    await bot.set_my_commands(
        [BotCommand("cart", "Корзина"), BotCommand("help", "Помощь")], language_code="ru"
    )
    await expect(page.get_by_role("button", name="Меню")).to_be_visible()

    await page.get_by_role("textbox", name="Сообщение").focus()
    await page.keyboard.type("/")
    await expect(page.locator("#commands")).to_contain_text("Корзина")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")

    assert (await next_update(bot)).message.text == "/help"


async def test_pictures_go_both_ways_and_open_large(anna, page: Page, bot) -> None:
    await next_update(bot)
    await bot.send_media_group(
        1001, [InputMediaPhoto(picture(colour)) for colour in ("red", "white", "pink")]
    )
    await expect(page.locator(".album img")).to_have_count(3)
    await page.locator(".album button").first.click()
    await expect(page.locator(".light-box img")).to_be_visible()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Escape")
    await expect(page.locator(".light-box")).to_have_count(0)

    file = {"name": "rose.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    await page.locator("#photo-file").set_input_files(file)
    await page.get_by_label("Подпись").fill("такой же")
    await page.get_by_role("button", name="Отправить фотографию").click()

    sent = (await next_update(bot)).message
    assert (sent.caption, sent.photo[-1].width) == ("такой же", 640)
    await expect(page.locator(".entry.mine .photo")).to_be_visible()


async def test_a_voice_is_recorded_and_sent(anna, page: Page, bot) -> None:
    await next_update(bot)

    await page.get_by_role("button", name="Записать голос").click()
    await page.get_by_role("button", name="Остановить и отправить").click()

    voice = (await next_update(bot)).message.voice
    assert (voice.file_size > 0, voice.mime_type) in [(True, "audio/ogg;codecs=opus"), (True, "audio/webm")]
    await expect(page.locator(".voice")).to_be_visible()


async def test_people_are_switched_and_their_unread_counted(anna, page: Page, bot, sandbox) -> None:
    await User(anna.client, 1002).text("Hi")
    await bot.send_message(1002, "Hello, Ben")
    await expect(page.locator('[data-id="1002"] .badge')).to_have_text("1")

    await page.locator('[data-id="1002"]').click()
    await expect(page.locator(".entry:not(.mine)")).to_contain_text("Hello, Ben")
    await expect(page.locator('[data-id="1002"] .badge')).to_have_count(0)

    await page.get_by_role("button", name="Добавить человека").click()
    await page.get_by_label("Имя", exact=True).fill("Зоя")
    await page.get_by_role("button", name="Готово").click()
    await expect(page.locator('.person[aria-current="true"]')).to_contain_text("Зоя")
    await expect(page.get_by_role("button", name="НАЧАТЬ")).to_be_visible()


async def test_light_and_dark_russian_and_english(anna, page: Page) -> None:
    background = "getComputedStyle(document.querySelector('#people')).backgroundColor"
    light = await page.evaluate(background)

    await page.get_by_role("button", name="Тёмная тема").click()
    assert await page.evaluate(background) != light
    await page.get_by_role("button", name="English").click()

    await expect(page.get_by_role("button", name="Add a person")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_the_systems_dark_is_followed(browser, sandbox, anna) -> None:
    async with opened(browser, sandbox, color_scheme="dark") as page:
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_a_phone_of_360_pixels_needs_no_sideways_scrolling(
    browser, sandbox, anna, bot, tmp_path
) -> None:
    long_word = "https://shop.example/" + "пион" * 60
    button = InlineKeyboardButton("Очень длинная надпись на кнопке, которой тесно", callback_data="1")
    await bot.send_message(1001, long_word, reply_markup=keyboard([button, button, button]))
    await bot.send_photo(1001, picture(), caption="Пионы")
    await invoice(bot)
    phone = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}

    async with opened(browser, sandbox, **phone) as page:
        widths = "[document.documentElement.scrollWidth, document.querySelector('#scroller').scrollWidth]"
        assert await page.evaluate(widths) == [360, 360]
        await page.get_by_role("button", name="К списку людей").click()
        await expect(page.locator('.person[data-id="9001"]')).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == 360
        await page.locator('.person[data-id="1001"]').click()
        await expect(page.locator(".invoice")).to_be_visible()
        shot = await page.screenshot(path=tmp_path / "phone.png")
        assert Image.open(BytesIO(shot)).size == (360, 740)


async def test_the_hour_stands_beside_the_words_and_the_field_is_a_line_high(browser, anna, sandbox) -> None:
    await User(anna.client, 1002).text("where is my order")
    async with opened(browser, sandbox, locale="en-US") as page:
        await page.locator('[data-id="1002"]').click()
        await expect(page.locator(".entry.mine .words")).to_have_text("where is my order")

        overlap = await page.evaluate(
            """() => {
                const range = document.createRange();
                range.selectNodeContents(document.querySelector(".entry.mine .words"));
                const hour = document.querySelector(".entry.mine time").getBoundingClientRect();
                return [...range.getClientRects()].some(line => line.right > hour.left && line.bottom > hour.top + 6);
            }"""
        )
        field = await page.get_by_role("textbox", name="Message").bounding_box()

        assert not overlap
        assert field["height"] >= 40
