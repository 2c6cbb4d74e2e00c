"""A bouquet put together by the customer: its recipe, its price and its picture."""
