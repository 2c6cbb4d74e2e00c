"""What an operator reads: orders, people, carts, pictures, figures."""
