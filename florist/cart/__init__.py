"""What a customer has put aside, before it is an order."""
