"""What Rasa asks for: thin actions over the shop, one module per topic. Flat, because the SDK walks it by bare names."""
