"""Whole conversations with the real Rasa server and the real action server, by what people do."""
