"""What a person can do, over HTTP: for scripts and for the chat page alike."""
