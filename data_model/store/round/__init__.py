"""Extensions, waivers, messages and reminders of a reporting round."""
