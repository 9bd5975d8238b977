"""Broadcasts in chats."""
