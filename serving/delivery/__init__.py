"""Sending what waits to be sent: to students and to the servers of clients."""
