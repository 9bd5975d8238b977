"""The files that Grafana loads: made by the builders, linked to each other, and saying what they stand on."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

from grafana.boards.all_of_them import BOARDS
from grafana.building.boards import rendered
from pipelines.stores.dbt_project import PROJECT
from tests.grafana.shown import FILES, LOADED, panels, variables

PROVISIONING = Path(__file__).parents[2] / "grafana" / "provisioning"
UIDS = {
    "overview": "apo-overview",
    "question_quality": "apo-question-quality",
    "subject_and_theme": "apo-subject-and-theme",
    "learners": "apo-learners",
    "bank_submissions": "apo-bank-submissions",
    "contests": "apo-contests",
    "pipelines": "apo-pipelines",
    "service_health": "apo-service-health",
    "broadcasts": "apo-broadcasts",
}


def test_addresses_of_dashboards_are_pinned() -> None:
    """A changed uid breaks the links that people keep."""
    assert {name: board["uid"] for name, board in LOADED.items()} == UIDS


@pytest.mark.parametrize("name", sorted(UIDS))
def test_a_file_is_what_the_builders_make_and_what_the_schema_allows(name: str) -> None:
    assert FILES[name] == rendered(BOARDS[name], BOARDS), "run python -m grafana"
    known = json.dumps(Dashboard.from_json(LOADED[name]), cls=JSONEncoder)
    assert json.loads(known) == LOADED[name]


@pytest.mark.parametrize("name", sorted(UIDS))
def test_a_panel_has_a_unit_a_description_a_moment_and_a_next_question(name: str) -> None:
    choices = {variable["name"] for variable in variables(name)}
    boards = {board["uid"]: {each["name"] for each in variables(at)} for at, board in LOADED.items()}
    for panel in panels(name):
        assert panel["fieldConfig"]["defaults"]["unit"]
        marts = re.findall(r"marts\.(\w+)", panel["targets"][0]["rawSql"])
        told, _, passport = panel["description"].rpartition("\n\n")
        assert told
        assert re.findall(r"\$\{as_of_(\w+)\}", passport) == sorted(set(marts))
        assert {f"as_of_{mart}" for mart in marts} <= choices
        [link] = panel["links"]
        target = boards[urlsplit(link["url"]).path.removeprefix("/d/")]
        assert link["title"].endswith("?")
        assert set(re.findall(r"\{(\w+):queryparam\}", link["url"])) == target & choices & {
            variable for variable in choices if not variable.startswith("as_of_")
        }


@pytest.mark.parametrize("name", sorted(UIDS))
def test_variables_begin_with_all_and_statements_use_no_others(name: str) -> None:
    known = {variable["name"]: variable for variable in variables(name)}
    for variable in known.values():
        if not variable["name"].startswith("as_of_") and variable["type"] != "textbox":
            assert (variable["includeAll"], variable["current"]["value"]) == (True, "$__all")
    asked = [panel["targets"][0]["rawSql"] for panel in panels(name)]
    asked += [variable["query"] for variable in known.values()]
    used = {found for sql in asked for found in re.findall(r"\$\{?(?!_)(\w+)", sql)}
    assert used <= set(known)
    assert {each for each in known if not each.startswith("as_of_")} <= used


def test_panels_stand_beside_each_other_and_have_ids_of_their_own() -> None:
    for name in LOADED:
        assert [panel["id"] for panel in panels(name)] == list(range(1, len(panels(name)) + 1))
        cells = [
            (column, row)
            for place in (panel["gridPos"] for panel in panels(name))
            for column in range(place["x"], place["x"] + place["w"])
            for row in range(place["y"], place["y"] + place["h"])
        ]
        assert len(cells) == len(set(cells))
        assert max(column for column, _ in cells) < 24


def test_the_models_say_of_each_dashboard_which_marts_it_shows() -> None:
    text = (PROJECT / "models" / "exposures.yml").read_text()
    exposed = {each["name"]: set(each["depends_on"]) for each in yaml.safe_load(text)["exposures"]}
    assert exposed.keys() == BOARDS.keys()
    for name, board in BOARDS.items():
        assert exposed[name] == {f"ref('{mart}')" for mart in board.marts}, name


def test_panels_ask_the_provisioned_data_source() -> None:
    text = (PROVISIONING / "datasources" / "clickhouse.yaml").read_text()
    [source] = yaml.safe_load(text)["datasources"]
    asked = {
        (each["datasource"]["type"], each["datasource"]["uid"])
        for name in LOADED
        for panel in panels(name)
        for each in (panel, panel["targets"][0])
    }
    assert asked == {(source["type"], source["uid"])}
