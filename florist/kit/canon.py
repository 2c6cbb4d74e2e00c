"""The canonical values that the model, the catalogue and the words share, in the order they are shown."""

OCCASIONS = (
    "birthday", "wedding", "anniversary", "date", "love", "valentines_day", "womens_day", "mothers_day",
    "teachers_day", "graduation", "new_year", "newborn", "get_well", "apology", "thank_you", "congratulation",
    "farewell", "funeral", "housewarming", "corporate", "just_because",
)  # fmt: skip
RECIPIENTS = (
    "mother", "wife", "girlfriend", "daughter", "grandmother", "sister", "friend", "colleague", "boss",
    "teacher", "doctor", "bride", "husband", "boyfriend", "father", "man", "child", "client",
)  # fmt: skip
COLORS = (
    "red", "white", "pink", "yellow", "orange", "purple", "blue", "cream", "green", "burgundy",
    "pastel", "mixed",
)  # fmt: skip
FLOWERS = (
    "rose", "tulip", "peony", "lily", "chrysanthemum", "gerbera", "orchid", "hydrangea", "carnation",
    "sunflower", "eustoma", "iris", "alstroemeria", "freesia", "ranunculus", "daisy", "gypsophila",
    "lavender", "anemone",
    "hyacinth", "narcissus", "mimosa", "calla",
)  # fmt: skip
ADDONS = ("ribbon", "luxury_wrap", "teddy", "chocolate", "card", "vase", "balloon")
CATEGORIES = ("bouquet", "basket", "box", "single", "plant", "gift", "wedding_bouquet")
SIZES = ("s", "m", "l")
# Wraps that a customer chooses from stand first; "pot" is for plants, "none" for a stem with its ribbon only.
WRAPS = ("kraft", "matte", "tulle", "clear", "box", "basket", "none", "pot")
# Colour words that are not the colour of any one stem, and what they are made of, the most telling first.
PALETTES = {
    "pastel": ("pink", "cream", "white", "purple", "blue"),
    "mixed": ("pink", "yellow", "purple", "white", "orange", "red", "blue", "cream", "burgundy", "green"),
}
