"""Extensions, waivers, messages and reminders."""
