"""One small client per vendor, and beside it a stand-in that behaves as the vendor does."""
