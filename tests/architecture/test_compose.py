"""docker-compose.yml against the code that it runs: nothing here needs Docker."""

import re
from importlib.metadata import entry_points
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.local.postgres import DATABASES, LOCALE, SETTINGS
from pipelines.stores.clickhouse import warehouse
from serving.settings import Settings

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = sorted(name for name, service in SERVICES.items() if "build" in service)
LASTING = sorted(set(SERVICES) - {"migrations"})
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
PINNED = re.compile(r"[\w./-]+:v?\d+\.\d+[\w.-]*")


def test_the_services_are_those_of_the_design() -> None:
    assert set(SERVICES) == {
        "postgres",
        "clickhouse",
        "migrations",
        "api",
        "bot",
        "delivery",
        "portal",
        "code",
        "refresher",
        "dagster",
        "daemon",
        "grafana",
    }


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_an_image_is_pinned(name: str) -> None:
    assert PINNED.fullmatch(SERVICES[name]["image"])


def test_the_base_image_is_pinned_and_packages_are_checked_by_hash() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert bases
    assert all(PINNED.fullmatch(base) for base in bases)
    installed = re.findall(r"pip install ([^\\\n]+?) *\\?$", DOCKERFILE, re.MULTILINE)
    assert installed == [
        "uv==0.13.9",
        "--no-cache --constraint requirements.lock --requirements pyproject.toml",
        "--no-cache --no-deps --editable .",
    ]


def test_our_image_does_not_run_as_root() -> None:
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1] == "apo"


def test_what_the_image_copies_exists() -> None:
    copied = [
        path
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for path in line.split()
        if not path.startswith("--")
    ]
    assert [path for path in copied if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", LASTING)
def test_a_lasting_service_is_checked_and_restarted(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_has_bounds_of_memory_processors_and_logs(name: str) -> None:
    assert SERVICES[name]["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}
    assert SERVICES[name]["logging"]["options"]["max-size"]


@pytest.mark.parametrize("name", OURS)
def test_a_process_of_ours_may_do_nothing_special_and_finds_pictures_and_logs(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    assert SERVICES[name]["volumes"] == [f"home:{SERVICES[name]['environment']['APO_HOME']}"]


def test_only_people_and_telegram_are_let_in_from_outside() -> None:
    published = {name for name, service in SERVICES.items() if "ports" in service}
    assert published == {"api", "portal", "dagster", "clickhouse", "grafana", "bot"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_waits_for_services_that_exist_and_tell_when_they_are_ready(name: str) -> None:
    for awaited, how in SERVICES[name].get("depends_on", {}).items():
        if how["condition"] == "service_completed_successfully":
            assert "healthcheck" not in SERVICES[awaited]
        else:
            assert (how["condition"], "healthcheck" in SERVICES[awaited]) == ("service_healthy", True)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_volumes_and_configs_are_declared_and_directories_exist(name: str) -> None:
    for source in (volume.split(":")[0] for volume in SERVICES[name].get("volumes", [])):
        assert (ROOT / source).is_dir() if source.startswith(".") else source in COMPOSE["volumes"]
    for config in SERVICES[name].get("configs", []):
        assert config["source"] in COMPOSE["configs"]


@pytest.mark.parametrize("name", OURS)
def test_a_command_is_one_of_the_image(name: str) -> None:
    for argv in (SERVICES[name]["command"], SERVICES[name].get("healthcheck", {}).get("test", [])[1:]):
        assert all(isinstance(word, str) for word in argv)
        if argv and argv[0] != "python":
            assert entry_points(group="console_scripts", name=argv[0])
        for module in (after for word, after in pairwise(argv) if word == "-m"):
            assert find_spec(module)
        for file in (word.removeprefix("/app/") for word in argv if word.startswith("/app/")):
            assert (ROOT / file).is_file()


@pytest.mark.parametrize("name", ["api", "portal", "code", "dagster"])
def test_a_process_listens_where_others_look_for_it(name: str) -> None:
    service = SERVICES[name]
    listens = service["command"][[*service["command"], "-p"].index("-p") + 1 :][:1] or service["command"][-1:]
    published = [port.rpartition(":")[2] for port in service.get("ports", [])]
    expected = published or [str(SERVICES["daemon"]["environment"]["DAGSTER_CODE_PORT"])]
    assert listens == expected
    assert listens[0] in " ".join(service["healthcheck"]["test"])


def test_published_ports_are_the_defaults_of_the_settings_and_stay_on_this_machine() -> None:
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    found = {}
    for port in published:
        match = re.fullmatch(r"127\.0\.0\.1:\$\{(\w+):-(\d+)\}:\d+", port)
        assert match, port
        found[match[1]] = int(match[2])
    ours = {_field(name): default for name, default in found.items() if name.startswith("APO_")}
    assert ours == {field: Settings.model_fields[field].default for field in ours}
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("text", [TEXT, EXAMPLE, DOCKERFILE], ids=["compose", "example", "image"])
def test_every_variable_of_ours_is_a_setting(text: str) -> None:
    named = set(re.findall(r"\bAPO_[A-Z_]+\b", text))
    assert {_field(name) for name in named} <= set(Settings.model_fields)


def test_secrets_come_from_the_environment_and_have_no_default() -> None:
    secrets = set(re.findall(r"\$\{(\w*(?:PASSWORD|SECRET)\w*)", TEXT))
    required = set(re.findall(r"\$\{(\w*(?:PASSWORD|SECRET)\w*):\?", TEXT))
    empty = set(re.findall(r"^(\w+)=$", EXAMPLE, re.MULTILINE))
    assert secrets - {"APO_PREVIOUS_SECRET_KEY"} == required == empty


def test_the_example_explains_every_variable() -> None:
    named = set(re.findall(r"\$\{(\w+)", TEXT))
    assert named <= set(re.findall(r"^#?(\w+)=", EXAMPLE, re.MULTILINE))


def test_both_postgres_servers_have_the_same_settings_and_databases() -> None:
    server = set(SERVICES["postgres"]["command"][2::2])
    embedded = {f"{name}={value}" for name, value in SETTINGS.items()}
    assert embedded - server == {"listen_addresses=127.0.0.1", "unix_socket_directories="}
    assert server <= embedded
    assert SERVICES["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split() == list(LOCALE)
    made = re.findall(r"CREATE DATABASE (\w+) OWNER apo", COMPOSE["configs"]["postgres-databases"]["content"])
    assert tuple(made) == DATABASES


def test_grafana_reads_the_marts_as_the_analyst_under_a_fixed_name() -> None:
    provisioned = (ROOT / "grafana/provisioning/datasources/clickhouse.yaml").read_text()
    [source] = yaml.safe_load(provisioned)["datasources"]
    plugin, _, version = SERVICES["grafana"]["environment"]["GF_PLUGINS_PREINSTALL_SYNC"].partition("@")
    assert (source["uid"], source["type"]) == ("apo-clickhouse", plugin)
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert {"protocol": "http", "username": "analyst", "defaultDatabase": "marts"}.items() <= source[
        "jsonData"
    ].items()
    assert set(re.findall(r"\$(\w+)", provisioned)) <= set(SERVICES["grafana"]["environment"])


def test_grafana_finds_the_dashboards_that_it_is_told_of() -> None:
    mounted = dict(volume.split(":")[:2] for volume in SERVICES["grafana"]["volumes"])
    inside = {at: ROOT / source for source, at in mounted.items() if source.startswith(".")}
    text = (inside["/etc/grafana/provisioning"] / "dashboards/apo.yaml").read_text()
    [provider] = yaml.safe_load(text)["providers"]
    assert list(inside[provider["options"]["path"]].glob("*.json"))
    home = Path(SERVICES["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"])
    assert (inside[str(home.parent)] / home.name).is_file()


def test_the_analyst_reads_marts_alone_within_bounds_that_are_not_theirs_to_lift(warehouse_url: str) -> None:
    """Written as ClickHouse writes it, which is how it is known that it can be read."""
    statements = COMPOSE["configs"]["clickhouse-analyst"]["content"].strip().rstrip(";").split(";\n")
    with warehouse(warehouse_url) as store:
        formatted = [
            str(store.rows("select formatQuerySingleLine({sql:String})", {"sql": statement})[0][0])
            for statement in statements
        ]
        known = {str(row[0]) for row in store.rows("select name from system.settings")}
    [profile] = (each for each in formatted if each.startswith("CREATE SETTINGS PROFILE"))
    [grant] = (each for each in formatted if each.startswith("GRANT"))
    [user] = (each for each in formatted if each.startswith("CREATE USER"))
    assert grant == "GRANT SELECT ON marts.* TO analyst"
    assert user.endswith("SETTINGS PROFILE `analyst`")
    bounds = dict(part.split(" = ", 1) for part in profile.partition("SETTINGS readonly")[2].split(", ")[1:])
    assert {"max_execution_time", "max_memory_usage", "max_result_rows"} <= bounds.keys() <= known
    assert all(re.fullmatch(r"\d+ MIN 1 MAX \d+", bound) for bound in bounds.values())


def _field(variable: str) -> str:
    return variable.removeprefix("APO_").lower()
