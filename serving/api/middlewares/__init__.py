"""What happens around every request, in pure ASGI."""
