"""What people ask about the shop itself: hours, address, fees."""
