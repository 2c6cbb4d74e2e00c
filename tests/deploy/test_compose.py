"""The compose file says what the processes need, and exposes only what it must."""

import re
from typing import Any

import pytest
import yaml

from florist.settings import ROOT, Settings

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("gateway", "actions", "jobs", "prepare")
NGINX = (ROOT / "deploy/nginx/nginx.conf").read_text(encoding="utf-8")


def test_only_nginx_is_published() -> None:
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["nginx"]


@pytest.mark.parametrize("name", ["gateway", "actions", "jobs", "rasa", "sandbox"])
def test_every_process_is_a_service_named_as_its_folder(name: str) -> None:
    assert name in SERVICES


@pytest.mark.parametrize("name", ["rasa", "postgres", "redis", "s3"])
def test_what_needs_no_outside_has_none(name: str) -> None:
    assert SERVICES[name]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("name", [n for n, s in SERVICES.items() if "build" in s])
def test_every_image_has_its_file(name: str) -> None:
    assert (ROOT / SERVICES[name]["build"]["dockerfile"]).is_file()


@pytest.mark.parametrize("path", sorted((ROOT / "deploy/images").glob("*.Dockerfile")), ids=lambda p: p.name)
def test_what_an_image_copies_exists(path: Any) -> None:
    sources = [
        source
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("COPY ")
        for source in line.split()[1:-1]
    ]

    assert [source for source in sources if not (ROOT / source).exists()] == []


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_a_setting(name: str) -> None:
    known = {field.upper() for field in Settings.model_fields} | {"ACTIONS_HOST"}

    assert set(SERVICES[name]["environment"]) <= known


@pytest.mark.parametrize("name", list(SERVICES))
def test_waits_only_for_services_that_exist(name: str) -> None:
    waits = SERVICES[name].get("depends_on", {})

    assert set(waits) <= set(SERVICES)
    for other, how in waits.items():
        if how["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    secret = r"\$\{(\w*(?:PASSWORD|SECRET|KEY)\w*)([^}]*)\}"

    assert [name for name, rest in re.findall(secret, text) if not rest.startswith(":?")] == []


def test_nginx_names_each_public_route_and_refuses_the_rest() -> None:
    public = re.findall(r"location (?:= )?(\S+) \{ proxy_pass", NGINX)

    assert "/telegram/webhook" in public
    assert "/metrics" not in public
    assert "location / { return 404; }" in NGINX
