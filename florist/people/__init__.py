"""Who is there: names, languages, roles, and whom a person of the shop is talking to."""
