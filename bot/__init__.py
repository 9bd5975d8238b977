"""Training in Telegram: translates messages and taps into use cases of `serving.core`, and nothing more."""
