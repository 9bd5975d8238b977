"""The same models with a cluster in the profile. No cluster runs here: what dbt would make is compared."""

from pathlib import Path

import pytest
from dbt.cli.main import dbtRunner

from pipelines.stores.dbt_project import PROJECT, models

GOLDEN = Path(__file__).with_name("cluster.golden")
REPLICATED = "ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')"


def test_with_a_cluster_tables_are_distributed_over_replicated_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBT_CLICKHOUSE_HOST", "localhost")
    monkeypatch.setenv("DBT_CLICKHOUSE_PORT", "8123")
    monkeypatch.setenv("DBT_CLICKHOUSE_CLUSTER", "apo")
    directories = [f"--project-dir={PROJECT}", f"--profiles-dir={PROJECT}", f"--target-path={tmp_path}"]
    parsed = dbtRunner().invoke(["parse", "--log-level=none", f"--log-path={tmp_path}", *directories])
    nodes = {node.name: node.config for node in parsed.result.nodes.values() if node.resource_type == "model"}
    layout = {
        name: (config.materialized, config.extra.get("partition_by", ""), config.extra.get("order_by", ""))
        for name, config in sorted(nodes.items())
    }
    lines = [f"{name}: {', '.join(said)}" for name, said in layout.items()]
    assert lines == GOLDEN.read_text().splitlines()
    stored = {config.extra["engine"] for config in nodes.values() if config.materialized != "view"}
    assert stored == {REPLICATED}
    assert set(nodes) == {model.name for model in models()}
