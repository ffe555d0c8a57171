"""Evaluates the lines of a batch with ansible-core's own Templar: the form of src/template/batch.ts, one answer a line."""
import base64
import datetime
import json
import math
import signal
import sys

from ansible.plugins.loader import init_plugin_loader

init_plugin_loader([])

from ansible._internal._datatag._tags import TrustedAsTemplate  # noqa: E402
from ansible._internal._templating._engine import TemplateEngine, TemplateOptions  # noqa: E402
from ansible._internal._templating._jinja_bits import TemplateOverrides  # noqa: E402
from ansible.parsing.dataloader import DataLoader  # noqa: E402
from ansible.utils.display import Display  # noqa: E402

for quiet in ("deprecated", "warning", "error_as_warning", "display", "_deprecated", "_warning"):
    if hasattr(Display, quiet):
        setattr(Display, quiet, lambda *args, **kwargs: None)

LOADER = DataLoader()
KINDS = {
    "AnsibleTemplatePluginNotFoundError": "nolookup",
    "AnsibleUndefinedVariable": "undefined",
    "UndefinedError": "undefined",
    "AnsibleBrokenConditionalError": "conditional",
    "AnsibleTemplateSyntaxError": "syntax",
    "AnsibleVariableTypeError": "unsupported",
    "AnsibleValueOmittedError": "omitted",
    "TemplateTrustCheckFailedError": "untrusted",
    "RecursionError": "recursion",
    "TemplateNotFound": "notfound",
    "TemplatesNotFound": "notfound",
    "TemplateRuntimeError": "runtime",
    "TypeError": "type",
    "AnsibleTypeError": "type",
    "ZeroDivisionError": "zerodivision",
    "OverflowError": "overflow",
    "ValueError": "value",
    "UnicodeEncodeError": "value",
    "UnicodeDecodeError": "value",
    "IndexError": "index",
    "KeyError": "key",
    "NameError": "name",
    "AttributeError": "attribute",
    "SyntaxError": "syntax",
    "TooLong": "timeout",
}


class TooLong(Exception):
    pass


def too_long(*_):
    raise TooLong()


def kind(error):
    names = []
    while error is not None:
        name, text = type(error).__name__, str(error)
        names.append(name)
        if name == "AnsibleTemplatePluginRuntimeError":
            return text.split(" plugin ")[0].split()[-1]
        if "No filter named" in text:
            return "nofilter"
        if "No test named" in text:
            return "notest"
        if name in KINDS:
            return KINDS[name]
        error = error.__cause__
    return "/".join(names)


def tagged(value):
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"$float": repr(value)}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {str(key): tagged(item) for key, item in value.items()}
        return {"$dict": [[tagged(key), tagged(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple)):
        return [tagged(item) for item in value]
    return {"$other": type(value).__name__}


def untagged(value):
    if isinstance(value, list):
        return [untagged(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$float" in value:
        return float(value["$float"])
    if "$bytes" in value:
        return base64.b64decode(value["$bytes"])
    if "$datetime" in value:
        return datetime.datetime.fromisoformat(value["$datetime"])
    if "$date" in value:
        return datetime.date.fromisoformat(value["$date"])
    if "$dict" in value:
        return {hashable(untagged(key)): untagged(item) for key, item in value["$dict"]}
    return {key: untagged(item) for key, item in value.items()}


def hashable(value):
    return tuple(hashable(item) for item in value) if isinstance(value, list) else value


def trusted(value):
    if isinstance(value, str):
        return TrustedAsTemplate().tag(value)
    if isinstance(value, dict):
        return {key: trusted(item) for key, item in value.items()}
    return [trusted(item) for item in value] if isinstance(value, list) else value


def evaluate(vector):
    given = untagged(vector["vars"])
    engine = TemplateEngine(loader=LOADER, variables=trusted(given) if vector.get("trusted") else given)
    if "when" in vector:
        return engine.evaluate_conditional(trusted(untagged(vector["when"])))
    escapes, overrides = vector.get("escape_backslashes", True), vector.get("overrides")
    options = TemplateOptions(escape_backslashes=escapes, overrides=TemplateOverrides.from_kwargs(overrides))
    return engine.template(trusted(untagged(vector["template"])), options=options)


def answer(line):
    vector = json.loads(line)
    signal.alarm(3)
    try:
        return {"id": vector.get("id"), "ok": True, "value": tagged(evaluate(vector))}
    except (Exception, RecursionError) as error:
        return {"id": vector.get("id"), "ok": False, "error": kind(error), "message": str(error)[:300]}
    finally:
        signal.alarm(0)


signal.signal(signal.SIGALRM, too_long)
for line in sys.stdin:
    print(json.dumps(answer(line)), flush=True)
