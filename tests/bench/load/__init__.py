"""An hour of the whole system in minutes: students over REST and in the bot, and what operators do."""
