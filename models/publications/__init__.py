"""What is established and sent: editions, status texts, the letter to parliament."""
