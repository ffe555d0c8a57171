"""The requests of XiVO's confd tutorial, in its order and as it sends them; every reply as a line of JSON."""
import json
import sys

import requests

SERVER = sys.argv[1]
session = requests.Session()
session.verify = False
session.auth = requests.auth.HTTPDigestAuth("utilisateur", "motdepasse")
session.headers = {"Accept": "application/json", "Content-Type": "application/json"}


def tell(name, response):
    body = response.json() if response.content else None
    print(json.dumps([name, response.status_code, body, response.headers.get("Location")]))
    return body


def get(name, path, **query):
    return tell(name, session.get("{}{}".format(SERVER, path), params=query))


def post(name, path, parameters):
    return tell(name, session.post("{}{}".format(SERVER, path), data=json.dumps(parameters)))


get("list", "/users")
get("search", "/users", search="sanderson")
get("page", "/users", limit=2, skip=1)
get("sorted", "/users", order="lastname", direction="desc")
get("one", "/users/2")
john = {
    "firstname": "John",
    "lastname": "Doe",
    "caller_id": '"Joe Cool"',
    "language": "fr_FR",
    "username": "joe",
    "password": "password",
}
user = post("create", "/users", john)
url = "{}/users/{}".format(SERVER, user["id"])
tell("update", session.put(url, data=json.dumps({"firstname": "Johnny"})))
tell("delete", session.delete(url))
get("names", "/users", order="firstname", direction="desc", limit=2)
get("devices", "/devices")
get("extensions", "/extensions")
tell("error", session.post("{}/users".format(SERVER), data="{}"))

user = post("user", "/users", {"firstname": "Lord", "lastname": "Sanderson"})
line = post("line", "/lines_sip", {"context": "default", "device_slot": 1})
extension = post("extension", "/extensions", {"exten": "1100", "context": "default"})
post("user_line", "/users/{}/lines".format(user["id"]), {"line_id": line["id"]})
post("line_extension", "/lines/{}/extensions".format(line["id"]), {"extension_id": extension["id"]})
incall = post("incall", "/extensions", {"exten": "2100", "context": "from-extern"})
post("line_incall", "/lines/{}/extensions".format(line["id"]), {"extension_id": incall["id"]})

user = post("all user", "/users", {"firstname": "Johnny", "lastname": "Depp"})
line = post("all line", "/lines_sip", {"context": "default", "device_slot": 1})
extension = post("all extension", "/extensions", {"exten": "1200", "context": "default"})
incall = post("all incall", "/extensions", {"exten": "2200", "context": "from-extern"})
post("all user_line", "/users/{}/lines".format(user["id"]), {"line_id": line["id"]})
post("all line_extension", "/lines/{}/extensions".format(line["id"]), {"extension_id": extension["id"]})
post("all line_incall", "/lines/{}/extensions".format(line["id"]), {"extension_id": incall["id"]})
