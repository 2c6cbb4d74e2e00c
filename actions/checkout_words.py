"""Words of the checkout that no entity stands for."""

import re

PICKUP = re.compile(
    r"самовывоз|забер[уёе]|\bзабрать\b|сам[аи]?\s+(?:приед|зайд|подойд)|pick(?:ing)?[ -]?(?:it )?up|collect",
    re.IGNORECASE,
)
DELIVERY = re.compile(r"достав|курьер|привез|deliver|courier|bring", re.IGNORECASE)
FLAT = re.compile(
    r"\b(?:кв|квартира|подъезд|под\.|этаж|домофон|офис|flat|apt|apartment|floor|entrance|office)\b",
    re.IGNORECASE,
)
CARD = re.compile(r"открытк|подпис|\bcard|\bnote\b", re.IGNORECASE)
SURPRISE = re.compile(r"сюрприз|аноним|surprise|anonym", re.IGNORECASE)


def wants_pickup(text: str) -> bool:
    return bool(PICKUP.search(text)) and not DELIVERY.search(text)


def wants_delivery(text: str) -> bool:
    return bool(DELIVERY.search(text)) and not PICKUP.search(text)
