# One image for web, worker, beat and migrations: docker-compose.yml says which command each runs.
FROM python:3.11-slim-bookworm AS build

WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/recourse/.venv \
    && /opt/recourse/.venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock


FROM python:3.11-slim-bookworm

# The libraries that lay out pages. Their versions are Debian's security updates, so they are not pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig-config libfontconfig1 libglib2.0-0 libharfbuzz-subset0 libharfbuzz0b \
        libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 recourse \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin recourse \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/recourse

COPY --from=build /opt/recourse/.venv /opt/recourse/.venv
WORKDIR /opt/recourse
COPY manage.py LICENSE ./
COPY portal/ portal/
COPY incidents/ incidents/
COPY templates/ templates/
COPY static/ static/

ENV PATH=/opt/recourse/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RECOURSE_PRODUCTION=yes \
    RECOURSE_BIND=0.0.0.0:8000 \
    RECOURSE_STATE=/var/lib/recourse

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-m", "portal.health", "web"]
CMD ["python", "-m", "portal.serve", "web"]
