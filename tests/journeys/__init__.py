"""People going through the running system over the sandbox: everything real but Telegram itself."""
