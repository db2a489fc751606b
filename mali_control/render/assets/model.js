/* The states of a day, and how to say them in words. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Model) return;
  const { SITE, AREA, CONTESTED, UNKNOWN, fill, lower, mercator, unpack, civil } = ns.draw;
  const RECENT_DAYS = 30;

  /* ---------- the states of a day ---------- */

  const NOTHING = { status: UNKNOWN, colours: [], glyph: "none", siege: [], sides: [] };
  const SILENCE = { at: 0, situation: -1, status: UNKNOWN, holders: [], besiegers: [], confidence: 0, level: 2, weak: false, doubt: false, recent: false, span: null, more: {}, reports: [] };

  class Model {
    constructor(data) {
      Object.assign(this, data);
      /** Rows come as short as can be; here they get the fields that they left out. */
      this.spans = data.spans.map((spans) => (spans || []).map(([start, situation, weight, reports, more]) =>
        [start, situation, weight % 1000, reports === undefined ? [] : typeof reports === "number" ? [reports] : reports, more || {}, weight >= 1000]));
      this.reports = data.reports.map(([kind, by, against, earliest, length, source, section, standing, note, about, end, claimant, reported]) => ({
        kind: data.kinds[kind], by: data.parties[by], against: data.parties[against], earliest, source, standing: data.standings[standing], note: note || "", claimant: claimant || "",
        latest: length === null ? null : (earliest ?? 0) + length,
        section: data.texts[section] || "", about: data.texts[about] || "", end: end ?? null, reported: reported ?? null }));
      this.places = data.places.map(([id, name, kind, cls, lat, lon, parent, region, spellings, note], index) => {
        const [x, y] = lat === null || lat === undefined ? [NaN, NaN] : mercator(lon, lat);
        return { index, id, name, kind, cls, lat, lon, x, y, parent: parent ?? null, region: region || "", spellings: spellings || [], note: note || "", sites: [] };
      });
      for (const place of this.places) if (place.cls === SITE && place.parent !== null) this.places[place.parent].sites.push(place);
      this.byId = new Map(this.places.map((place) => [place.id, place]));
      this.cells = new Map(Object.entries(data.cells).map(([index, rings]) => [+index, rings.map(unpack)]));
      this.looks = this.situations.map(([status, holders, besiegers]) => this.look(status, holders, besiegers));
      this.changes = this.listChanges();
    }
    spanAt(index, day) {
      const spans = this.spans[index];
      let low = 0, high = spans.length - 1;
      while (low < high) { const mid = (low + high + 1) >> 1; if (spans[mid][0] <= day) low = mid; else high = mid - 1; }
      return low;
    }
    /** Days on which a state changes, within the span of the page: {day, items: [[place, span], ...]} in order. */
    listChanges() {
      const days = new Map();
      this.spans.forEach((spans, index) => spans.forEach((span, at) => {
        if (at === 0 || span[0] < this.first || span[0] > this.last) return;
        if (!days.has(span[0])) days.set(span[0], []);
        days.get(span[0]).push([index, at]);
      }));
      return [...days].map(([day, items]) => ({ day, items })).sort((a, b) => a.day - b.day);
    }
    state(index, day) {
      const spans = this.spans[index];
      if (!spans.length) return { ...SILENCE, index };
      const at = this.spanAt(index, day), span = spans[at], next = spans[at + 1];
      const [status, holders, besiegers] = this.situations[span[1]];
      const more = span[4];
      const within = (bounds) => !!bounds && bounds[1] !== null && bounds[2] !== null && bounds[1] <= day && day < bounds[2];
      const doubt = within(more.b) || (!!next && within(next[4].b));
      const evidence = more.e ?? span[0];
      let confidence = span[2] / 100;
      if (status !== UNKNOWN) confidence *= (0.5 + 0.5 * 2 ** (-Math.max(0, day - evidence) / this.aging[0])) * (doubt ? this.aging[1] : 1);
      confidence = Math.round(confidence * 100) / 100;
      const level = confidence >= this.levels[0] ? 0 : confidence >= this.levels[1] ? 1 : 2;
      const recent = span[5] && !more.i && day - span[0] >= 0 && day - span[0] < RECENT_DAYS;
      return { index, at, situation: span[1], status, holders, besiegers, confidence, level, doubt, recent, weak: status !== UNKNOWN && level === 2, span, more, evidence, reports: span[3] };
    }
    /** What a situation looks like, whatever the day: colours in the order of the legend, sign, ring, sides. */
    look(status, holders, besiegers) {
      const order = [...holders].sort((a, b) => this.factions[a][2] - this.factions[b][2] || a - b);
      const colours = order.slice(0, 3).map((f) => this.factions[f][3]);
      return { status: colours.length ? status : UNKNOWN, colours, glyph: order.length ? this.blocs[this.factions[order[0]][2]][2] : "none",
        siege: besiegers.map((f) => this.factions[f][3]), sides: [...new Set(order.map((f) => this.factions[f][2]))] };
    }
    mark(state) {
      const look = state.situation < 0 ? NOTHING : this.looks[state.situation];
      return { status: look.status, colours: look.colours, glyph: look.glyph, siege: look.siege, weak: state.weak, doubt: state.doubt && look.status !== UNKNOWN, recent: state.recent };
    }
    sides(state) { return state.situation < 0 ? [] : this.looks[state.situation].sides; }
    /** The spans of a place that fall within the days of the page: all from the first to the last, or in a comparison these two alone. */
    spansShown(index) {
      const spans = this.spans[index], pairs = this.compare ? [[this.first, this.first], [this.last, this.last]] : [[this.first, this.last]];
      return spans.filter((s, i) => pairs.some(([first, last]) => s[0] <= last && (!spans[i + 1] || spans[i + 1][0] > first)));
    }
    /** The extent of the places of which anything is known on the page's days; those abroad do not stretch it. */
    bounds() {
      const located = this.places.filter((p) => !Number.isNaN(p.x) && p.cls < AREA);
      const known = located.filter((p) => this.spansShown(p.index).some((s) => this.situations[s[1]][0] !== UNKNOWN));
      const home = known.filter((p) => !p.abroad);
      const all = home.length ? home : known.length ? known : located;
      return all.length ? L.latLngBounds(all.map((p) => [p.lat, p.lon])) : null;
    }
  }

  /* ---------- saying it in words ---------- */

  class Speech {
    constructor(model) { this.model = model; this.words = model.words; }
    date(day) {
      const [year, month, number] = civil(day);
      return `${number === 1 ? this.words.first : number}${this.words.day_space}${this.words.months[month]}${this.words.day_space}${year}`;
    }
    month(day) { const [year, month] = civil(day); return `${this.words.months[month]}${this.words.day_space}${year}`; }
    /** Two days of one month or year share what they have in common: "11", "12 October 2023". */
    pair(a, b) {
      const [ya, ma, da] = civil(a), [yb, mb] = civil(b);
      const first = da === 1 ? this.words.first : da;
      if (ya === yb && ma === mb) return [`${first}`, this.date(b)];
      if (ya === yb) return [`${first}${this.words.day_space}${this.words.months[ma]}`, this.date(b)];
      return [this.date(a), this.date(b)];
    }
    number(value, digits) { return value.toFixed(digits).replace(".", this.words.decimal); }
    /** A span that is just one month or one year, by its name. */
    unit(a, b) {
      const [year, month, day] = civil(a), [nextYear, nextMonth, nextDay] = civil(b + 1);
      if (day !== 1 || nextDay !== 1) return "";
      if (month === 0 && nextMonth === 0 && nextYear === year + 1) return String(year);
      return nextYear * 12 + nextMonth === year * 12 + month + 1 ? this.month(a) : "";
    }
    when(kind, earliest, latest) {
      const w = this.words;
      if (earliest === null && latest === null) return "";
      if (earliest === null) return fill(w[`${kind}_latest`], { b: this.date(latest) });
      if (latest === null) return fill(w[`${kind}_earliest`], { a: this.date(earliest) });
      if (earliest === latest) return fill(w[kind], { a: this.date(earliest) });
      const unit = this.unit(earliest, latest);
      if (unit) return fill(w[`${kind}_unit`], { a: unit });
      const [a, b] = this.pair(earliest, latest);
      return fill(w[`${kind}_between`], { a, b });
    }
    list(names) { return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")}${this.words.and}${names[names.length - 1]}`; }
    faction(index, day) {
      const [, short, , , dated] = this.model.factions[index];
      const found = (dated || []).find(([from, to]) => (from === null || from <= day) && (to === null || day <= to));
      return found ? found[2] : short;
    }
    /** Names in a row; after a preposition ("by", "against", "between") with the article that some languages need: "par le Mali". */
    who(factions, day) { return this.list(factions.map((f) => this.faction(f, day))); }
    whom(factions, day) {
      const article = (f) => { const word = this.model.factions[f][6] || ""; return word && !/['’]$/.test(word) ? `${word} ` : word; };
      return this.list(factions.map((f) => article(f) + this.faction(f, day)));
    }
    bloc(index) { const id = this.model.blocs[index][0]; return this.words.blocs[id] || id; }
    kind(place) { return this.words.place_kinds[place.kind] || place.kind; }
    holder(state, day) {
      const w = this.words, who = this.whom(state.holders, day);
      if (state.status === UNKNOWN) return w.by_unknown;
      if (state.status === CONTESTED) return fill(state.holders.length > 1 ? w.by_contested : w.by_contested_one, { who });
      return fill(state.holders.length > 1 ? w.by_joint : w.by, { who });
    }
    /** The holder in few words, as in "Mali and Wagner; under siege by JNIM". */
    short(state, day) {
      const who = state.status === UNKNOWN ? lower(this.words.unknown) : state.status === CONTESTED ? lower(this.holder(state, day)) : this.who(state.holders, day);
      return state.besiegers.length ? `${who}${this.words.semicolon}${lower(fill(this.words.siege, { who: this.whom(state.besiegers, day) }))}` : who;
    }
    since(state) {
      if (!state.span || state.status === UNKNOWN && !state.at) return "";
      const s = state.more.s || [state.span[0], state.span[0], state.span[0]];
      return this.when("since", s[1], s[2]);
    }
    level(state) { return [this.words.strong, this.words.medium, this.words.weak_word][state.level]; }
  }

  Object.assign(ns, { Model, Speech });
})();
