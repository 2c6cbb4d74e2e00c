"""Perplexity Agent API: ranks and explains the candidates it is given."""
