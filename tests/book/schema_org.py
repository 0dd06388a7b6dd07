"""The vocabulary of schema.org, read from the types that schema-dts publishes, and what in a document is not of it."""

import re
from functools import lru_cache

from helpers.paths import ROOT

TYPES = ROOT / "node_modules" / "schema-dts" / "dist" / "schema.d.ts"
_INTERFACE = re.compile(r"(?:export )?interface (\w+)(Base|Leaf) extends (.*) \{")
_PROPERTY = re.compile(r'    "(\w+)"\?: SchemaValue<(.*), "\w+">;')
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ADDRESS = re.compile(r"(https?://\S+|\S*#\S+)")


@lru_cache
def vocabulary():
    """Return the parents of every type, and the properties that each adds with their ranges."""
    parents, properties, name = {}, {}, ""
    for line in TYPES.read_text(encoding="utf-8").splitlines():
        if match := _INTERFACE.match(line):
            name = match[1]
            bases = {base.removesuffix("Base") for base in re.findall(r"\w+Base", match[3])}
            parents.setdefault(name, set()).update(bases - {name})
        elif match := _PROPERTY.match(line):
            properties.setdefault(name, {})[match[1]] = set(match[2].split(" | "))
    return parents, properties


def ancestry(kind):
    parents, _ = vocabulary()
    return {kind}.union(*(ancestry(parent) for parent in parents[kind]))


def mistakes(node, where=""):
    """Yield what is wrong with a node and all nodes in it: types, properties, and kinds of values."""
    kind = node["@type"]
    parents, properties = vocabulary()
    if kind not in parents:
        yield f"{where}{kind} is no type"
        return
    known = {name: kinds for one in ancestry(kind) for name, kinds in properties.get(one, {}).items()}
    for name, value in node.items():
        if name.startswith("@"):
            continue
        place = f"{where}{kind}.{name}"
        if name not in known:
            yield f"{place} is no property"
        elif isinstance(value, dict):
            yield from mistakes(value, f"{place} > ")
            if value["@type"] in parents and not ancestry(value["@type"]) & known[name]:
                yield f"{place} must not be a {value['@type']}"
        elif not _is_of(value, known[name]):
            yield f"{place} must not be {value!r}"


def _is_of(value, kinds):
    if not isinstance(value, str):
        return False
    dated = "Date" in kinds and _DATE.fullmatch(value)
    return bool("Text" in kinds or dated or ("URL" in kinds and _ADDRESS.fullmatch(value)))
