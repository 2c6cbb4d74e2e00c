"""All readers over one message, overlaps and refusals settled: `read` without Rasa, for tests and tools.

Reading happens in two steps. `survey` finds everything there is, before the intent is known. `settle` keeps
what the intent allows: a bare number may be a quantity, an order or a rating, a name a specialist's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rasa_addons.nlu import addresses, amounts, dates, daywords, instructions, orders, people, phones, prompts
from rasa_addons.nlu.fitting import (
    ADDRESSED,
    BOOKING,
    COUNT_ONLY,
    KEPT_REFUSALS,
    ORDERS,
    PRICING,
    STORED,
    TAKING_OUT,
    TIMED,
    WORDLESS,
    fits,
)
from rasa_addons.nlu.found import Found
from rasa_addons.nlu.lexicon import Lexicon
from rasa_addons.nlu.mending import mend
from rasa_addons.nlu.negation import mark_refused
from rasa_addons.nlu.numerals import Number, read_numbers
from rasa_addons.nlu.words import Word, read_words

# When two finds cover the same words, the earlier in this list wins; then the longer.
RANK = {
    entity: rank
    for rank, entity in enumerate(
        ("phone", "promo_code", "address", "order_number", "currency", "budget_bound", "budget", "date", "time", "date_unclear",
         "rating", "service", "name", "product", "category", "addon", "occasion", "flower", "color",
         "recipient", "quantity",
         "language", "order_status", "media_type")
    )
}  # fmt: skip


@dataclass(frozen=True)
class Survey:
    """One message with everything found in it, before the intent is known."""

    text: str
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    listed: tuple[Found, ...]
    phones: tuple[Found, ...]
    sums: tuple[Found, ...]
    now: datetime
    # What has been settled for an intent, so that asking twice costs once.
    settled: dict[str, list[Found]] = field(default_factory=dict, compare=False, repr=False)


def survey(text: str, now: datetime, lexicon: Lexicon) -> Survey:
    """Reads what does not depend on the intent; `now` is when the message came, in the shop's zone."""
    words = mend(read_words(text), lexicon)
    listed = tuple(lexicon.read(words))
    numbers = tuple(read_numbers(words)) if words else ()
    calls = tuple(phones.read_phones(text, words)) if numbers else ()
    if len(numbers) >= phones.FEWEST_SPOKEN:
        calls += tuple(phones.read_spoken_phones(words, numbers))
    called = _places(calls) | (phones.look_like_phones(text, words) if numbers else set())
    numbers = tuple(n for n in numbers if n.first not in called)
    sums = tuple(amounts.read_sums(words, numbers, listed)) if numbers else ()
    return Survey(text, words, numbers, listed, calls, sums, now)


def read(text: str, now: datetime, lexicon: Lexicon, intent: str | None = None) -> list[Found]:
    """Entities of a message, in order of place; `intent` by its full name ("faq/returns") when known."""
    return settle(survey(text, now, lexicon), intent)


def settle(seen: Survey, intent: str | None = None) -> list[Found]:
    """Entities that hold for this intent; with no intent, those that hold mostly."""
    intent = intent or "nlu_fallback"
    if intent not in seen.settled:
        seen.settled[intent] = _settle(seen, intent)
    return list(seen.settled[intent])


def refusals(seen: Survey) -> list[Found]:
    """What the customer does not want («без ленты», "anything but lilies"); no entity, but worth knowing."""
    if not any(f.entity in KEPT_REFUSALS for f in seen.listed):
        return []
    marked = mark_refused(seen.words, _without_overlaps(list(seen.listed)))
    return [f for f in marked if f.refused and f.entity in KEPT_REFUSALS]


def _settle(seen: Survey, intent: str) -> list[Found]:
    family = intent.partition("/")[0]
    if family in WORDLESS:
        return []
    if family == "generate_image":
        return prompts.read_prompt(seen.text, seen.words)
    if family == "edit_image":
        return instructions.read_instruction(seen.text, seen.words)
    found = _without_overlaps(_everything(seen, intent, family))
    taking_out = family in TAKING_OUT or (family == "nlu_fallback" and _takes_out(seen.words))
    marked = found if taking_out else mark_refused(seen.words, found)
    kept = [f for f in marked if not f.refused and fits(f, seen.text, seen.words, intent)]
    if family == "change_quantity":
        kept = _with_what_is_counted(marked, kept)
    if family in STORED and any(f.value == "combined" for f in kept):
        kept = [f for f in kept if f.value != "image"]  # "совмещённые фотки"
    if family == "build_bouquet":
        kept = _without_the_bouquet_itself(seen.words, kept)
    if family == "change_language":
        kept = kept[-1:]  # "не понимаю английский, давай на русском"
    return sorted(_without_doubles(kept), key=lambda f: (f.start, f.end, f.entity))


def _with_what_is_counted(marked: Sequence[Found], kept: list[Found]) -> list[Found]:
    """ "not 15 roses, make it 21": the number is refused, the roses are not."""
    things = ("flower", "addon", "category", "product")
    if any(f.entity in things for f in kept):
        return kept
    refused_counts = {f.last for f in marked if f.refused and f.entity == "quantity"}
    counted = [
        replace(f, refused=False) for f in marked if f.entity in things and f.first - 1 in refused_counts
    ]
    return [*kept, *counted]


def _without_the_bouquet_itself(words: Sequence[Word], kept: list[Found]) -> list[Found]:
    """Of "7 irises and 8 freesias, one bouquet" the one is not what is put together."""

    def is_bouquet(f: Found) -> bool:
        following = words[f.last + 1].lemma if f.last + 1 < len(words) else ""
        return f.entity == "quantity" and f.value == 1 and following in ("букет", "bouquet")

    counts = [f for f in kept if f.entity == "quantity"]
    return [f for f in kept if not is_bouquet(f)] if len(counts) > 1 else kept


def _everything(seen: Survey, intent: str, family: str) -> list[Found]:
    words, numbers = seen.words, seen.numbers
    listed = [f for f in seen.listed if f.entity != "currency"]
    goods = _places(f for f in listed if f.entity in amounts.COUNTED_ENTITIES)
    sums = [f for f in seen.sums if not (family in ("leave_feedback", "complain") and f.value == "XTR")]
    promos = (
        orders.read_promo_codes(seen.text, words, lax=family == "apply_promo")
        if family
        in ("apply_promo", "nlu_fallback", "checkout", "inform", "view_cart", "build_bouquet", "add_to_cart")
        else []
    )
    spelled = orders.read_spelled_numbers(words, numbers, lax=family in ORDERS)
    sums = [f for f in sums if not any(f.overlaps(number) for number in spelled)]
    taken = _places([*seen.phones, *sums, *promos, *spelled])
    places = addresses.read_addresses(
        seen.text, words, [n for n in numbers if n.first not in taken], taken - goods,
        _places(listed) | _weekdays(words),
        lax=family in ADDRESSED and family != "nlu_fallback",
    )  # fmt: skip
    taken |= _places(places)
    free = [n for n in numbers if not taken & set(range(n.first, n.last + 1))]
    # "lower by 6" has no hour in it.
    when = (
        []
        if family in COUNT_ONLY
        else dates.read_when(words, free, seen.now, taken, goods, lax=family in TIMED)
    )
    dated = _places(f for f in when if f.entity != "occasion")
    free = [n for n in free if not dated & set(range(n.first, n.last + 1))]
    ratings = orders.read_ratings(words, free, lax=family == "leave_feedback")
    free = [n for n in free if not any(f.first <= n.first <= f.last for f in ratings)]
    ordered = orders.read_order_numbers(
        words,
        free,
        goods,
        taken,
        lax=family in ORDERS and family not in ("leave_feedback", "complain", "list_orders"),
    )
    ordered += spelled
    taken |= dated | _places(ratings) | _places(ordered)
    counts = amounts.read_counts(words, free, listed, taken)
    # A consultation "with Emma" among bare values is one with the florist, too.
    booked = family in BOOKING or (family == "inform" and any(f.entity == "service" for f in listed))
    named = list(
        people.read_names(
            words,
            taken | _places(f for f in listed if f.length > 3 and f.entity != "flower"),
            lax=booked,
        )
    )
    if family in PRICING and any(w.normal in STOCK_WORDS or w.lemma in STOCK_WORDS for w in words):
        counts = [_as_stock(f) for f in counts if f.entity != "budget_bound"]
    elif family in PRICING:
        counts = [price for f in counts for price in (_as_price(f) if _is_priced(words, f) else [f])]
    named = [_with_value(f, seen.text, _name_entity(f, words, booked)) for f in named]
    return [*listed, *seen.phones, *sums, *promos, *places, *when, *ratings, *ordered, *counts, *named]


def _is_priced(words: Sequence[Word], found: Found) -> bool:
    """ "тюльпаны по 99" in the shop's own books."""
    return (
        found.entity == "quantity"
        and found.reader != "goods"
        and found.first > 0
        and words[found.first - 1].normal
        in (
            "по",
            "at",
            "цена",
            "price",
            "цену",
            "for",
            "цене",
        )
    )


def _as_stock(found: Found) -> Found:
    """ "update the stock of tulips to 300" counts stems, however many."""
    return replace(found, entity="quantity", reader="goods") if found.entity == "budget" else found


def _as_price(found: Found) -> list[Found]:
    place = (found.start, found.end, found.first, found.last, "amounts")
    return [Found("budget", found.value, *place), Found("budget_bound", "about", *place)]


def _name_entity(found: Found, words: Sequence[Word], booked: bool) -> str:
    return "specialist" if booked and not people.is_self_introduced(words, found) else "name"


def _with_value(found: Found, text: str, entity: str) -> Found:
    return Found(
        entity, text[found.start : found.end], found.start, found.end, found.first, found.last, found.reader
    )


def _places(found) -> set[int]:  # type: ignore[no-untyped-def]  # any iterable of Found
    return {at for f in found for at in range(f.first, f.last + 1)}


def _weekdays(words: Sequence[Word]) -> set[int]:
    return {
        at
        for at, w in enumerate(words)
        if w.lemma in daywords.WEEKDAYS
        or w.normal in daywords.MONTHS
        or w.normal in daywords.NAMES_OF_DAYS
        or w.normal in daywords.WEEKDAYS
    }


def _takes_out(words: Sequence[Word]) -> bool:
    return any(
        word.normal.startswith(("убер", "убра", "удали", "выкин", "remove", "delete", "take"))
        for word in words[:3]
    )


STOCK_WORDS = frozenset("stock остаток запас склад наличие количество quantity inventory".split())
MONEY = frozenset({"budget", "budget_bound", "currency"})
WHEN = frozenset({"date", "time", "occasion"})
# A longer phrase of these takes the words of a shorter find, unless that is written down like a number.
NAMED_BY_PHRASE = frozenset({"service", "category", "addon", "product", "occasion", "name"})
WRITTEN_DOWN = frozenset({"address", "phone", "promo_code", "date"})
SETTLED_BY_INTENT = frozenset({"order_status", "media_type", "language"})


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Of finds on the same words one stays; budget and its bound, a holiday and its date share theirs."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (RANK.get(f.entity, 99), -f.length)):
        clash = [k for k in kept if f.overlaps(k) and not _share(f, k)]
        yields = [k for k in clash if f.length > k.length and k.entity not in WRITTEN_DOWN]
        if not clash or f.entity in SETTLED_BY_INTENT:
            kept.append(f)
        elif len(yields) == len(clash) and f.entity in NAMED_BY_PHRASE:
            kept = [k for k in kept if k not in yields] + [f]
    return kept


def _share(a: Found, b: Found) -> bool:
    pair = {a.entity, b.entity}
    return pair <= MONEY or (pair <= WHEN and a.reader == b.reader == "dates")


def _without_doubles(found: list[Found]) -> list[Found]:
    """The same value of the same kind twice says nothing more ("розы, красные розы"), except numbers."""
    seen: set[tuple[str, object]] = set()
    kept = []
    for f in sorted(found, key=lambda f: f.start):
        key = (f.entity, f.value)
        if key in seen and f.entity not in ("quantity", "budget", "budget_bound", "currency"):
            continue
        seen.add(key)
        kept.append(f)
    return kept
