"""Commands, menu buttons and what the bot says of itself."""

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
    MenuButtonWebApp,
    WebAppInfo,
)
from telegram.error import BadRequest


async def menu(client, user_id: int) -> list[str]:
    chat = (await client.get(f"/user/{user_id}/chat")).json()
    return [one["description"] for one in chat["commands"]]


class TestCommands:
    async def test_everyone_sees_the_list_of_their_language(self, bot, client) -> None:
        await bot.set_my_commands([BotCommand("cart", "Cart")])
        await bot.set_my_commands([BotCommand("cart", "Корзина")], language_code="ru")

        assert await menu(client, 1001) == ["Корзина"]
        assert await menu(client, 1002) == ["Cart"]

    async def test_a_chats_own_list_comes_first(self, bot, client, anna) -> None:
        await bot.set_my_commands([BotCommand("cart", "Cart")])
        await bot.set_my_commands([BotCommand("stats", "Отчёт")], scope=BotCommandScopeChat(1001))

        assert await menu(client, 1001) == ["Отчёт"]
        assert (await bot.get_my_commands())[0].command == "cart"

        await bot.delete_my_commands(scope=BotCommandScopeChat(1001))
        assert await menu(client, 1001) == ["Cart"]

    @pytest.mark.parametrize("command", ["Cart", "car-t", "c" * 33, ""])
    async def test_odd_names_are_refused(self, sandbox, client, command) -> None:
        answer = await client.post(
            f"/bot{sandbox.token}/setMyCommands",
            json={"commands": [{"command": command, "description": "x"}]},
        )

        assert answer.json()["description"] == "Bad Request: BOT_COMMAND_INVALID"

    async def test_a_hundred_fit_and_one_more_does_not(self, bot) -> None:
        many = [BotCommand(f"c{number}", "x") for number in range(101)]

        await bot.set_my_commands(many[:100])
        with pytest.raises(BadRequest, match=r"(?i)bot_commands_too_much"):
            await bot.set_my_commands(many)


class TestMenuButton:
    async def test_opens_the_mini_app_for_all_or_for_one(self, bot, client, anna) -> None:
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
        await bot.set_chat_menu_button(
            1001, MenuButtonWebApp("Магазин", WebAppInfo("http://127.0.0.1:8000/app/"))
        )

        assert (await bot.get_chat_menu_button(1001)).text == "Магазин"
        assert (await client.get("/user/1002/chat")).json()["menu_button"] == {"type": "commands"}

        await bot.set_chat_menu_button(1001, MenuButtonDefault())
        assert (await bot.get_chat_menu_button(1001)).type == "default"

    async def test_needs_https(self, bot) -> None:
        with pytest.raises(BadRequest, match=r"(?i)only HTTPS links are allowed"):
            await bot.set_chat_menu_button(
                menu_button=MenuButtonWebApp("x", WebAppInfo("http://shop.example"))
            )


class TestTexts:
    async def test_are_kept_by_language(self, bot) -> None:
        await bot.set_my_description("Цветы", language_code="ru")
        await bot.set_my_short_description("Flowers")
        await bot.set_my_name("Florist")

        assert (await bot.get_my_description("ru")).description == "Цветы"
        assert (await bot.get_my_description()).description == ""
        assert (await bot.get_my_short_description("ru")).short_description == "Flowers"
        assert (await bot.get_my_name()).name == "Florist"

    async def test_the_bot_knows_itself_and_its_people(self, bot, anna) -> None:
        assert (await bot.get_me()).username == "sandbox_flower_bot"
        assert (await bot.get_chat(1001)).first_name == "Анна"
        assert (await bot.get_chat_member(1001, 1001)).status == "member"
        assert (await bot.get_user_profile_photos(1001)).total_count == 0
