"""What was ordered and what is stuck, followed until it is done."""
