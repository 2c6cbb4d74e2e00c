"""What lives inside the Rasa server: understanding, words, channel and stores. No shop code."""
