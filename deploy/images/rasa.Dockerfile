# The Rasa server with its model trained in: a change of data is a new image, and a roll-back is an old one.
FROM python:3.10-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/venv/bin:$PATH
WORKDIR /app
COPY requirements/bootstrap.txt requirements/rasa.txt requirements/
RUN python -m venv /opt/venv \
 && pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
 && uv pip sync --no-cache --require-hashes --python /opt/venv/bin/python requirements/rasa.txt
COPY domain.yml config.yml endpoints.yml credentials.yml ./
COPY locales locales
COPY data data
COPY rasa_addons rasa_addons
RUN python -m rasa_addons.train
RUN useradd --system --uid 10001 flowers && mkdir -p var/lookups && chown -R flowers var
USER flowers
CMD ["python", "-m", "rasa_addons.run"]
