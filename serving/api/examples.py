"""An example of every body, for those who read the description before anything else."""

from collections.abc import Mapping

from pydantic import JsonValue

REGISTRATION: JsonValue = {
    "email": "anna@school.ru",
    "password": "long enough",
    "surname": "Ivanova",
    "name": "Anna",
    "grade": 9,
    "school": "Lyceum 1",
    "region": "Tomsk",
    "subject": "geography",
    "consent": True,
}

EXAMPLES: Mapping[str, JsonValue] = {
    "register": REGISTRATION,
    "login": {"email": "anna@school.ru", "password": "long enough"},
    "refresh": {"refresh_token": "qJ0…"},
    "logout": {"refresh_token": "qJ0…"},
    "login_by_telegram": {"init_data": "query_id=…&user=…&auth_date=1767000000&hash=…"},
    "login_by_code": {"code": "ABCD-2345"},
    "request_password_reset": {"email": "anna@school.ru"},
    "reset_password": {"email": "anna@school.ru", "code": "ABCD-2345", "password": "another one"},
    "create_personal_token": {"title": "my script", "scopes": ["read", "train"], "days": 90},
    "change_me": {"grade": 10, "patronymic": None},
    "put_filters": {"kinds": ["one", "multiple"], "difficulty": [2, 3], "unseen_only": True},
    "start_session": {"subject": "geography", "mode": "training"},
    "answer": {"answer": 2},
    "put_goal": {"olympiad_day": "2027-01-20", "daily_mistakes": 20},
    "put_appearance": {"listed": True, "display_name": "Anna of Tomsk"},
    "put_broadcast_wish": {"wanted": False},
    "make_duel": {"subject": "geography", "filters": {"kinds": ["one"]}, "count": 10, "minutes": 10},
    "put_reminder": {"wanted": True},
    "create_webhook": {"url": "https://client.example/apo", "events": ["contest.finished"]},
    "report_question": {"reason": "wrong_key", "text": "The Ob is longer."},
    "decide_complaint": {"decision": "quarantine"},
    "weigh_fix": {"key": 2},
    "fix_question": {"key": 2, "explanation": "5410 km"},
}
"""By operation."""
