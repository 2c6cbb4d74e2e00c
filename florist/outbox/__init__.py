"""Everything the shop has to say, kept until it is known to have been said."""
