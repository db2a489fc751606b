/* The states of a day, and how to say them in words. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Model) return;
  const { SITE, AREA, CONTESTED, UNKNOWN, fill, lower, mercator, unpack, civil } = ns.draw;
  const RECENT_DAYS = 30, NONE = -(2 ** 31);

  const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((sign) => !"\"'<>&{}`\\_".includes(sign));
  const VALUES = new Uint8Array(128);
  DIGITS.forEach((sign, value) => { VALUES[sign.charCodeAt(0)] = value; });

  /** A column of the page's content: numbers of so many digits each, or one number for all rows. */
  const column = (found, count) => {
    if (typeof found === "number") return new Int32Array(count).fill(found);
    const [least, width, text] = found, none = DIGITS.length ** width - 1, numbers = new Int32Array(text.length / width);
    for (let row = 0, at = 0; row < numbers.length; row++) {
      let above = 0;
      for (let digit = 0; digit < width; digit++) above = above * DIGITS.length + VALUES[text.charCodeAt(at++)];
      numbers[row] = above === none ? NONE : least + above;
    }
    return numbers;
  };
  const orNull = (number) => (number === NONE ? null : number);
  /** Rows of ascending numbers, each with what belongs to it. */
  const table = ([count, steps, ...columns]) => {
    const read = columns.map((found) => column(found, count));
    let number = 0;
    return Array.from(column(steps, count), (step, row) => [number += step, ...read.map((values) => orNull(values[row]))]);
  };
  const numbered = (object) => new Map(Object.entries(object).map(([key, value]) => [+key, value]));

  /* ---------- the states of a day ---------- */

  const NOTHING_MORE = {};
  const SILENT = { status: UNKNOWN, holders: [], besiegers: [], colours: [], glyph: "none", siege: [], sides: [] };
  const SILENCE = { at: -1, opens: true, situation: -1, status: UNKNOWN, holders: [], besiegers: [], confidence: 0, level: 2, weak: false, doubt: false, recent: false,
    start: null, more: NOTHING_MORE, evidence: null, from: -Infinity, until: Infinity };

  /** Places, and the states of each: those of place i are the numbers offset[i] to offset[i + 1] - 1 of all states, in order of time. */
  class Model {
    constructor(data) {
      Object.assign(this, data);
      this.situations = data.situations.map((situation) => this.look(...situation));
      this.readPlaces(data.places);
      this.readStates(data.spans);
      this.readReports(data.reports);
      this.cells = new Map(Object.entries(data.cells).map(([index, rings]) => [+index, rings.map(unpack)]));
      this.marks = new Map();
      this.listChanges();
    }
    readPlaces({ id: ids, name: names, kinds, more, ...columns }) {
      const count = ids.length, [kind, cls, lat, lon] = ["kind", "class", "lat", "lon"].map((name) => column(columns[name], count));
      this.places = ids.map((id, index) => {
        const located = lat[index] !== NONE, [parent, region, spellings, note] = more[index] || [];
        const [x, y] = located ? mercator(lon[index] / 1e4, lat[index] / 1e4) : [NaN, NaN];
        return { index, id, name: names[index], kind: kinds[kind[index]], cls: cls[index], lat: located ? lat[index] / 1e4 : null, lon: located ? lon[index] / 1e4 : null, x, y,
          parent: parent ?? null, region: region || "", spellings: spellings || [], note: note || "", sites: [] };
      });
      for (const place of this.places) if (place.cls === SITE && place.parent !== null) this.places[place.parent].sites.push(place);
      this.byId = new Map(this.places.map((place) => [place.id, place]));
    }
    readStates({ count, day, look, looks, more, rules }) {
      const counts = column(count, this.places.length), total = counts.reduce((sum, n) => sum + n, 0), steps = column(day, total);
      this.offset = new Int32Array(counts.length + 1);
      this.starts = new Int32Array(total);
      this.owner = new Int32Array(total);
      for (let place = 0, at = 0; place < counts.length; place++) {
        for (let n = 0, last = this.dawn; n < counts[place]; n++, at++) { this.starts[at] = last += steps[at]; this.owner[at] = place; }
        this.offset[place + 1] = this.offset[place] + counts[place];
      }
      this.lookOf = column(look, total);
      this.looks = looks;
      this.readMore(more, rules);
    }
    /** What few states have, by the number of the state. */
    readMore({ s, b, e, c, a, d, r, i }, rules) {
      const found = new Map(), of = (at) => found.get(at) || found.set(at, {}).get(at);
      for (const [at, ...bounds] of table(s)) of(at).s = bounds;
      for (const [at, ...bounds] of table(b)) of(at).b = bounds;
      for (const [at, day] of table(e)) of(at).e = day;
      for (const [name, rows] of Object.entries({ c, a, d })) for (const [at, report] of table(rows)) (of(at)[name] ||= []).push(report);
      for (const [at, rule] of table(r)) of(at).r = rules[rule];
      for (const [at] of table(i)) of(at).i = 1;
      this.more = new Map([...found].sort(([one], [other]) => one - other));
    }
    /** Most states rest on the one report that none before them named; the others are listed. */
    readReports({ count, end, claimed, reported, ...columns }) {
      this.reportColumns = Object.fromEntries(Object.entries(columns).map(([name, found]) => [name, column(found, count)]));
      Object.assign(this.reportColumns, { end: numbered(end), claimed: numbered(claimed), reported: numbered(reported) });
      const rows = table(this.spans.reports[0]), cited = column(this.spans.reports[1], rows.reduce((sum, [, n]) => sum + n, 0));
      let read = 0;
      this.listed = new Map(rows.map(([at, n]) => [at, Array.from(cited.subarray(read, read += n))]));
      this.firstReport = new Int32Array(this.starts.length);
      this.namedBy = new Int32Array(count);
      let next = 0;
      for (let at = 0; at < this.starts.length; at++) {
        const list = this.listed.get(at) || (this.situationOf(at).status === UNKNOWN ? [] : [next]);
        this.firstReport[at] = list.length ? list[0] : -1;
        for (const number of list) if (number === next) this.namedBy[next++] = at;
      }
      for (const [at, { c = [], a = [], d = [] }] of this.more) for (const number of [...c, ...a, ...d]) if (number === next) this.namedBy[next++] = at;
    }
    /** The words of the rule of ours that made a state; "" where a report did. */
    ruled(state) { const { r } = state.more; return (!this.kinds.includes(r) && this.words.rules[r]) || ""; }
    /** The reports that state number ``at`` rests on. */
    reportsOf(at) { return this.listed.get(at) || (this.firstReport[at] >= 0 ? [this.firstReport[at]] : []); }
    report(number) {
      const c = this.reportColumns, at = this.namedBy[number], shift = orNull(c.earliest[number]), length = orNull(c.length[number]);
      const earliest = shift === null ? null : this.starts[at] + shift, about = c.about[number], by = c.by[number];
      return { kind: this.kinds[c.kind[number]], by: by ? this.parties[by - 1] : this.situationOf(at).holders, against: this.parties[c.against[number]], earliest,
        latest: length === null ? null : (earliest ?? 0) + length, source: c.source[number], section: this.texts[c.section[number]], standing: this.standings[c.standing[number]],
        note: this.texts[c.note[number]], about: about ? this.texts[about - 1] : this.places[this.owner[at]].name,
        end: c.end.get(number) ?? null, claimed: c.claimed.get(number) || "", reported: c.reported.get(number) ?? null };
    }

    /** The attacks told of, as [day, place, report]; the day is the last that the report allows. */
    get attacks() {
      if (!this.listedAttacks) {
        const found = new Map();
        for (const [at, { a = [] }] of this.more) for (const number of a) found.set(`${this.owner[at]} ${number}`, [this.owner[at], number]);
        this.listedAttacks = [...found.values()].map(([place, number]) => { const { earliest, latest } = this.report(number); return [latest ?? earliest, place, number]; }).filter(([day]) => day !== null).sort((a, b) => a[0] - b[0]);
      }
      return this.listedAttacks;
    }
    /** The reports of attacks in the days up to a day, by the place's index. */
    attackedBefore(day, days) {
      const found = new Map();
      for (const [when, place, number] of this.attacks) if (day - days < when && when <= day) found.set(place, [...(found.get(place) || []), number]);
      return found;
    }

    situationOf(at) { return this.situations[this.looks[this.lookOf[at]][0]]; }
    turned(at) { return this.looks[this.lookOf[at]][2] === 1; }
    /** The number of a place's state on a day; the place must have states. */
    at(index, day) {
      const { starts } = this;
      let low = this.offset[index], high = this.offset[index + 1] - 1;
      while (low < high) { const mid = (low + high + 1) >> 1; if (starts[mid] <= day) low = mid; else high = mid - 1; }
      return low;
    }
    /** The states of a place as [first day, first day after, situation, number]; the last has no end. */
    history(index) {
      const found = [];
      for (let at = this.offset[index]; at < this.offset[index + 1]; at++) found.push([this.starts[at], at + 1 < this.offset[index + 1] ? this.starts[at + 1] : Infinity, this.situationOf(at), at]);
      return found;
    }
    /** Whether a state holds on any day of the page: of all from the first to the last, or in a comparison of these two alone. */
    onPage(at) {
      const from = this.starts[at], until = at + 1 < this.offset[this.owner[at] + 1] ? this.starts[at + 1] : Infinity, holds = (first, last) => from <= last && until > first;
      return this.compare ? holds(this.first, this.first) || holds(this.last, this.last) : holds(this.first, this.last);
    }
    everKnown(index) {
      for (let at = this.offset[index]; at < this.offset[index + 1]; at++) if (this.situationOf(at).status !== UNKNOWN && this.onPage(at)) return true;
      return false;
    }

    /** The changes by day: ``changesOn(day)`` gives the numbers of the states that begin then, ``changeDays`` the days within the span of the page on which some do. */
    listChanges() {
      const { starts, owner, offset } = this, isChange = (at) => at !== offset[owner[at]];
      const low = starts.reduce((least, day) => Math.min(least, day), this.first), size = starts.reduce((most, day) => Math.max(most, day), this.last) - low + 1;
      const edges = new Int32Array(size + 1);
      for (let at = 0; at < starts.length; at++) if (isChange(at)) edges[starts[at] - low + 1]++;
      for (let i = 0; i < size; i++) edges[i + 1] += edges[i];
      const items = new Int32Array(edges[size]), next = edges.slice();
      for (let at = 0; at < starts.length; at++) if (isChange(at)) items[next[starts[at] - low]++] = at;
      this.changesOn = (day) => (day < low || day >= low + size ? items.subarray(0, 0) : items.subarray(edges[day - low], edges[day - low + 1]));
      this.changeDays = [];
      for (let day = this.first; day <= this.last; day++) if (edges[day - low + 1] > edges[day - low]) this.changeDays.push(day);
    }

    /** The state of a place on a day. It looks the same on all days from ``from`` to the day before ``until``; its confidence is that of the day. */
    state(index, day) {
      const { starts, offset } = this;
      if (offset[index] === offset[index + 1]) return { ...SILENCE, index };
      const at = this.at(index, day), start = starts[at], ends = at + 1 < offset[index + 1], [situation, weight, turn] = this.looks[this.lookOf[at]];
      const { status, holders, besiegers } = this.situations[situation], more = this.more.get(at) || NOTHING_MORE, next = (ends && this.more.get(at + 1)) || NOTHING_MORE;
      let from = at === offset[index] ? -Infinity : start, until = ends ? starts[at + 1] : Infinity;
      const edge = (at) => { if (at <= day) from = Math.max(from, at); else until = Math.min(until, at); };
      let doubt = false;
      for (const bounds of [more.b, next.b]) {
        if (!bounds || bounds[1] === null || bounds[2] === null) continue;
        edge(bounds[1]); edge(bounds[2]);
        doubt = doubt || bounds[1] <= day && day < bounds[2];
      }
      const evidence = more.e ?? start, [half, uncertain] = this.aging;
      let confidence = weight / 100, level = 2;
      if (status !== UNKNOWN) {
        const sure = confidence * (doubt ? uncertain : 1);
        confidence = Math.round(100 * sure * (0.5 + 0.5 * 2 ** (-Math.max(0, day - evidence) / half))) / 100;
        level = confidence >= this.levels[0] ? 0 : confidence >= this.levels[1] ? 1 : 2;
        for (const limit of this.levels) { // the day on which age takes it below a level
          const left = (2 * (limit - 0.005)) / sure - 1;
          if (left > 0 && left < 1) { const days = Math.floor(evidence - half * Math.log2(left)); edge(days); edge(days + 1); }
        }
      }
      const fresh = turn === 1 && !more.i;
      if (fresh) edge(start + RECENT_DAYS);
      return { index, at, opens: at === offset[index], situation, status, holders, besiegers, confidence, level, doubt, recent: fresh && day >= start && day - start < RECENT_DAYS,
        weak: status !== UNKNOWN && level === 2, start, more, evidence, from, until };
    }
    /** What a situation looks like, whatever the day: colours in the order of the legend, sign, ring, sides. */
    look(status, holders, besiegers) {
      const order = [...holders].sort((a, b) => this.factions[a][2] - this.factions[b][2] || a - b), colours = order.slice(0, 3).map((f) => this.factions[f][3]);
      return { status, holders, besiegers, colours, glyph: order.length ? this.blocs[this.factions[order[0]][2]][2] : "none",
        siege: besiegers.map((f) => this.factions[f][3]), sides: [...new Set(order.map((f) => this.factions[f][2]))] };
    }
    /** How a state is drawn; states that look alike share one mark. */
    mark(state) {
      const key = state.situation * 8 + (state.weak ? 4 : 0) + (state.doubt ? 2 : 0) + (state.recent ? 1 : 0);
      if (!this.marks.has(key)) {
        const { status, colours, glyph, siege } = this.situations[state.situation] || SILENT, drawn = colours.length ? status : UNKNOWN;
        this.marks.set(key, { key, status: drawn, colours, glyph, siege, weak: state.weak, doubt: state.doubt && drawn !== UNKNOWN, recent: state.recent });
      }
      return this.marks.get(key);
    }
    sides(state) { return state.situation < 0 ? [] : this.situations[state.situation].sides; }
    /** The extent of the places of which anything is known on the page's days; those abroad do not stretch it. */
    bounds() {
      const located = this.places.filter((p) => !Number.isNaN(p.x) && p.cls < AREA);
      const known = located.filter((p) => this.everKnown(p.index));
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
    /** A whole number with its thousands set apart by a narrow space. */
    whole(value) { return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f"); }
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
    whenBy(day, earliest, latest) {
      const since = this.when("since", earliest, latest);
      return since && (latest ?? Infinity) > day ? fill(this.words.maybe_later, { since }) : since;
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
    /** Since when a state lasts, as told of it on a day; "perhaps only after" where the bounds reach beyond that day. */
    since(state, day) {
      if (state.start === null || state.status === UNKNOWN && state.opens) return "";
      const s = state.more.s || [state.start, state.start, state.start];
      return this.whenBy(day, s[1], s[2]);
    }
    level(state) { return [this.words.strong, this.words.medium, this.words.weak_word][state.level]; }
  }

  Object.assign(ns, { Model, Speech });
})();
