"""Who gets in, and what his browser is told."""

from pipelines.portal.headers import POLICY
from pipelines.portal.sessions import COOKIE
from pipelines.stores.postgres import postgres
from serving.core.roles.roles import Role
from tests.support.portal import Visitor, member


def test_who_registers_waits_for_a_role(stranger: Visitor) -> None:
    page = stranger.register("anna@apo.ru")

    assert page.status_code == 403
    assert "попросите администратора" in page.text
    assert "Анна Иванова" in page.text


def test_a_role_counts_from_the_next_page(geographers: Visitor) -> None:
    page = geographers.get("/submissions")

    assert page.status_code == 200
    assert "кафедра" in page.text
    assert "География" in page.text
    assert "Экономика" not in page.text


def test_all_bad_fields_are_named_at_once_and_the_password_is_not_sent_back(stranger: Visitor) -> None:
    page = stranger.register("nowhere", password="short", surname=" ", consent="")

    assert page.status_code == 422
    for told in ("адрес почты", "от 8 до 200", "Укажите фамилию", "Без согласия"):
        assert told in page.text
    assert "short" not in page.text


def test_an_email_is_registered_once(stranger: Visitor, geographers: Visitor) -> None:
    page = stranger.register("Department-geography@apo.ru")

    assert page.status_code == 422
    assert "уже зарегистрирована" in page.text


def test_a_wrong_password_and_an_unknown_email_are_told_alike(
    stranger: Visitor, geographers: Visitor
) -> None:
    for email in ("department-geography@apo.ru", "nobody@apo.ru", "\0"):
        page = stranger.sign_in(email, "a wrong one")
        assert (page.status_code, "Неверная почта или пароль" in page.text) == (422, True)


def test_guessing_a_password_ends_after_five_times(stranger: Visitor, geographers: Visitor) -> None:
    for _ in range(5):
        stranger.sign_in("department-geography@apo.ru", "a wrong one")
    page = stranger.sign_in("department-geography@apo.ru")

    assert (page.status_code, "Слишком много попыток" in page.text) == (429, True)
    assert int(page.headers["Retry-After"]) > 0


def test_signing_in_starts_another_session(stranger: Visitor, geographers: Visitor) -> None:
    stranger.get("/sign-in")
    before = stranger.http.cookies[COOKIE]

    page = stranger.sign_in("department-geography@apo.ru")

    assert page.url.path == "/submissions"
    assert stranger.http.cookies[COOKIE] != before
    stranger.http.cookies.set(COOKIE, before, domain="127.0.0.1")
    assert stranger.http.get("/submissions").url.path == "/sign-in"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Visitor) -> None:
    cookie = stranger.get("/sign-in").headers["Set-Cookie"]

    assert {"HttpOnly", "SameSite=lax", f"Max-Age={12 * 3600}"} <= set(cookie.split("; "))


def test_who_signs_out_is_out(geographers: Visitor) -> None:
    assert geographers.submit("/submissions", "/sign-out").url.path == "/sign-in"
    assert geographers.get("/submissions").url.path == "/sign-in"


def test_pages_ask_to_sign_in(stranger: Visitor) -> None:
    for path in ("/", "/submissions", "/questions", "/releases", "/help", "/questions/1"):
        assert stranger.get(path).url.path == "/sign-in"


def test_a_form_of_another_site_is_refused(geographers: Visitor) -> None:
    for forged in ({}, {"form_token": ""}, {"form_token": "0" * 64}, {"form_token": "ы"}):
        page = geographers.http.post("/sign-out", data=forged)
        assert (page.status_code, "Форма устарела" in page.text) == (403, True)
    assert geographers.get("/submissions").url.path == "/submissions"


def test_the_token_of_a_form_is_that_of_its_session(geographers: Visitor, economists: Visitor) -> None:
    stolen = {"form_token": economists.token("/submissions")}
    assert geographers.http.post("/sign-out", data=stolen).status_code == 403


def test_an_analyst_reads_every_subject_and_uploads_none(portal: str, postgres_url: str) -> None:
    with member(portal, postgres_url, [], Role.ANALYST) as analyst:
        assert 'type="file"' not in analyst.get("/submissions").text
        assert "Экономика" in analyst.get("/questions").text
        refused = analyst.http.post("/submissions", data={"form_token": analyst.token("/submissions")})
        assert refused.status_code == 403


def test_a_role_that_is_taken_away_counts_at_once(geographers: Visitor, postgres_url: str) -> None:
    with postgres(postgres_url) as connection:
        connection.execute("delete from roles")

    assert geographers.get("/submissions").status_code == 403


def test_every_answer_is_guarded_by_headers(stranger: Visitor) -> None:
    for path in ("/sign-in", "/nowhere", "/static/portal.css", "/healthz"):
        headers = stranger.get(path).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe-inline" not in POLICY
    assert "frame-ancestors 'none'" in POLICY


def test_what_a_member_wrote_is_escaped(stranger: Visitor) -> None:
    page = stranger.register("anna@apo.ru", name="<script>alert(1)</script>")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


def test_the_page_is_ready_when_its_tables_are_there(stranger: Visitor) -> None:
    assert stranger.get("/readyz").json() == {"status": "ready"}
