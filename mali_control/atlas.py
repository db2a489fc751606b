"""The one object that users hold: places, factions, sources, reports, and the history that follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .check import Box, check_factions, check_places, check_reports
from .dates import DayLike, parse_day, parse_span
from .errors import BadData, BadDate, MissingExtra, Problem, UnknownName
from .factions import Factions, read_factions
from .history import Change, History, PlaceInfo, Settings, State
from .places import GROUND, SETTLEMENTS, Gazetteer, Place, read_places
from .reports import Report, read_reports
from .sources import read_sources
from .tables import shipped

if TYPE_CHECKING:
    import folium
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from .boundaries import Replaced
    from .briefing.content import Briefing
    from .comparison import Comparison
    from .geoparse import Finder
    from .lexicon import Lexicon
    from .mentions import Mention
    from .notebook.explorer import Explorer
    from .reading.drafts import Extract
    from .render.chart import Selection
    from .render.paper import Sheet
    from .render.reel import Film
    from .render.scene import Scene

FILES = {
    "places": "gazetteer/places.csv",
    "spellings": "gazetteer/spellings.csv",
    "names": "gazetteer/names.csv",
    "basemap": "gazetteer/basemap.geojson",
    "factions": "data/factions.csv",
    "lineage": "data/lineage.csv",
    "sources": "data/sources.csv",
    "reports": "data/reports.csv",
    "lexicon": "data/lexicon.csv",
}
"""The files of a data set, and where the shipped ones stand. In a directory of one's own they lie side by side."""

COMPANIONS = {"spellings": "places", "names": "places", "basemap": "places", "lineage": "factions"}
"""Files that belong to another: a gazetteer of one's own does not take the shipped one's spellings."""


def load(data: str | Path | None = None, *, boundaries: str | Path | None = None) -> Atlas:
    """Load an atlas: the shipped one, or that of a directory of one's own.

    A directory holds any of places.csv, spellings.csv, names.csv, factions.csv, lineage.csv, sources.csv, reports.csv, lexicon.csv,
    basemap.geojson; the shipped files serve for those that are missing. ``boundaries`` is a GeoJSON file of regions or cercles to draw instead of the shipped ones.

    Raises BadData, which lists every fault of every file with line and column.

    >>> import mali_control
    >>> atlas = mali_control.load()
    >>> atlas.state("Kidal", "2023-11-20").controllers
    ('mali', 'wagner')
    """
    atlas = Atlas(DataFiles.find(Path(data) if data is not None else None))
    return atlas.with_boundaries(boundaries) if boundaries is not None else atlas


@dataclass(frozen=True)
class DataFiles:
    """Where each file of a data set lies; None where there is none."""

    paths: dict[str, Path | None]

    @classmethod
    def find(cls, folder: Path | None) -> DataFiles:
        if folder is not None and not folder.is_dir():
            raise BadData([Problem(str(folder), 0, "", "is not a directory of data files")])
        own = {name: folder / Path(file).name for name, file in FILES.items()} if folder else {}
        own = {name: path for name, path in own.items() if path.exists()}
        if folder is not None and not own:
            wanted = ", ".join(Path(file).name for file in FILES.values())
            raise BadData([Problem(str(folder), 0, "", f"holds none of the data files: {wanted}")])
        paths: dict[str, Path | None] = dict(own)
        for name, file in FILES.items():
            if name not in own:
                paths[name] = None if COMPANIONS.get(name) in own else shipped(*file.split("/"))
        return cls(paths)

    def also_cited(self) -> Path | None:
        """The shipped sources, where shipped files that cite them are used beside sources of one's own."""
        home = shipped(*FILES["sources"].split("/"))
        citing = (self.paths["lineage"], self.paths["reports"])
        return home if self["sources"] != home and any(path is not None and path.parent == home.parent for path in citing) else None

    def __getitem__(self, name: str) -> Path:
        path = self.paths[name]
        assert path is not None, name
        return path


class Atlas:
    """Who held which place, when, and how that is known.

    Made by ``mali_control.load()``. A place may be given everywhere by its id or by any of its spellings, a day as "2023-11-14" or as a date.

    Attributes
    ----------
    gazetteer : the places, by id; ``gazetteer.resolve("Anefif")`` finds one by any spelling.
    factions : the factions, by id, with their dated lineage.
    sources : the texts, by id.
    reports : all reports, in order of their ids.
    engine : the history of all places.
    boundaries : what was replaced in the basemap, or None.
    grouping : how holders are named: "faction", "coalition" or "bloc".
    known : the day by which the reports used were made known; None for all of them.

    """

    boundaries: Replaced | None = None
    grouping: str = "faction"

    def __init__(self, files: DataFiles) -> None:
        self.files = files
        problems: list[Problem] = []
        self.gazetteer, place_rows = read_places(files["places"], files.paths["spellings"], problems, names=files.paths["names"])
        self.factions, _, ties = read_factions(files["factions"], files.paths["lineage"], problems)
        self.sources, _ = read_sources(files["sources"], problems)
        if also := files.also_cited():
            self.sources = {**read_sources(also, problems)[0], **self.sources}
        read = read_reports(files["reports"], problems)
        homes = (files["places"] == shipped(*FILES["places"].split("/")), files["factions"] == shipped(*FILES["factions"].split("/")))
        its_own = None if homes == (True, False) else self.factions  # shipped places speak of the shipped factions
        problems.extend(check_places(self.gazetteer, place_rows, self.surroundings(), its_own))
        problems.extend(check_factions(self.factions, ties, self.sources))
        problems.extend(check_reports(read, self.gazetteer, self.factions, self.sources))
        if problems:
            raise BadData(problems)
        self.reports: tuple[Report, ...] = tuple(sorted((report for report, _ in read), key=lambda report: report.id))
        self.known: date | None = None
        self.engine = _history(self.gazetteer, self.factions, self.reports, _dawn(files, self.reports))

    def place(self, place: str | Place) -> Place:
        """Return a place by id or by any spelling. Raises UnknownName (a KeyError) with suggestions."""
        return place if isinstance(place, Place) else self.gazetteer.resolve(place)

    def state(self, place: str | Place, day: DayLike) -> State:
        """Return who held a place on a day, since when, how sure that is, and the reports behind it.

        Raises UnknownName for a place that is not in the gazetteer, BadDate for a day before the time line begins.
        """
        return self.engine.at(self.place(place).id, self._day(day))

    def states(self, day: DayLike) -> list[State]:
        """Return every place's state on a day, in the order of the gazetteer."""
        asked = self._day(day)
        return [self.engine.at(place, asked) for place in self.gazetteer]

    def at(self, day: DayLike) -> GeoDataFrame:
        """Return a GeoDataFrame (EPSG:4326) with one row per place and its state on a day; columns as in ``records.STATE_COLUMNS``."""
        from .frames import states_frame

        return states_frame(self.states(day), self.gazetteer)

    def history(self, place: str | Place) -> DataFrame:
        """Return a place's states in order, one row each; columns as in ``records.HISTORY_COLUMNS``.

        A notebook shows it in words, with the source of each state; to a program it is a plain DataFrame (``start`` and ``end`` datetime64,
        ``controllers`` and ``reports`` tuples of ids, ``confidence`` a float).

        >>> import mali_control
        >>> atlas = mali_control.load()
        >>> kidal = atlas.history("Kidal")
        >>> kidal[kidal.start >= "2023"].controllers.iloc[0]
        ('mali', 'wagner')
        """
        from .frames import history_frame

        return self._shown("history", history_frame(self.engine.of(self.place(place).id), self.gazetteer))

    def evidence(self, place: str | Place, day: DayLike) -> DataFrame:
        """Return the reports about a place's state on a day, one row each; columns as in ``records.EVIDENCE_COLUMNS``.

        First the report that decided, then those that agree, those that say otherwise, and the claims and the violence that changed nothing.

        >>> import mali_control
        >>> atlas = mali_control.load()
        >>> atlas.evidence("Anefif", "2023-10-08")[["role", "kind", "section"]].values.tolist()[0]
        ['decides', 'captures', 'Battle of Anéfis']

        Raises UnknownName and BadDate, as ``state`` does.
        """
        from .frames import evidence_frame

        return self._shown("evidence", evidence_frame(self.state(place, day), self.sources))

    def changes(self, start: DayLike, end: DayLike) -> DataFrame:
        """Return every change from one day to another (both included), one row each; columns as in ``records.CHANGE_COLUMNS``.

        A notebook shows it in words, with the source of each change; to a program it is a plain DataFrame.

        >>> import mali_control
        >>> atlas = mali_control.load()
        >>> print(*atlas.changes("2023-11-14", "2023-11-14").what)
        Kidal: held by CSP → held by Mali and Wagner (captures). Kidal MINUSMA camp: held by CSP → held by Mali and Wagner (follows its town).
        """
        from .frames import changes_frame

        return self._shown("changes", changes_frame(self.list_changes(start, end), self.gazetteer, self.factions))

    def list_changes(self, start: DayLike, end: DayLike) -> list[Change]:
        """Return the same changes as objects, each with the state before and the state after."""
        return self.engine.changes(*self.span(start, end))

    def locate(self, text: str) -> list[Mention]:
        """Return the mentions of places in a text, in order: offsets, spelling, place, score, and how it was decided."""
        return self._finder.locate(text)

    def finder(self, gazetteer: Gazetteer) -> Finder:
        """Return a finder of places in texts for another gazetteer, as a widened one."""
        from .geoparse import Finder

        return Finder(gazetteer, self.factions, self.lexicon)

    def widened(self, geonames: str | Path) -> Gazetteer:
        """Return the gazetteer with the records of a GeoNames country file (ML.txt, ML.zip) or of an index of one beside its own places.

        Raises BadData when the file is neither.
        """
        from .boundaries import areas_at
        from .geonames import read_geonames, widen

        return widen(self.gazetteer, read_geonames(Path(geonames), lambda lons, lats: areas_at(self.basemap, lons, lats)))

    def with_boundaries(self, path: str | Path) -> Atlas:
        """Return the atlas with the regions or cercles of a GeoJSON file (OCHA's, geoBoundaries') in place of the shipped ones on maps.

        Raises BadData when the file holds none that the gazetteer knows.
        """
        from .boundaries import replace_boundaries

        replaced = replace_boundaries(self.basemap, Path(path), self.gazetteer)
        return self._with(basemap=replaced.features, boundaries=replaced)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Words that tell a place's name from other words in texts. Raises BadData."""
        from .lexicon import read_lexicon

        problems: list[Problem] = []
        lexicon = read_lexicon(self.files["lexicon"], problems)
        if problems:
            raise BadData(problems)
        return lexicon

    @cached_property
    def _finder(self) -> Finder:
        return self.finder(self.gazetteer)

    def extract(
        self,
        path: str | Path,
        *,
        title: str = "",
        publisher: str = "",
        published: str = "",
        url: str = "",
        kind: str = "",
        min_confidence: float = 0.0,
        taken: Iterable[str] = (),
    ) -> Extract:
        """Read an article (plain text, Markdown, HTML, PDF, Word; English or French) and return the reports that rules propose from it.

        ``title``, ``publisher``, ``published`` (EDTF), ``url`` and ``kind`` describe the text where it does not do so itself; ``taken`` are ids of
        sources beside those of the atlas. The atlas stays as it is; a proposal that says what one of its reports says names it in ``same_as``.

        Raises BadData for a file that cannot be read, MissingExtra where its format needs a library that is not installed, BadDate.
        """
        from .reading.documents import read
        from .reading.drafts import source_of
        from .reading.extracting import extract

        document = read(path).titled(title)
        said = {"title": title, "publisher": publisher, "published": published, "url": url, "kind": kind}
        source = source_of(document, [*self.sources, *taken], **said)
        return extract(document, source, self._finder, self.factions, self.reports, least=min_confidence)

    def proposals(self, *extracts: Extract) -> DataFrame:
        """Return what was read out of articles, one row per proposal; columns as in ``frames.DRAFT_COLUMNS``."""
        from .frames import drafts_frame

        return drafts_frame([draft for extract in extracts for draft in extract.drafts], self.gazetteer)

    def review(self, extracts: Iterable[Extract], folder: str | Path = "new", *, day: DayLike | None = None, lang: str = "en") -> str:
        """Return a page (HTML, one file) with the texts, the proposals beside them, and the map before and after.

        ``folder`` is the directory that the commands on the page name. The maps show ``day`` first, if not given for each text the last on which
        it begins to change something. ``lang`` is "en" or "fr".
        """
        from .render.review import review_page

        read = list(extracts)
        sources = {**self.sources, **{extract.source.id: extract.source for extract in read}}
        engine = self.engine.told_also_by(draft.report for extract in read for draft in extract.drafts)
        after = self._with(engine=engine, reports=engine.reports, sources=sources)
        return review_page(read, self._scene(lang), after._scene(lang), str(folder), self._day(day) if day is not None else None)

    def annotate(
        self,
        frame: DataFrame,
        *,
        date: str | None = None,
        place: str | None = None,
        lat: str | None = None,
        lon: str | None = None,
        max_km: float = 10.0,
        date_format: str | None = None,
    ) -> DataFrame:
        """Return a table of incidents with columns added that say who held each row's place on its day; ``annotate.COLUMNS`` tells them.

        ``date``, ``place``, ``lat`` and ``lon`` name columns of the table; those not given are guessed by common names. A place is found by id
        or spelling, else as the nearest within ``max_km`` of the position. The table is left as it was; the new one has the same index.

        Raises UnknownName for a column that is not there, BadData where none can be guessed. Rows that cannot be read or matched are kept, with
        the reason in ``mc_problem``.
        """
        from .annotate import Annotator, Asked, annotate_frame

        annotator = Annotator(self.gazetteer, self.engine, max_km=max_km, date_format=date_format)
        return annotate_frame(frame, annotator, Asked(date, place, lat, lon))

    def known_by(self, day: DayLike) -> Atlas:
        """Return the atlas as it could be drawn from the reports made known by a day."""
        engine = self.engine.as_known_on(parse_day(day))
        return self._with(engine=engine, reports=engine.reports, known=parse_day(day))

    def by(self, grouping: str) -> Atlas:
        """Return the atlas with holders named by "faction" (as they are), "coalition" (the widest on each day) or "bloc"."""
        from .grouping import GroupedHistory, with_blocs

        self.factions.grouped((), date.min, grouping)  # says what is wrong with the word
        if grouping == "faction":
            return self
        factions = with_blocs(self.factions) if grouping == "bloc" else self.factions
        return self._with(engine=GroupedHistory(self.engine, factions, grouping), factions=factions, grouping=grouping)

    def disputes(self) -> DataFrame:
        """Return every state on which sources disagree, one row per contradicting report; columns as in ``records.DISPUTE_COLUMNS``."""
        from .frames import disputes_frame

        return self._shown("disputes", disputes_frame(self.engine, self.gazetteer))

    def coverage(self) -> DataFrame:
        """Return how many reports were read from each section of each source, by kind; columns as in ``records.COVERAGE_COLUMNS``."""
        from .frames import coverage_frame

        return coverage_frame(self.reports, self.sources)

    def summary(self, start: DayLike, end: DayLike) -> dict[str, DataFrame]:
        """Return the tables of a summary of a span of days: "holders" (places, km², population at its ends), "months" (changes), "longest" held
        and most "contested" places; columns as in ``summary.PARTS``. For blocs: ``atlas.by("bloc").summary(...)``.

        >>> import mali_control
        >>> atlas = mali_control.load()
        >>> list(atlas.summary("2023-10-01", "2023-12-31"))
        ['holders', 'months', 'longest', 'contested']
        """
        from .frames import summary_frames
        from .notebook.tables import Summary

        return Summary((part, self._shown(part, frame)) for part, frame in summary_frames(self.list_summary(start, end)).items())

    def list_summary(self, start: DayLike, end: DayLike, parts: Iterable[str] = ()) -> dict[str, list[dict[str, Any]]]:
        """Return the same tables, or only the ``parts`` named, as lists of records."""
        from .summary import PARTS, summarise

        return summarise(self.engine, self.gazetteer, self.basemap, *self.span(start, end), tuple(parts) or tuple(PARTS))

    def _day(self, day: DayLike) -> date:
        asked, dawn = parse_day(day), self.engine.settings.dawn
        if asked < dawn:
            raise BadDate(f"{asked} lies before the time line, which begins on {dawn}")
        return asked

    def last_told(self) -> date | None:
        """Return the last day that a report speaks of; what holds after it is only the last that is known."""
        return self.engine.last_told

    def span(self, start: DayLike | None = None, end: DayLike | None = None) -> tuple[date, date]:
        """Return the first and last day of a span; for one not given, the first of the time line and the last that a report speaks of.

        Raises BadDate for a span that ends before it begins, or begins before the time line.
        """
        first, last = self.engine.span
        first = self._day(start) if start is not None else first
        return parse_span(first, end if end is not None else max(first, last))

    def _with(self, **parts: Any) -> Atlas:
        other = object.__new__(Atlas)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(parts)
        return other

    def snapshot(self, day: DayLike, *, tiles: bool = False, lang: str = "en") -> folium.Map:
        """Return the map of one day: a self-contained folium.Map that shows itself in Jupyter, needs no network, and can be added to.

        ``tiles=True`` puts online map tiles under it; that map needs the network. ``lang`` is "en" or "fr"; notes of reports stay English.
        """
        from .render.leaflet import snapshot_map

        return snapshot_map(self._scene(lang), self._day(day), tiles=tiles)

    def timeline(self, start: DayLike, end: DayLike, *, shown: DayLike | None = None, tiles: bool = False, lang: str = "en") -> folium.Map:
        """Return the map of a span of days with a slider, opened at ``shown`` (the last day if not given), in English or French ("fr")."""
        from .render.timeline import timeline_map

        first, last = self.span(start, end)
        return timeline_map(self._scene(lang), first, last, shown=parse_day(shown) if shown is not None else last, tiles=tiles)

    def explore(
        self, start: DayLike | None = None, end: DayLike | None = None, *, shown: DayLike | None = None, lang: str = "en", **traits: Any
    ) -> Explorer:
        """Return a live map for notebooks: a slider, filters by place and party, and what they leave as a GeoDataFrame.

        The span is all that is known if not given; the map opens at ``shown``, or the last day. ``lang`` is "en" or "fr". ``traits`` are first
        values of the widget's: ``places``, ``factions``, ``place``, ``height``.

        ``explorer.selection`` holds the places that the filters leave on ``explorer.date``; all of it can be observed and set, and the map follows.

        Raises MissingExtra where anywidget is not installed, BadDate and UnknownName as other methods do.
        """
        from importlib.util import find_spec

        if find_spec("anywidget") is None:
            raise MissingExtra("the live map", "widgets")
        from .notebook.explorer import Explorer
        from .render.page import to_html

        first, last = self.span(start, end)
        opened = parse_day(shown) if shown is not None else last
        page = to_html(self.timeline(first, last, shown=opened, lang=lang))
        return Explorer(self, page, (first, last), opened, language=lang, **traits)

    def compare(self, first: DayLike, second: DayLike, *, lang: str = "en") -> Comparison:
        """Return what is different between two days: ``.differences`` is a table of it, ``.map()`` shows both days, ``.picture()`` is for documents.

        Words on maps and pictures are in ``lang``, "en" or "fr".

        >>> import mali_control
        >>> atlas = mali_control.load()
        >>> found = atlas.compare("2023-10-01", "2023-12-31").differences.set_index("place")
        >>> found.loc["kidal", "gained_by"], found.loc["kidal", "lost_by"]
        (('mali', 'wagner'), ('csp',))

        Raises BadDate unless the second day is the later.
        """
        from .comparison import Comparison

        return Comparison(self._scene(lang), self._day(first), self._day(second))

    def picture(
        self,
        day: DayLike,
        path: str | Path | None = None,
        *,
        extent: str = "known",
        width_mm: float | None = None,
        height_mm: float | None = None,
        pixels: tuple[int, int] | None = None,
        dpi: int = 300,
        lang: str = "en",
    ) -> Sheet:
        """Return the map of one day for documents, as a matplotlib Figure, and write it to ``path`` (.png, .svg or .pdf) if one is given.

        ``extent`` is "known" (the places of which anything is known on the day) or "country". The size is A4 landscape, or that given in mm
        or pixels; ``lang`` is "en" or "fr". Files are the same on every run and carry their fonts; so does ``figure.save(path)``, while ``figure.savefig`` leaves both to
        matplotlib's settings.

        Raises MissingExtra where matplotlib is not installed.
        """
        from .render.saving import need_matplotlib, saved

        need_matplotlib()
        from .render.paper import Size
        from .render.static import day_sheet

        size = Size.chosen(width_mm=width_mm, height_mm=height_mm, pixels=pixels, dpi=dpi)
        return saved(lambda: day_sheet(self._scene(lang), self._day(day), size=size, extent=extent), path)

    def chart(
        self,
        start: DayLike | None = None,
        end: DayLike | None = None,
        path: str | Path | None = None,
        *,
        places: Iterable[str | Place] = (),
        regions: Iterable[str | Place] = (),
        rows: int = 60,
        width_mm: float | None = None,
        height_mm: float | None = None,
        pixels: tuple[int, int] | None = None,
        dpi: int = 300,
        lang: str = "en",
    ) -> Sheet:
        """Return a chart with one row for each place, coloured by holder over time, as a matplotlib Figure; write it to ``path`` if given.

        The span is all that is known if not given. Shown are ``places`` if any are named; else what changed hands in the span: all places of
        ``regions``, or towns and sites everywhere, at most ``rows`` of them (``figure.note`` says what was left out). The sheet is as wide as
        A4 and as high as its rows need, if no size is given. ``lang`` is "en" or "fr".

        Raises MissingExtra where matplotlib is not installed.
        """
        from .render.saving import need_matplotlib, saved

        need_matplotlib()
        from .render.chart import Strip, chart_sheet
        from .render.paper import A4_MM, Size

        drawn = self._chosen(start, end, places, regions, rows, lang)
        fixed = Size.chosen(width_mm=width_mm, height_mm=height_mm, pixels=pixels, dpi=dpi) if pixels or height_mm else None
        return saved(lambda: chart_sheet(*drawn, fixed or Strip(width_mm or A4_MM[0], dpi=dpi)), path)

    def chart_page(
        self,
        start: DayLike | None = None,
        end: DayLike | None = None,
        *,
        places: Iterable[str | Place] = (),
        regions: Iterable[str | Place] = (),
        rows: int = 60,
        lang: str = "en",
    ) -> str:
        """Return the same chart as an HTML page that needs no network: each band says who held the place, since when, and by which reports.

        Raises MissingExtra where matplotlib, which measures its letters, is not installed.
        """
        from .render.saving import need_matplotlib

        need_matplotlib()
        from .render.chart_page import chart_page

        return chart_page(*self._chosen(start, end, places, regions, rows, lang))

    def _chosen(
        self,
        start: DayLike | None,
        end: DayLike | None,
        places: Iterable[str | Place],
        regions: Iterable[str | Place],
        rows: int,
        lang: str,
    ) -> tuple[Scene, date, date, Selection]:
        """What a chart is drawn from: scene, first and last day, places."""
        from .render.chart import select

        scene, (first, last) = self._scene(lang), self.span(start, end)
        named = [scene.gazetteer[self.place(place).id] for place in places]
        chosen = select(scene, first, last, places=named, regions=[self.area(r) for r in regions], rows=rows)
        return scene, first, last, chosen

    def report(
        self, start: DayLike, end: DayLike, path: str | Path | None = None, *, regions: Iterable[str | Place] = (), lang: str = "en"
    ) -> Briefing:
        """Return a briefing on a span of days (both included), and write it to ``path`` (.html, .docx or .md) if one is given.

        It tells key points, shows the map of the first and of the last day, lists every change with its sources, who held what, disagreements,
        sieges, the method and the sources. ``regions`` keeps to the places in some regions or cercles. Words are in ``lang``, "en" or "fr"; the
        notes on reports are in English. Markdown has its pictures in a folder beside it, named like the file with ``_files``; the others hold them.

        Raises MissingExtra where matplotlib, or for .docx python-docx, is not installed, and BadOutput for a file that cannot be written.
        """
        from .render.saving import need_matplotlib

        need_matplotlib()
        from .briefing.compose import compose
        from .briefing.files import check_briefing_file, write_briefing

        first, last = self.span(start, end)
        areas = [self.area(region) for region in regions]
        if path is not None:
            check_briefing_file(Path(path))
        briefing = compose(self._scene(lang), first, last, regions=areas, by=self.grouping)
        if path is not None:
            write_briefing(Path(path), briefing)
        return briefing

    def animate(
        self,
        start: DayLike,
        end: DayLike,
        path: str | Path,
        *,
        step: str | None = None,
        fps: int | None = None,
        pixels: tuple[int, int] | None = None,
        extent: str = "known",
        pace: float = 1.0,
        loop: bool = True,
        lang: str = "en",
        workers: int = 1,
        progress: Callable[[int, int], object] | None = None,
    ) -> Film:
        """Write the map of a span of days as a film (.mp4, .gif or .webp) and return what was written: pictures, frames, seconds, size.

        ``step`` from picture to picture is "1d", "1w", "1m" (a number of days, weeks, months) or "change" (each day on which a place changed
        hands); not given, a day, a week or a month as the span is long. ``pixels`` are width and height, ``pace`` says how many times as fast as
        usual it goes, ``loop`` whether a GIF or WebP starts again at its end, ``lang`` is "en" or "fr". The file appears whole or not at all, and is the same on every run.

        ``workers`` is the number of processes that draw, 0 for one for each processor; a script that asks for more than one needs the usual
        ``if __name__ == "__main__":``. ``progress`` is called with the number of pictures done and of all.

        Raises BadOutput for any other suffix, MissingExtra where matplotlib (or, for MP4, imageio-ffmpeg) is not installed.
        """
        from .render.saving import need_matplotlib

        need_matplotlib()
        from .render.reel import animate, cores

        first, last = self.span(start, end)
        return animate(
            self._scene(lang), first, last, Path(path), step=step, fps=fps, pixels=pixels, extent=extent, pace=pace, loop=loop,
            workers=workers or cores(), progress=progress,
        )  # fmt: skip

    def gallery(
        self, folder: str | Path, *, lang: str = "en", workers: int = 1, progress: Callable[[int, int], object] | None = None
    ) -> list[Path]:
        """Draw a folder of maps through the whole war: dated maps (those of ``data/gallery.csv``), a time line, a film, a page that leads to them.

        All files are the same, byte for byte, on every run. ``workers`` and ``progress`` are as with ``animate``.

        Raises BadOutput, and MissingExtra where matplotlib or imageio-ffmpeg is not installed.
        """
        from .render.saving import need_matplotlib

        need_matplotlib()
        from .exhibits import read_gallery
        from .render.encode import find_encoder
        from .render.gallery import draw_gallery
        from .render.reel import cores

        find_encoder("mp4")
        exhibits = read_gallery(shipped("data", "gallery.csv"))
        return draw_gallery(self._scene(lang), exhibits, Path(folder), workers=workers or cores(), progress=progress)

    def area(self, name: str | Place) -> Place:
        """Return an area by id or name; "Kidal" means the region, then the cercle of that name. Raises UnknownName, also for what is no area."""
        if isinstance(name, str):
            for wanted in (name, f"{name} Region", f"{name} Cercle", f"{name} District"):
                found = [i for i in self.gazetteer.find(wanted) if self.gazetteer[i].is_area]
                if len(found) == 1:
                    return self.gazetteer[found[0]]
        place = self.place(name)
        if not place.is_area:
            raise UnknownName("area", place.name, message=f"{self.gazetteer.describe(place.id)} is no area; name a region or cercle")
        return place

    def export(
        self,
        path: str | Path,
        *,
        date: DayLike | None = None,
        history: bool = False,
        changes: tuple[DayLike | None, DayLike | None] | bool = False,
        layers: Iterable[str] = (),
        merge: str = "holder",
    ) -> dict[str, int]:
        """Write the states of a day, all histories, or changes to a file for other tools; return how many rows each layer in it has.

        The format goes by the suffix: .geojson, .gpkg (GeoPackage with styles for QGIS), .parquet (GeoParquet), .fgb (FlatGeobuf), .csv, .xlsx,
        .kml, .wiki (a location map for Wikipedia; one day only).

        Give one of ``date`` (a day, for the states of all places on it), ``history=True`` (all states of all places) and ``changes`` (first and
        last day, either may be None; or True for all of them).

        ``layers`` picks from "places" and "territory" (of a day) or "spans" and "territory" (of a history). Not given, GeoPackage, Excel and KML
        hold all, the others the first. ``merge`` says whether the territory of a day is one polygon for each "holder" or each "place".
        The file appears whole or not at all.

        Raises BadOutput for a suffix that is none of these or a file that cannot be written, MissingExtra where the format needs a library that
        is not installed, and ValueError unless one of ``date``, ``history`` and ``changes`` is given.
        """
        from .export.content import changes_content, history_content, states_content
        from .export.files import layers_for, write

        span = (None, None) if changes is True else changes
        asked = [what for what, given in (("date", date is not None), ("history", history), ("changes", span)) if given]
        if len(asked) != 1:
            raise ValueError(f"give one of date, history, changes, not {len(asked)}")
        chosen, file = layers_for(Path(path), asked[0], tuple(layers)), Path(path)
        if date is not None:
            return write(file, states_content(self._scene(), self._day(date), chosen, merge=merge))
        if not span:
            return write(file, history_content(self._scene(), chosen))
        first, last = (self._day(day) if day is not None else None for day in span)
        return write(file, changes_content(self._scene(), first, last))

    def _shown(self, kind: str, frame: DataFrame) -> DataFrame:
        """A table that notebooks show in words."""
        from .notebook.tables import Table, Teller

        return Table.of(kind, frame, Teller(self.factions, self.reports, self.sources))

    def _repr_html_(self) -> str:
        """How notebooks show it."""
        from .notebook.card import atlas_card

        return atlas_card(self.gazetteer, self.factions, self.sources, self.reports, (self.engine.settings.dawn, self.last_told()))

    def __repr__(self) -> str:
        return f"<Atlas: {len(self.gazetteer)} places, {len(self.reports)} reports, {len(self.sources)} sources>"

    def _scene(self, lang: str | None = None) -> Scene:
        """What is drawn or written: as the data name it, or told in a language. Raises UnknownName for one that there are no words for."""
        from .render.scene import Scene

        scene = Scene(self.gazetteer, self.factions, self.sources, self.engine, self.basemap, known=self.known)
        return scene.told_in(lang) if lang else scene

    @cached_property
    def basemap(self) -> list[dict]:  # type: ignore[type-arg]
        """The vector basemap's GeoJSON features, each with a ``layer`` among its properties; empty where the data set has none."""
        import json

        path = self.files.paths["basemap"]
        if path is None:
            return []
        try:
            found = json.loads(path.read_text(encoding="utf-8"))["features"]
            # GeoJSON lets both be null: nothing is drawn of such a feature
            features: list[dict] = [f for f in found if f["geometry"] and f["properties"]]  # type: ignore[type-arg]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadData([Problem(path.name, 0, "", f"is not a GeoJSON feature collection: {error}")]) from None
        return features

    def surroundings(self) -> Box | None:
        """Return the country's box in degrees, widened by six: a war spills over borders, but not across a continent. None without an outline."""
        corners = [
            point
            for feature in self.basemap
            if feature["properties"].get("layer") == "country"
            for point in _points(feature["geometry"]["coordinates"])
        ]
        if not corners:
            return None
        lons, lats = [x for x, _ in corners], [y for _, y in corners]
        return min(lons) - 6, min(lats) - 6, max(lons) + 6, max(lats) + 6


def _points(coordinates: list) -> Iterable[tuple[float, float]]:  # type: ignore[type-arg]
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from _points(part)


def _dawn(files: DataFiles, reports: Iterable[Report]) -> date:
    """The first day of the time line: that of this war, or of one's own reports where these tell of control earlier.

    Shipped reports do not count where they stand in somebody's own file: the shipped time line begins later than some of them.
    """
    dawn = Settings().dawn
    if files["reports"] == shipped("data", "reports.csv"):
        return dawn
    known = {report.id for report, _ in read_reports(shipped("data", "reports.csv"), [])}
    own = (report for report in reports if report.id not in known and report.kind not in ("attacks", "claims"))
    return min([dawn, *(report.date.best for report in own)])


def _history(gazetteer: Gazetteer, factions: Factions, reports: Iterable[Report], dawn: date | None = None) -> History:
    around: dict[str, set[str]] = {place: set() for place in gazetteer}
    for area in gazetteer:
        for inside in gazetteer.within(area):
            around[inside].add(area)
    places = [
        PlaceInfo(
            id=place.id,
            town=place.parent if place.is_site else None,
            areas=frozenset(a for a in around[place.id] if gazetteer[a].is_area),
            is_town=place.kind == "town",
            is_settlement=place.kind in SETTLEMENTS or place.kind in GROUND,
            is_area=place.is_area and place.kind not in GROUND,
        )
        for place in gazetteer.values()
    ]
    return History(
        places, reports, blocs=factions.blocs, kin=factions.kin, members=factions.members_ever, successions=factions.successions,
        settings=Settings(dawn=dawn) if dawn else None,
    )  # fmt: skip
