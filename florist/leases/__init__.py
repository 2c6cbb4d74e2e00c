"""Who is at work on what, when several copies of a process run: one holder at a time, and a dead one lets
go."""
