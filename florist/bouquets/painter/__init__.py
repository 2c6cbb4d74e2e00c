"""Paints a picture of any bouquet that a recipe describes."""

from florist.bouquets.painter.arrangement import Placed, arrange
from florist.bouquets.painter.scene import paint

__all__ = ["Placed", "arrange", "paint"]
