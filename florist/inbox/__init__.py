"""Everything that came from people (or happened for them) and is yet to be worked on, in order per lane."""
