"""Which of the flowers we have suit this person and this day, and why."""
