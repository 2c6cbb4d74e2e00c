"""The only door from outside, and the only process that speaks with Telegram, both ways."""
