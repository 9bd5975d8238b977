# One image for every process of ours; docker-compose.yml gives each its command.
FROM python:3.11.15-slim-bookworm AS packages

ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    VIRTUAL_ENV=/opt/venv \
    PATH=/opt/venv/bin:$PATH

RUN python -m venv /opt/venv && pip install uv==0.13.9

# Of the lock only what runs: not what tests, nor the embedded ClickHouse. uv checks the hashes of the lock.
WORKDIR /app
COPY pyproject.toml requirements.lock ./
RUN uv pip install --no-cache --constraint requirements.lock --requirements pyproject.toml

COPY README.md LICENSE ./
COPY serving serving
COPY bot bot
COPY pipelines pipelines
COPY dbt dbt
RUN uv pip install --no-cache --no-deps --editable . \
    && python -m compileall -q serving bot pipelines


FROM python:3.11.15-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    DAGSTER_HOME=/opt/dagster \
    APO_HOME=/var/lib/apo \
    PATH=/opt/venv/bin:$PATH

RUN useradd --system --create-home --uid 10001 apo \
    && install --directory --owner=apo --group=apo /opt/dagster /var/lib/apo

COPY --from=packages /opt/venv /opt/venv
COPY --from=packages /app /app
COPY --chown=apo:apo pipelines/local/dagster.yaml /opt/dagster/dagster.yaml

WORKDIR /app
USER apo
VOLUME /var/lib/apo
EXPOSE 8000 8001 3000 4000
CMD ["apo", "--help"]
