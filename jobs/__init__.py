"""Slow and scheduled work: run inside the gateway on one machine, or as any number of processes of its own."""
