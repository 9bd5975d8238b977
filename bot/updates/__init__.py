"""From Telegram to the handlers, so that no update is lost and none waits for another person's."""
