"""The site's JSON Feeds and its site map, by the schemas that the npm packages `jsonfeed-schema` and `sitemap` carry.

The latter's is the XSD of sitemaps.org, of 2008.
"""

import json
from pathlib import Path

from jsonschema import Draft7Validator, FormatChecker
from lxml import etree  # type: ignore[import-untyped]

from tests.audit.tools import MODULES


def schema_faults(site: Path) -> list[str]:
    """Check every JSON Feed and the site map; a site that has none of either is at fault, too."""
    feeds = [
        file for file in sorted(site.rglob("*.json")) if b"https://jsonfeed.org/version/" in file.read_bytes()[:200]
    ]
    schema = json.loads((MODULES / "jsonfeed-schema" / "schema-v1.1.json").read_text(encoding="utf-8"))
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    faults = [
        f"{feed.relative_to(site)}: {error.json_path}: {error.message[:200]}"
        for feed in feeds
        for error in validator.iter_errors(json.loads(feed.read_text(encoding="utf-8")))
    ]
    site_map = etree.XMLSchema(etree.parse(MODULES / "sitemap" / "schema" / "sitemap.xsd"))
    if not site_map.validate(etree.parse(site / "sitemap.xml")):
        faults += [f"sitemap.xml:{error.line}: {error.message}" for error in site_map.error_log]
    addresses = len(etree.parse(site / "sitemap.xml").getroot())
    print(f"JSON Feed 1.1: {len(feeds)} feeds; sitemap.xsd: {addresses} addresses; {len(faults)} faults\n")
    return [*faults, *([] if feeds else ["no JSON Feed was found"])]
