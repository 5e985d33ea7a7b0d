"""The rules of the wording help, as the shipped table has them."""

from __future__ import annotations

import functools
import json

from microcoach_desktop import paths
from microcoach_desktop.domain.clarity import ClarityRules, load_rules


@functools.cache
def wording_rules() -> ClarityRules:
    return load_rules(json.loads(paths.resource("clarity", "en.json").read_text("utf-8")))
