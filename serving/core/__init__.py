"""Values and rules of training; nothing here opens a socket or a file."""
