"""What the shop sells: products with sizes and pictures, single stems, add-ons and wraps."""
