"""How large, how quick to build and how quick to use the time line is, beside folium's own two plugins for time, on the same invented histories.

    python tests/benchmarks/map_speed.py [PLACES ...]

For each number of places (5,000 and 33,000 if none is given) a history with ten changes of hands for each place is made, once, by the engine.
From it, in memory, three pages are built: folium's ``Timeline`` and ``TimestampedGeoJson`` (position, days and colour of each state, nothing
more) and the time line of mali-control (which also carries names, kinds and the report behind each state). Then chromium opens each from disk with the
network cut. Last comes the shipped war: its whole time line and one snapshot.

Columns: MB of the file; seconds of processor time from histories to text, folium already imported (the best of three; for the time line also the
first, for which the history tells its reports as columns; later maps of it find them there); files asked for from the network; first contentful
paint; script of one step of the slider by a day, median and worst of 100, from the moved slider to the drawn map; script per step altogether, with what is
put off to the next frame or until the slider rests (by chromium's own ScriptDuration); the same for steps of a week. Folium's pages do not open without
the network, so they have no steps.
"""

from __future__ import annotations

import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import folium
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson

import mali_control
from mali_control.atlas import _history
from mali_control.dates import FuzzyDate
from mali_control.places import Gazetteer, Place
from mali_control.render import style
from mali_control.render.page import to_html
from mali_control.render.scene import Scene
from mali_control.render.timeline import timeline_map
from mali_control.reports import Report

FIRST, LAST = date(2012, 1, 1), date(2025, 12, 31)
CHANGES = 10
HOLDERS = ("mali", "csp", "jnim", "is-sahel", "france", "msa")
STEPS = 100


def invented(count: int, atlas: mali_control.Atlas) -> Scene:
    """Places at random in a box as large as Mali, each taken ten times by somebody else on a random day, each time with a report of its own."""
    chance = random.Random(count)
    places, reports = [], []
    for number in range(count):
        name = f"p{number:05d}"
        places.append(
            Place(
                name,
                f"Place {number}",
                "town" if number % 25 == 0 else "village",
                round(chance.uniform(11, 21), 4),
                round(chance.uniform(-8, 4), 4),
            )
        )
        holder = ""
        for turn, offset in enumerate(sorted(chance.sample(range(30, (LAST - FIRST).days), CHANGES))):
            holder = chance.choice([other for other in HOLDERS if other != holder])
            day = FIRST + timedelta(days=offset)
            when = FuzzyDate(day.isoformat(), day, day)
            reports.append(Report(f"{name}-{turn}", name, "captures", when, (holder,), source="invented", section="Section", note="Taken"))
    gazetteer = Gazetteer(places)
    history = _history(gazetteer, atlas.factions, reports)
    for place in gazetteer:
        history.of(place)
    return Scene(gazetteer, atlas.factions, {}, history, atlas.basemap)


def features(scene: Scene) -> list[tuple[Place, date, date, str]]:
    """Every known state as (place, first day, last day, colour)."""
    styles = style.bloc_styles(faction.bloc for faction in scene.factions.values())
    colour = {f.id: style.faction_colour(f.id, f.bloc, styles) for f in scene.factions.values()}
    return [
        (place, state.start, state.end or LAST, colour[state.controllers[0]])
        for place in scene.gazetteer.values() for state in scene.history.of(place.id) if state.controllers
    ]  # fmt: skip


def point(place: Place) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def folium_timeline(scene: Scene) -> str:
    found = [
        {"type": "Feature", "geometry": point(place), "properties": {"start": start.isoformat(), "end": end.isoformat(), "color": colour}}
        for place, start, end, colour in features(scene)
    ]
    drawn = folium.Map(location=(17, 0), zoom_start=6)
    layer = Timeline({"type": "FeatureCollection", "features": found}).add_to(drawn)
    TimelineSlider(auto_play=False, show_ticks=False).add_timelines(layer).add_to(drawn)
    return str(drawn.get_root().render())


def folium_timestamped(scene: Scene) -> str:
    found = [
        {"type": "Feature", "geometry": point(place),
         "properties": {"time": start.isoformat(), "icon": "circle", "iconstyle": {"fillColor": colour, "radius": 4}}}
        for place, start, _, colour in features(scene)
    ]  # fmt: skip
    drawn = folium.Map(location=(17, 0), zoom_start=6)
    TimestampedGeoJson({"type": "FeatureCollection", "features": found}, period="P1D", auto_play=False).add_to(drawn)
    return str(drawn.get_root().render())


def ours(scene: Scene) -> str:
    scene = replace(scene)  # without what the last build found out about it
    return to_html(timeline_map(scene, FIRST, LAST, shown=date(2018, 1, 1)))


def timed(build: Callable[[Scene], str], scene: Scene) -> tuple[str, float, float]:
    """The text, the best of three times and the first, in seconds of processor time."""
    taken, text = [], ""
    for _ in range(3):
        begun = time.process_time()
        text = build(scene)
        taken.append(time.process_time() - begun)
    return text, min(taken), taken[0]


STEP = """async ([steps, days]) => {
  const slider = document.querySelector('.mc-slide input'), taken = [], frame = () => new Promise(requestAnimationFrame);
  slider.value = +slider.min + 2000;
  slider.dispatchEvent(new Event('input'));
  await new Promise((done) => setTimeout(done, 1500));
  for (let i = 0; i < steps; i++) {
    const begun = performance.now();
    slider.value = +slider.value + days;
    slider.dispatchEvent(new Event('input'));
    taken.push(performance.now() - begun);
    await frame();
  }
  await new Promise((done) => setTimeout(done, 1500));
  return taken;
}"""


class Browser:
    """Chromium with the network cut."""

    def __init__(self, playwright: Any) -> None:
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        self.browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])

    def measure(self, text: str, *, steps: bool) -> list[str]:
        """Cells of the table: files asked for, first paint, then the steps."""
        asked: set[str] = set()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "map.html"
            file.write_text(text, encoding="utf-8")
            context = self.browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
            page = context.new_page()
            page.on("request", lambda request: asked.add(request.url) if re.match("https?:", request.url) else None)
            page.goto(file.as_uri(), wait_until="load", timeout=300_000)
            found = page.evaluate(
                "new Promise(done => setTimeout(() => done((performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime), 1000))"
            )
            cells = [str(len(asked)), f"{found:.0f}" if found else "-"]
            for days in (1, 7) if steps else ():
                cdp = context.new_cdp_session(page)
                cdp.send("Performance.enable")
                before = self.script_seconds(cdp)
                taken = page.evaluate(STEP, [STEPS, days])
                whole = (self.script_seconds(cdp) - before) / STEPS * 1000
                cells += [f"{statistics.median(taken):.1f}", f"{max(taken):.0f}", f"{whole:.1f}"]
            context.close()
        return cells

    @staticmethod
    def script_seconds(cdp: Any) -> float:
        return next(m["value"] for m in cdp.send("Performance.getMetrics")["metrics"] if m["name"] == "ScriptDuration")


def main(counts: list[int]) -> None:
    from playwright.sync_api import sync_playwright

    atlas = mali_control.load()
    row = "{:>7} {:<30} {:>8} {:>8} {:>6} {:>9} {:>8} {:>7} {:>7} {:>8} {:>7} {:>7}".format
    with sync_playwright() as playwright:
        browser = Browser(playwright)
        print(row("places", "what", "MB", "build s", "files", "paint ms", "1 day ms", "worst", "all", "7 days", "worst", "all"))

        def line(
            places: object, what: str, build: Callable[[Scene], str], scene: Scene, *, steps: bool = False
        ) -> tuple[int, float, float]:
            text, seconds, first = timed(build, scene)
            size = len(text.encode())
            cells = browser.measure(text, steps=steps)
            print(row(str(places), what, f"{size / 1e6:.2f}", f"{seconds:.2f}", *cells, *[""] * (8 - len(cells))), flush=True)
            return size, seconds, first

        for count in counts:
            scene = invented(count, atlas)
            theirs = [
                line(count, "folium Timeline", folium_timeline, scene),
                line(count, "folium TimestampedGeoJson", folium_timestamped, scene),
            ]
            size, seconds, first = line(count, "mali-control timeline", ours, scene, steps=True)
            print(
                f"{'':7} smaller than the better of the two {min(s for s, _, _ in theirs) / size:.1f} times, built "
                f"{min(t for _, t, _ in theirs) / seconds:.1f} times faster ({first:.2f} s the first time: {min(t for _, _, t in theirs) / first:.1f} times)"
            )
        shipped = atlas._scene()
        line(len(shipped.gazetteer), "the shipped war, time line", lambda _: to_html(atlas.timeline(FIRST, LAST)), shipped, steps=True)
        line(len(shipped.gazetteer), "the shipped war, snapshot", lambda _: to_html(atlas.snapshot("2023-11-14")), shipped)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [5_000, 33_000])
