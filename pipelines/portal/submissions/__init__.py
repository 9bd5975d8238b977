"""From a file that is uploaded to its release."""
