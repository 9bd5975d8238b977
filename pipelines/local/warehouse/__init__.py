"""An embedded ClickHouse: one process owns a chDB directory and speaks ClickHouse's HTTP interface."""
