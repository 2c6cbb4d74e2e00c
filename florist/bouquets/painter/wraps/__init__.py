"""What holds the bouquet: each wrap paints a part behind the flowers and a part before them."""
