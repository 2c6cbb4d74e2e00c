"""Orders, from the first hold of stock to the bell at the door."""
