"""Dashboards as code: `boards` say what is shown, `building` makes of it what Grafana loads."""
