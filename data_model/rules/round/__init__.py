"""One reporting round (plan × period): status of its reports, reminders, arrears."""
