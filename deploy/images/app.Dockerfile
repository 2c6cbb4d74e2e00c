# gateway, actions, jobs and sandbox: one image, four commands (docker-compose.yml says which).
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/venv/bin:$PATH
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
COPY requirements/bootstrap.txt requirements/app.txt requirements/
RUN python -m venv /opt/venv \
 && pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
 && uv pip sync --no-cache --require-hashes --python /opt/venv/bin/python requirements/app.txt
COPY alembic.ini ./
COPY migrations migrations
COPY locales locales
COPY data data
COPY florist florist
COPY gateway gateway
COPY actions actions
COPY jobs jobs
COPY sandbox sandbox
RUN useradd --system --uid 10001 flowers && mkdir -p var/lookups && chown -R flowers var
USER flowers
CMD ["python", "-m", "gateway"]
