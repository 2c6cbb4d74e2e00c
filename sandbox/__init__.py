"""A Telegram on this machine alone: the Bot API with Telegram's limits and errors, and a chat page."""

DEFAULT_TOKEN = "1000000001:sandbox-token-for-local-development-00"  # noqa: S105 -- opens nothing but this sandbox
TEST_PROVIDER_TOKEN = "1000000001:TEST:sandbox-provider"  # noqa: S105 -- no money behind it
# The sandbox signs launch data as Telegram would, with a key of its own that guards nothing.
INIT_DATA_KEY_SEED = b"sandbox-telegram-init-data-seed!"

__all__ = ["DEFAULT_TOKEN", "INIT_DATA_KEY_SEED", "TEST_PROVIDER_TOKEN"]
