"""Starting and stopping the server."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading

import sqlalchemy

from tests.rasa_addons.servers import environment, free_port, letter_in, rasa_server


def start(folder, *arguments, **more):
    settings = environment(folder, "http://127.0.0.1:1", **more)
    return subprocess.run(
        [sys.executable, "-m", "rasa_addons.run", *map(str, arguments)],
        cwd=folder,
        env={name: value for name, value in settings.items() if value},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class TestStart:
    def test_without_a_model_says_what_to_do(self, tmp_path):
        outcome = start(tmp_path, "--model", tmp_path)

        assert (outcome.returncode, outcome.stdout) == (2, "")
        assert outcome.stderr == f"There is no trained model in {tmp_path}/. Train one first: make train\n"

    def test_on_a_taken_port_says_so(self, tmp_path, model):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]

            outcome = start(tmp_path, "--model", model, "--port", port)

        assert outcome.returncode == 2
        assert f"Rasa cannot listen on 127.0.0.1:{port}" in outcome.stderr
        assert len(outcome.stderr.splitlines()) == 1

    def test_without_the_secret_says_so(self, tmp_path, model):
        outcome = start(tmp_path, "--model", model, "--port", free_port(), CHANNEL_SECRET="")

        assert outcome.returncode == 2
        assert outcome.stderr.startswith("CHANNEL_SECRET is not set")

    def test_of_several_workers_without_redis_says_so(self, tmp_path, model):
        outcome = start(tmp_path, "--model", model, "--port", free_port(), SANIC_WORKERS="2")

        assert outcome.returncode == 2
        assert "they need REDIS_URL" in outcome.stderr

    def test_with_a_spoilt_model_ends_with_an_error(self, tmp_path, model):
        spoilt = tmp_path / "wilted.tar.gz"
        spoilt.write_bytes(model.read_bytes()[:2000])
        for name in ("endpoints.yml", "credentials.yml"):
            (tmp_path / name).write_text(settings_file(name))

        outcome = start(tmp_path, "--model", spoilt, "--port", free_port())

        assert outcome.returncode == 1
        assert "Rasa cannot start with" in outcome.stderr


def settings_file(name):
    from tests.rasa_addons.servers import BOT, ROOT

    return ((BOT if name == "endpoints.yml" else ROOT) / name).read_text()


class TestStop:
    def test_ends_quietly_when_told_to(self, model, actions, tmp_path):
        with rasa_server(model, tmp_path, actions.url) as server:
            server.process.send_signal(signal.SIGTERM)

            assert server.process.wait(timeout=20) in (0, -signal.SIGTERM)
        assert "Traceback" not in (tmp_path / "rasa.log").read_text()

    def test_the_conversation_goes_on_after_a_restart(self, model, actions, tmp_path):
        with rasa_server(model, tmp_path, actions.url) as server:
            assert server.say(1, 1, "собери букет") == ["Какие цветы?"]
            answered = server.tell(1, 2, text="peony")
            server.process.kill()

        with rasa_server(model, tmp_path, actions.url) as server:
            assert server.tell(1, 2, text="peony") == {**answered, "replayed": True}
            assert server.say(1, 3, "15 штук") == ["Букет: peony, 15 штук."]


class TestAnHourOfSilence:
    def test_leaves_word_of_the_form_that_was_open(self, model, actions, tmp_path):
        with rasa_server(model, tmp_path, actions.url) as server:
            server.say(1, 1, "собери букет")
            server.say(1, 2, "peony")
        an_hour_passes(tmp_path / "tracker.db")

        with rasa_server(model, tmp_path, actions.url) as server:
            server.say(1, 3, "привет")
            server.tell(1, 4, intent="add_to_cart", entities=[], title="+")
        tracker = actions.asked[-1]["tracker"]

        assert tracker["active_loop"] == {}
        assert tracker["slots"]["interrupted_form"] == "bouquet_form"
        assert tracker["slots"]["flower"] == "peony"


class TestSeveralWorkers:
    def test_share_one_conversation_and_keep_it_whole(
        self, model, actions, tmp_path, redis_url, postgresql_url
    ):
        shared = {"SANIC_WORKERS": "2", "REDIS_URL": redis_url, "TRACKER_URL": postgresql_url}
        with rasa_server(model, tmp_path, actions.url, **shared) as server:
            answers = {}
            threads = [
                threading.Thread(
                    target=lambda update=update: answers.update({update: answered(server, update)})
                )
                for update in range(1, 21)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            replayed = {update: answered(server, update) for update in range(16, 21)}

        assert all(answer["handled"] for answer in answers.values())
        with sqlalchemy.create_engine(postgresql_url).connect() as db:
            told = db.execute(
                sqlalchemy.text("SELECT data FROM rasa.events WHERE type_name = 'user'")
            ).scalars()
            assert sorted(int(json.loads(data)["message_id"]) for data in told) == list(range(1, 21))
        assert all(answer["replayed"] for answer in replayed.values())


def answered(server, update):
    """The answer to one update, asked again while a worker is still loading."""
    body = json.dumps(letter_in(7, update, text="когда вы открыты")).encode()
    for _ in range(200):
        answer = server.post(body)
        if answer.status_code == 200:
            return answer.json()
        assert answer.json()["retry"]
        threading.Event().wait(0.1)
    raise AssertionError(answer.text)


def an_hour_passes(path):
    """Makes every event of the conversation more than an hour older."""
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT id, timestamp, data FROM events").fetchall()
        for number, timestamp, data in rows:
            aged = data.replace(f'"timestamp": {timestamp!r}', f'"timestamp": {timestamp - 3700!r}')
            assert aged != data
            db.execute(
                "UPDATE events SET timestamp = ?, data = ? WHERE id = ?", (timestamp - 3700, aged, number)
            )
    db.close()
