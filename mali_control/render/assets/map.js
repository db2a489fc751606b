/* Draws who held which place. One namespaced object, any number of maps in a page; text of the data is only ever set as text. */
(() => {
  "use strict";
  const ns = (window.maliControl = window.maliControl || { maps: {} });
  if (ns.start) return;

  const CAPITAL = 0, SEAT = 1, TOWN = 2, VILLAGE = 3, SITE = 4, GROUND = 5, AREA = 6;
  const HELD = 0, CONTESTED = 1, UNKNOWN = 2;
  const RADIUS = [9, 7.5, 6, 4.5, 4.2, 5, 0];
  const INK = "#1F1D1A", RIM = "#1A1A1A", GREY = "#5F5A50", HALO = "rgba(250,249,246,.92)";
  const RECENT_DAYS = 30, LIST_DAYS = 365, OLD_DAYS = 365;
  const FONT = 'system-ui, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
  const TAU = Math.PI * 2;

  /* ---------- small helpers ---------- */

  const el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const mercator = (lon, lat) => {
    const s = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    return [(lon + 180) / 360, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)];
  };
  /** Steps in thousandths of a degree -> points of the unit square of Web Mercator, and their box. */
  const unpack = (flat) => {
    const points = new Float64Array(flat.length);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let lon = 0, lat = 0;
    for (let i = 0; i < flat.length; i += 2) {
      lon += flat[i]; lat += flat[i + 1];
      const [x, y] = mercator(lon / 1000, lat / 1000);
      points[i] = x; points[i + 1] = y;
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y); box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    }
    points.box = box;
    return points;
  };
  const inside = (rings, x, y) => {
    let odd = false;
    for (const ring of rings) {
      if (x < ring.box[0] || x > ring.box[2] || y < ring.box[1] || y > ring.box[3]) continue;
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if (ring[i + 1] > y !== ring[j + 1] > y && x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) odd = !odd;
      }
    }
    return odd;
  };
  const mix = (colour, ground, share) => {
    const part = (hex, i) => parseInt(hex.slice(i, i + 2), 16);
    return `rgb(${[1, 3, 5].map((i) => Math.round(share * part(colour, i) + (1 - share) * part(ground, i))).join(",")})`;
  };
  const calm = () => window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* ---------- days: plain calendar days, counted in UTC, never in local time ---------- */

  const civil = (number) => { const d = new Date(number * 864e5); return [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()]; };
  const dayOf = (year, month, day) => Math.round(Date.UTC(year, month, day) / 864e5);
  const iso = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
  const fromIso = (text) => {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text || "");
    if (!found) return null;
    const day = dayOf(+found[1], found[2] - 1, +found[3]);
    return iso(day) === text ? day : null;
  };
  Object.assign(ns, { el, fill, civil, dayOf, iso, fromIso, calm });

  /* ---------- a canvas that Leaflet moves and scales with the map ---------- */

  const Canvas = L.Renderer.extend({
    initialize(paint, options) { L.Renderer.prototype.initialize.call(this, options); this.paint = paint; },
    _initContainer() {
      this._container = el("canvas", { "aria-hidden": "true" });
      this.pen = this._container.getContext("2d");
    },
    _destroyContainer() { this._container.remove(); },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize(), ratio = window.devicePixelRatio || 1, canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = Math.round(size.x * ratio); canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`; canvas.style.height = `${size.y}px`;
      this.redraw();
    },
    redraw() {
      if (!this._map || !this._bounds) return;
      const ratio = window.devicePixelRatio || 1, { min } = this._bounds, size = this._bounds.getSize(), pen = this.pen;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, size.x, size.y);
      const scale = 256 * 2 ** this._map.getZoom(), origin = this._map.getPixelOrigin();
      const view = { scale, dx: -origin.x - min.x, dy: -origin.y - min.y, width: size.x, height: size.y, ratio, zoom: this._map.getZoom(), min };
      this.paint(pen, view);
    },
  });

  const trace = (pen, view, points, close) => {
    const { scale, dx, dy } = view;
    pen.moveTo(points[0] * scale + dx, points[1] * scale + dy);
    for (let i = 2; i < points.length; i += 2) pen.lineTo(points[i] * scale + dx, points[i + 1] * scale + dy);
    if (close) pen.closePath();
  };
  const offView = (view, box) =>
    box[2] * view.scale + view.dx < 0 || box[0] * view.scale + view.dx > view.width ||
    box[3] * view.scale + view.dy < 0 || box[1] * view.scale + view.dy > view.height;

  /* ---------- marks ---------- */

  const outline = (pen, shape, x, y, r) => {
    pen.beginPath();
    if (shape === "square") pen.rect(x - r, y - r, 2 * r, 2 * r);
    else if (shape === "diamond") { const d = r * 1.25; pen.moveTo(x, y - d); pen.lineTo(x + d, y); pen.lineTo(x, y + d); pen.lineTo(x - d, y); pen.closePath(); }
    else pen.arc(x, y, r, 0, TAU);
  };
  const glyph = (pen, sign, x, y, r) => {
    const a = r * 0.5;
    pen.save();
    pen.strokeStyle = pen.fillStyle = "#fff"; pen.lineWidth = 1.7; pen.lineCap = "round";
    pen.beginPath();
    if (sign === "dot") { pen.arc(x, y, Math.max(1.4, r * 0.24), 0, TAU); pen.fill(); }
    else if (sign === "ring") { pen.arc(x, y, r * 0.42, 0, TAU); pen.stroke(); }
    else {
      if (sign === "bar" || sign === "plus") { pen.moveTo(x - a, y); pen.lineTo(x + a, y); }
      if (sign === "plus") { pen.moveTo(x, y - a); pen.lineTo(x, y + a); }
      if (sign === "slash" || sign === "cross") { pen.moveTo(x - a, y + a); pen.lineTo(x + a, y - a); }
      if (sign === "backslash" || sign === "cross") { pen.moveTo(x - a, y - a); pen.lineTo(x + a, y + a); }
      pen.stroke();
    }
    pen.restore();
  };
  const slices = (pen, colours, x, y, r) => {
    const step = TAU / colours.length;
    colours.forEach((colour, i) => {
      pen.beginPath(); pen.moveTo(x, y); pen.arc(x, y, r * 1.6, -Math.PI / 2 + i * step, -Math.PI / 2 + (i + 1) * step); pen.closePath();
      pen.fillStyle = colour; pen.fill();
    });
  };
  const siegeRing = (pen, colours, x, y, r) => {
    const ring = r + 5;
    pen.lineWidth = 5.5; pen.strokeStyle = HALO; pen.beginPath(); pen.arc(x, y, ring - 1, 0, TAU); pen.stroke();
    const teeth = Math.max(8, Math.round((TAU * ring) / 6 / colours.length) * colours.length);
    pen.lineWidth = 1.6;
    for (let i = 0; i < teeth; i++) {
      const from = (i / teeth) * TAU - Math.PI / 2, to = ((i + 1.04) / teeth) * TAU - Math.PI / 2, at = (from + to) / 2;
      pen.strokeStyle = colours[i % colours.length];
      pen.beginPath(); pen.arc(x, y, ring, from, to);
      pen.moveTo(x + Math.cos(at) * ring, y + Math.sin(at) * ring); pen.lineTo(x + Math.cos(at) * (ring - 3.2), y + Math.sin(at) * (ring - 3.2));
      pen.stroke();
    }
  };
  /** Draws one mark: filled = held, split = joint, hollow = held by no one side, dashes = doubt, blur = weak evidence, teeth = siege. */
  const drawMark = (pen, x, y, r, mark, shape = "circle") => {
    pen.save();
    pen.setLineDash([]);
    if (mark.siege.length) siegeRing(pen, mark.siege, x, y, r);
    if (mark.status === UNKNOWN) {
      outline(pen, shape, x, y, r); pen.fillStyle = "#FBFAF7"; pen.fill();
      pen.strokeStyle = GREY; pen.lineWidth = r < 3 ? 0.9 : 1.1; pen.setLineDash(r < 3 ? [] : [2.2, 2]); pen.stroke();
      if (r >= 5.5) { pen.fillStyle = GREY; pen.font = `600 ${Math.round(r * 1.45)}px ${FONT}`; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.fillText("?", x, y + 0.5); }
    } else if (r < 3) {
      outline(pen, shape, x, y, r + 1); pen.fillStyle = "#fff"; pen.fill();
      outline(pen, shape, x, y, r); pen.save(); pen.clip(); slices(pen, mark.colours, x, y, r); pen.restore();
      if (mark.status === CONTESTED) { outline(pen, shape, x, y, r * 0.5); pen.fillStyle = "#fff"; pen.fill(); }
    } else if (mark.weak && mark.status === HELD) {
      outline(pen, shape, x, y, r * 1.3); pen.fillStyle = "rgba(255,255,255,.7)"; pen.fill();
      const blurred = document.createElement("canvas"), n = Math.ceil(r * 3 * 2);
      blurred.width = blurred.height = n;
      const soft = blurred.getContext("2d");
      slices(soft, mark.colours, n / 2, n / 2, r * 1.8);
      soft.globalCompositeOperation = "destination-in";
      const fade = soft.createRadialGradient(n / 2, n / 2, r * 0.55 * 2, n / 2, n / 2, r * 1.25 * 2);
      fade.addColorStop(0, "#000"); fade.addColorStop(1, "transparent");
      soft.fillStyle = fade; soft.fillRect(0, 0, n, n);
      pen.drawImage(blurred, x - n / 4, y - n / 4, n / 2, n / 2);
      if (mark.colours.length === 1) glyph(pen, mark.glyph, x, y, r * 0.9);
    } else {
      const held = mark.status === HELD;
      outline(pen, shape, x, y, r + 1.2 + (mark.recent ? 1 : 0)); pen.fillStyle = "#fff"; pen.fill();
      outline(pen, shape, x, y, r); pen.save(); pen.clip();
      if (held) slices(pen, mark.colours, x, y, r);
      else slices(pen, [...mark.colours, ...mark.colours], x, y, r);
      if (held && mark.colours.length > 1) {
        pen.strokeStyle = "#fff"; pen.lineWidth = 1.3;
        const step = TAU / mark.colours.length;
        pen.beginPath();
        mark.colours.forEach((_, i) => { pen.moveTo(x, y); pen.lineTo(x + Math.sin(i * step) * r * 2, y - Math.cos(i * step) * r * 2); });
        pen.stroke();
      }
      pen.restore();
      if (!held) { outline(pen, shape, x, y, r * 0.54); pen.fillStyle = "#fff"; pen.fill(); }
      if (held && mark.colours.length === 1 && r >= 3.8) glyph(pen, mark.glyph, x, y, shape === "circle" ? r : r * 0.95);
      outline(pen, shape, x, y, r); pen.strokeStyle = RIM; pen.lineWidth = mark.recent ? 2.4 : held ? 1.1 : 0.8; pen.stroke();
    }
    if (mark.doubt && r >= 3) {
      outline(pen, shape, x, y, r + 2.6); pen.strokeStyle = HALO; pen.lineWidth = 3; pen.stroke();
      outline(pen, shape, x, y, r + 2.6); pen.strokeStyle = RIM; pen.lineWidth = 1.1; pen.setLineDash([2.6, 2.2]); pen.stroke();
    }
    pen.restore();
  };

  /** A repeating tile of stripes, at the resolution of the device. */
  const stripes = (() => {
    const made = new Map();
    return (pen, colours, width, ratio) => {
      const key = `${colours.join()}|${width}|${ratio}`;
      if (!made.has(key)) {
        const size = Math.round(width * colours.length * Math.SQRT2 * ratio), tile = el("canvas", { width: size, height: size }), t = tile.getContext("2d");
        const band = size / colours.length;
        colours.forEach((colour, i) => {
          if (!colour) return;
          t.fillStyle = colour;
          for (const shift of [-size, 0, size]) {
            t.beginPath(); const x = i * band + shift;
            t.moveTo(x, 0); t.lineTo(x + band, 0); t.lineTo(x + band + size, size); t.lineTo(x + size, size); t.closePath(); t.fill();
          }
        });
        const pattern = pen.createPattern(tile, "repeat");
        pattern.setTransform(new DOMMatrix().scale(1 / ratio));
        made.set(key, pattern);
      }
      return made.get(key);
    };
  })();

  /** Buckets of boxes [x0, y0, x1, y1, value], so that a box meets only its surroundings. */
  class Boxes {
    constructor(size = 48) { this.size = size; this.cells = new Map(); }
    *near([x0, y0, x1, y1]) {
      const s = this.size, seen = new Set();
      for (let i = Math.floor(x0 / s); i <= Math.floor(x1 / s); i++) {
        for (let j = Math.floor(y0 / s); j <= Math.floor(y1 / s); j++) {
          for (const box of this.cells.get(i * 65536 + j) || []) {
            if (!seen.has(box)) { seen.add(box); if (box[0] < x1 && box[2] > x0 && box[1] < y1 && box[3] > y0) yield box; }
          }
        }
      }
    }
    add(box) {
      const s = this.size;
      for (let i = Math.floor(box[0] / s); i <= Math.floor(box[2] / s); i++) {
        for (let j = Math.floor(box[1] / s); j <= Math.floor(box[3] / s); j++) {
          const key = i * 65536 + j;
          if (!this.cells.has(key)) this.cells.set(key, []);
          this.cells.get(key).push(box);
        }
      }
    }
  }

  /* ---------- the states of a day ---------- */

  class Model {
    constructor(data) {
      Object.assign(this, data);
      this.places = data.places.map(([id, name, kind, cls, lat, lon, parent, region, spellings, note], index) => {
        const [x, y] = lat === null || lat === undefined ? [NaN, NaN] : mercator(lon, lat);
        return { index, id, name, kind, cls, lat, lon, x, y, parent: parent ?? null, region: region || "", spellings: spellings || [], note: note || "", sites: [] };
      });
      for (const place of this.places) if (place.cls === SITE && place.parent !== null) this.places[place.parent].sites.push(place);
      this.byId = new Map(this.places.map((place) => [place.id, place]));
      this.cells = new Map(Object.entries(data.cells).map(([index, rings]) => [+index, rings.map(unpack)]));
      this.changes = this.listChanges();
      this.seen = new Map();
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
      if (!spans.length) return { index, at: 0, status: UNKNOWN, holders: [], besiegers: [], confidence: 0, level: 2, weak: false, doubt: false, recent: false, span: null, more: {}, reports: [] };
      const at = this.spanAt(index, day), span = spans[at], next = spans[at + 1];
      const [status, holders, besiegers] = this.situations[span[1]];
      const more = span[4] || {};
      const within = (bounds) => !!bounds && bounds[1] !== null && bounds[2] !== null && bounds[1] <= day && day < bounds[2];
      const doubt = within(more.b) || (!!next && within((next[4] || {}).b));
      const evidence = more.e ?? span[0];
      let confidence = span[2] / 100;
      if (status !== UNKNOWN) confidence *= (0.5 + 0.5 * 2 ** (-Math.max(0, day - evidence) / this.aging[0])) * (doubt ? this.aging[1] : 1);
      confidence = Math.round(confidence * 100) / 100;
      const level = confidence >= this.levels[0] ? 0 : confidence >= this.levels[1] ? 1 : 2;
      const recent = !!more.t && day - span[0] >= 0 && day - span[0] < RECENT_DAYS;
      return { index, at, status, holders, besiegers, confidence, level, doubt, recent, weak: status !== UNKNOWN && level === 2, span, more, evidence, reports: span[3] || [] };
    }
    mark(state) {
      const order = [...state.holders].sort((a, b) => this.factions[a][2] - this.factions[b][2] || a - b);
      const colours = order.slice(0, 3).map((f) => this.factions[f][3]);
      return { status: colours.length ? state.status : UNKNOWN, colours, glyph: order.length ? this.blocs[this.factions[order[0]][2]][2] : "none",
        siege: state.besiegers.map((f) => this.factions[f][3]), weak: state.weak, doubt: state.doubt, recent: state.recent };
    }
    sides(state) { return [...new Set(state.holders.map((f) => this.factions[f][2]))].sort((a, b) => a - b); }
    bounds() {
      const known = this.places.filter((p) => !Number.isNaN(p.x) && p.cls < AREA && this.spans[p.index].some((s) => this.situations[s[1]][0] !== UNKNOWN));
      const all = known.length ? known : this.places.filter((p) => !Number.isNaN(p.x));
      return all.length ? L.latLngBounds(all.map((p) => [p.lat, p.lon])) : null;
    }
  }

  /* ---------- saying it in words ---------- */

  class Speech {
    constructor(model) { this.model = model; this.words = model.words; }
    date(day) {
      const [year, month, number] = civil(day);
      return `${number === 1 ? this.words.first : number}\u00a0${this.words.months[month]} ${year}`;
    }
    month(day) { const [year, month] = civil(day); return `${this.words.months[month]} ${year}`; }
    /** Two days of one month or year share what they have in common: "11", "12 October 2023". */
    pair(a, b) {
      const [ya, ma, da] = civil(a), [yb, mb] = civil(b);
      const first = da === 1 ? this.words.first : da;
      if (ya === yb && ma === mb) return [`${first}`, this.date(b)];
      if (ya === yb) return [`${first}\u00a0${this.words.months[ma]}`, this.date(b)];
      return [this.date(a), this.date(b)];
    }
    when(kind, earliest, latest) {
      const w = this.words;
      if (earliest === null && latest === null) return "";
      if (earliest === null) return fill(w[`${kind}_latest`], { b: this.date(latest) });
      if (latest === null) return fill(w[`${kind}_earliest`], { a: this.date(earliest) });
      if (earliest === latest) return fill(w[kind], { a: this.date(earliest) });
      const [a, b] = this.pair(earliest, latest);
      return fill(w[`${kind}_between`], { a, b });
    }
    list(names) { return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")}${this.words.and}${names[names.length - 1]}`; }
    faction(index, day) {
      const [, short, , , dated] = this.model.factions[index];
      const found = (dated || []).find(([from, to]) => (from === null || from <= day) && (to === null || day <= to));
      return found ? found[2] : short;
    }
    who(factions, day) { return this.list(factions.map((f) => this.faction(f, day))); }
    bloc(index) { const id = this.model.blocs[index][0]; return this.words.blocs[id] || id; }
    kind(place) { return this.words.place_kinds[place.kind] || place.kind; }
    holder(state, day) {
      const w = this.words, who = this.who(state.holders, day);
      if (state.status === UNKNOWN) return w.by_unknown;
      if (state.status === CONTESTED) return fill(state.holders.length > 1 ? w.by_contested : w.by_contested_one, { who });
      return fill(state.holders.length > 1 ? w.by_joint : w.by, { who });
    }
    short(state, day) {
      const siege = state.besiegers.length ? `; ${fill(this.words.siege, { who: this.who(state.besiegers, day) }).toLowerCase()}` : "";
      if (state.status === UNKNOWN) return this.words.unknown.toLowerCase() + siege.replace(/;.*\s(?=\S)/, (m) => m);
      const who = this.who(state.holders, day);
      return (state.status === CONTESTED ? this.holder(state, day).replace(/^./, (c) => c.toLowerCase()) : who) + siege;
    }
    since(state) {
      if (!state.span || state.status === UNKNOWN && !state.at) return "";
      const s = state.more.s || [state.span[0], state.span[0], state.span[0]];
      return this.when("since", s[1], s[2]);
    }
    level(state) { return [this.words.strong, this.words.medium, this.words.weak_word][state.level]; }
  }

  /* ---------- the page around one map ---------- */

  class View {
    constructor(map, id, data) {
      this.map = map; this.id = id; this.data = data;
      this.model = new Model(data); this.say = new Speech(this.model); this.words = data.words;
      this.day = data.shown; this.open = null; this.selected = null; this.showGround = true; this.drawn = []; this.names = []; this.listeners = [];
      if (!document.documentElement.lang) document.documentElement.lang = data.language;
      this.layout();
      this.layers();
      this.fit();
      this.bind();
      if (data.timeline && ns.timeBar) ns.timeBar(this);
      this.show(this.day, true);
      this.readAddress();
      new ResizeObserver(() => this.resized()).observe(this.root);
    }

    /* -- layout -- */

    layout() {
      const box = this.map.getContainer(), w = this.words, computed = box.style;
      const title = this.data.country ? fill(w.title, { country: this.data.country }) : w.title_plain;
      this.title = title;
      this.root = el("div", { class: "mc", id: `${this.id}_page` });
      this.root.style.width = "100%"; this.root.style.height = "100%";
      box.replaceWith(this.root);
      this.dayNode = el("span", { class: "mc-day" });
      this.summary = el("p", { class: "mc-hidden", id: `${this.id}_summary` });
      this.mapBox = el("div", { class: "mc-map" }, box);
      for (const [name, value] of [["position", "absolute"], ["inset", "0"], ["width", "auto"], ["height", "auto"]]) box.style.setProperty(name, value, "important");
      box.setAttribute("role", "region"); box.setAttribute("aria-describedby", `${this.id}_summary`); box.setAttribute("tabindex", "0");
      this.side = el("aside", { class: "mc-side", "aria-label": w.legend, tabindex: "0" });
      this.foot = el("div", { class: "mc-foot" });
      this.skip = el("a", { class: "mc-skip", href: `#${this.id}_table`, onclick: (e) => { e.preventDefault(); this.openTable(); } }, w.skip);
      this.grid = el("div", { class: "mc-grid" }, this.skip,
        el("header", { class: "mc-head" }, el("h1", {}, title), this.dayNode), this.mapBox, this.side, this.foot);
      this.root.append(this.grid);
      this.mapBox.prepend(this.summary);
      this.mapBox.append(this.searchBox());
      this.map.invalidateSize(false);
      this.sideParts();
      this.tablePart();
    }

    narrow() { return this.root.clientWidth < 700; }
    coarse() { return window.matchMedia && window.matchMedia("(pointer: coarse)").matches; }

    resized() {
      this.map.invalidateSize({ animate: false, pan: false });
      if (this.untouched) this.fit();
      if (this.wasNarrow !== this.narrow()) {
        this.wasNarrow = this.narrow();
        this.legend.open = !this.wasNarrow;
        if (this.open) this.openCard(this.open, false);
      }
      this.listeners.forEach((listener) => listener("resize"));
    }

    sideParts() {
      const w = this.words;
      this.legend = el("details", { class: "mc-legend" }, el("summary", {}, w.legend));
      this.wasNarrow = this.narrow();
      this.legend.open = !this.wasNarrow;
      this.legendBody = el("div", {});
      this.legend.append(this.legendBody);
      this.legend.addEventListener("toggle", () => this.side.classList.toggle("mc-open", this.legend.open));
      const territory = el("input", { type: "checkbox", checked: true, onchange: () => { this.showGround = territory.checked; this.ground.redraw(); } });
      this.changesBox = el("ul", { class: "mc-changes" });
      const lost = this.model.places.filter((p) => Number.isNaN(p.x) && p.cls < AREA);
      this.lostBox = el("ul", { class: "mc-plain" });
      this.lost = lost;
      this.note = el("p", {});
      const sources = el("ul", { class: "mc-plain" }, ...this.data.sources.map(([title, publisher, published]) =>
        el("li", {}, title, el("small", {}, [publisher, published].filter(Boolean).join(", ")))));
      this.side.append(this.legend, this.data.cells && this.model.cells.size ? el("label", { class: "mc-switch" }, territory, w.territory) : "",
        el("h2", {}, w.changes), this.changesBox);
      if (lost.length) this.side.append(el("details", {}, el("summary", {}, `${w.unlocated} (${lost.length})`), this.lostBox));
      this.side.append(el("h2", {}, w.note), el("p", {}, w.caption), el("p", {}, w.definition), this.note,
        this.data.credits.length ? el("p", {}, fill(w.credits, { credits: this.data.credits.join("; ") })) : "",
        this.data.sources.length ? el("details", {}, el("summary", {}, `${w.sources} (${this.data.sources.length})`), sources) : "");
      this.note.textContent = fill(w.disclaimer, { date: this.data.through === null ? "" : this.say.date(this.data.through) });
    }

    searchBox() {
      const w = this.words, listId = `${this.id}_found`;
      const list = el("ul", { id: listId, role: "listbox", "aria-label": w.search, hidden: true });
      const input = el("input", { type: "text", placeholder: w.search, "aria-label": w.search, role: "combobox", "aria-expanded": "false",
        "aria-controls": listId, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" });
      let found = [], at = -1;
      const shut = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
      const take = (place) => { shut(); input.value = place.name; this.goTo(place); };
      const point = (to) => {
        at = to;
        [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
        if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
      };
      const look = () => {
        const wanted = fold(input.value);
        if (!wanted) return shut();
        found = this.lookUp(wanted).slice(0, 8);
        list.replaceChildren(...(found.length ? found.map(([place, spelling], i) => el("li", { role: "option", id: `${listId}_${i}`, "aria-selected": "false",
          onmousedown: (e) => { e.preventDefault(); take(place); } }, spelling === place.name ? place.name : `${spelling} → ${place.name}`,
          el("small", {}, this.kindAndRegion(place)))) : [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, w.none_found)]));
        list.hidden = false; input.setAttribute("aria-expanded", "true");
        if (found.length) point(0);
        return undefined;
      };
      input.addEventListener("input", look);
      input.addEventListener("blur", shut);
      input.addEventListener("keydown", (e) => {
        if (e.key === "Escape") { shut(); input.value = ""; }
        else if (e.key === "ArrowDown" && found.length && !list.hidden) { e.preventDefault(); point((at + 1) % found.length); }
        else if (e.key === "ArrowUp" && found.length && !list.hidden) { e.preventDefault(); point((at + found.length - 1) % found.length); }
        else if (e.key === "Enter" && !list.hidden && found[at]) { e.preventDefault(); take(found[at][0]); }
      });
      this.searchNode = el("div", { class: "mc-search", role: "search" }, input, list);
      L.DomEvent.disableClickPropagation(this.searchNode); L.DomEvent.disableScrollPropagation(this.searchNode);
      return this.searchNode;
    }

    /** Places whose name or spelling begins with the folded text, then those that hold it; each with the spelling that fits. */
    lookUp(wanted) {
      this.index = this.index || this.model.places.flatMap((place) => [place.name, ...place.spellings].map((spelling) => [fold(spelling), place, spelling]));
      const best = new Map();
      for (const [key, place, spelling] of this.index) {
        const score = key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9;
        if (score === 9) continue;
        const rank = score * 100 + place.cls * 10 + (spelling === place.name ? 0 : 1);
        if (!best.has(place) || best.get(place)[0] > rank) best.set(place, [rank, spelling]);
      }
      return [...best].sort((a, b) => a[1][0] - b[1][0] || (a[0].name < b[0].name ? -1 : 1)).map(([place, [, spelling]]) => [place, spelling]);
    }

    kindAndRegion(place) {
      const w = this.words, town = place.parent !== null ? this.model.places[place.parent] : null;
      const kind = town && place.cls === SITE ? `${this.say.kind(place)}, ${fill(w.site_of, { town: town.name })}` : this.say.kind(place);
      return place.region && place.region !== place.name ? fill(w.in_region, { kind, region: place.region }) : kind;
    }

    /* -- map layers -- */

    layers() {
      const { map, data } = this;
      const decode = (rings) => rings.map(unpack);
      const base = data.base;
      this.base = { land: decode(base.land), near: base.near.map(([name, rings]) => ({ name, rings: decode(rings) })), inner: decode(base.inner),
        lake: decode(base.lake), delta: decode(base.delta), river: base.river.map(([rank, line]) => [rank, unpack(line)]),
        road: base.road.map(([rank, line]) => [rank, unpack(line)]), areas: new Map(Object.entries(base.areas).map(([i, rings]) => [+i, decode(rings)])) };
      for (const [name, z] of [["mc-land", 200], ["mc-ground", 250], ["mc-lines", 320], ["mc-marks", 450]]) {
        const pane = map.createPane(name); pane.style.zIndex = z; pane.style.pointerEvents = "none";
      }
      if (data.tiles) map.getPane("tilePane").style.zIndex = 150;
      const layer = (paint, pane) => new Canvas(paint, { pane, padding: 0.25 }).addTo(map);
      if (!data.tiles) this.land = layer((pen, view) => this.paintLand(pen, view), "mc-land");
      this.ground = layer((pen, view) => this.paintGround(pen, view), "mc-ground");
      this.lines = layer((pen, view) => this.paintLines(pen, view), "mc-lines");
      this.marks = layer((pen, view) => this.paintMarks(pen, view), "mc-marks");
      map.attributionControl && map.attributionControl.setPrefix("Leaflet");
      L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
      if (calm()) Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, inertia: false }), (map._zoomAnimated = false);
      const zoom = this.mapBox.querySelector(".leaflet-control-zoom");
      if (zoom) this.searchNode.after(); // the order of tabs: map, zoom, then what stands over it
    }

    fit() {
      const bounds = this.model.bounds();
      if (bounds) this.map.fitBounds(bounds, { paddingTopLeft: [34, 40], paddingBottomRight: [44, 36], maxZoom: 9, animate: false });
      this.untouched = true;
    }

    paintLand(pen, view) {
      pen.fillStyle = "#F3F1EC"; pen.beginPath();
      for (const ring of this.base.land) trace(pen, view, ring, true);
      if (this.base.land.length) pen.fill("evenodd"); else pen.fillRect(0, 0, view.width, view.height);
      pen.fillStyle = "#EAEBE5"; pen.beginPath();
      for (const ring of this.base.delta) trace(pen, view, ring, true);
      pen.fill("evenodd");
    }

    tint(state, pen, ratio) {
      const { blocs } = this.model, sides = this.model.sides(state);
      if (!sides.length || state.status === UNKNOWN) return null;
      const tints = sides.map((side) => blocs[side][3][state.level]);
      if (state.status === CONTESTED) return stripes(pen, tints.flatMap((tint) => [tint, "#F3F1EC"]), 4, ratio);
      return tints.length > 1 ? stripes(pen, tints, 9, ratio) : tints[0];
    }

    paintGround(pen, view) {
      if (!this.showGround || !this.states) return;
      if (this.data.tiles) pen.globalAlpha = 0.7;
      pen.lineWidth = 0.7;
      for (const [index, rings] of this.model.cells) {
        const state = this.states[index];
        if (state.status === UNKNOWN || offView(view, rings[0].box)) continue;
        const tint = this.tint(state, pen, view.ratio);
        if (!tint) continue;
        pen.beginPath();
        for (const ring of rings) trace(pen, view, ring, true);
        pen.fillStyle = tint; pen.fill("evenodd");
        if (typeof tint === "string") { pen.strokeStyle = tint; pen.stroke(); }
      }
      pen.globalAlpha = 1;
    }

    paintLines(pen, view) {
      const { base } = this, tiles = this.data.tiles;
      pen.lineJoin = "round";
      const stroke = (lines, colour, width, dash = []) => {
        pen.strokeStyle = colour; pen.lineWidth = width; pen.setLineDash(dash); pen.beginPath();
        for (const line of lines) if (!offView(view, line.box)) trace(pen, view, line, false);
        pen.stroke(); pen.setLineDash([]);
      };
      if (!tiles) {
        pen.fillStyle = "#A9C6D6"; pen.beginPath();
        for (const ring of base.lake) trace(pen, view, ring, true);
        pen.fill("evenodd");
        const big = (rank) => rank === 1;
        stroke(base.river.filter(([rank]) => !big(rank)).map(([, line]) => line), "#9DBDCE", 0.9);
        stroke(base.river.filter(([rank]) => big(rank)).map(([, line]) => line), "#8FB4C9", 1.8);
        if (view.zoom >= 5.5) stroke(base.road.map(([, line]) => line), "#B9B09C", view.zoom >= 7 ? 1.2 : 0.8);
        stroke(base.near.flatMap(({ rings }) => rings), "#C9C4B8", 0.8);
      }
      stroke(base.inner, "#8E887A", 0.8, [3, 3]);
      stroke(base.land, GREY, 1.5);
      for (const [index, rings] of base.areas) {
        const state = this.states && this.states[index];
        if (!state || state.status === UNKNOWN || !this.showGround) continue;
        const sides = this.model.sides(state);
        stroke(rings, sides.length ? this.model.blocs[sides[0]][1] : GREY, 1.5, [6, 4]);
      }
    }

    size(place, zoom) {
      const factor = zoom < 5.4 ? 0.8 : zoom < 6.3 ? 0.9 : zoom < 8 ? 1 : 1.2;
      if (place.cls === VILLAGE && zoom < 5.6) return 2.5;
      return RADIUS[place.cls] * (place.cls === SITE ? 1 : factor);
    }

    /** What is to be drawn: every place with a position, where it is, how large; sites beside their town unless far enough to stand alone. */
    arrange(view) {
      const { model } = this, items = [];
      const pad = 40;
      for (const place of model.places) {
        if (place.cls >= AREA || place.cls === SITE && place.parent !== null && !Number.isNaN(model.places[place.parent].x) || Number.isNaN(place.x)) continue;
        const x = place.x * view.scale + view.dx, y = place.y * view.scale + view.dy;
        if (x < -pad || y < -pad || x > view.width + pad || y > view.height + pad) continue;
        const state = this.states[place.index], mark = this.markOf(state);
        let r = this.size(place, view.zoom);
        if (mark.status === UNKNOWN && !state.besiegers.length) r = view.zoom < 6.3 ? Math.min(r, place.cls <= SEAT ? 5 : 2.2) : view.zoom < 7.5 ? Math.min(r, place.cls <= SEAT ? 6 : 3.2) : r * 0.9;
        if (place.cls === SITE) r = 4.2;
        items.push({ place, state, mark, x, y, r, shape: place.cls === GROUND ? "diamond" : place.cls === SITE ? "square" : "circle", sites: [] });
      }
      items.sort((a, b) => (a.mark.status === UNKNOWN) - (b.mark.status === UNKNOWN) || a.place.cls - b.place.cls || a.place.index - b.place.index);
      const kept = this.thin(items, view);
      for (const item of kept) this.addSites(item, view);
      return kept;
    }

    /** A town or village is left out where a bigger mark of the same holder covers it; what changed, is besieged or contested never is. */
    thin(items, view) {
      const boxes = new Boxes(), kept = [];
      for (const item of items) {
        const { x, y, r, mark, state, place } = item, reach = r + 10;
        const safe = state.besiegers.length || mark.status === CONTESTED || mark.recent || mark.doubt || place === this.selected || place.cls <= SEAT;
        let covered = false;
        if (!safe) {
          for (const [, , , , other] of boxes.near([x - reach, y - reach, x + reach, y + reach])) {
            const same = other.state.status === state.status && String(other.state.holders) === String(state.holders) || mark.status === UNKNOWN;
            if (Math.hypot(other.x - x, other.y - y) < (same ? 1.05 : 0.55) * (other.r + r)) { covered = true; break; }
          }
        }
        if (covered) continue;
        boxes.add([x - r, y - r, x + r, y + r, item]);
        kept.push(item);
      }
      return kept;
    }

    addSites(item, view) {
      const angles = [-45, 12, 66, 123, 180, -102];
      for (const site of item.place.sites) {
        const state = this.states[site.index], mark = this.markOf(state), town = item.state;
        const differs = state.status !== UNKNOWN && (state.status !== town.status || String(state.holders) !== String(town.holders) || String(state.besiegers) !== String(town.besiegers));
        if (!differs && !(view.zoom >= 9 && state.status !== UNKNOWN) && site !== this.selected && view.zoom < 10.5) continue;
        const own = Number.isNaN(site.x) ? null : [site.x * view.scale + view.dx, site.y * view.scale + view.dy];
        if (own && Math.hypot(own[0] - item.x, own[1] - item.y) > item.r + 16) {
          item.sites.push({ place: site, state, mark, x: own[0], y: own[1], r: 4.6, shape: "square", alone: true, sites: [] });
          continue;
        }
        const angle = angles[item.sites.filter((s) => !s.alone).length];
        if (angle === undefined) continue;
        const far = item.r + (item.state.besiegers.length ? 14 : 9), a = (angle * Math.PI) / 180;
        item.sites.push({ place: site, state, mark, x: item.x + Math.cos(a) * far, y: item.y + Math.sin(a) * far, r: 4.2, shape: "square", sites: [] });
      }
    }

    markOf(state) { return state.drawing || (state.drawing = this.model.mark(state)); }

    paintMarks(pen, view) {
      if (!this.states) return;
      const kept = this.arrange(view);
      for (const item of [...kept].reverse()) {
        for (const site of item.sites) if (!site.alone) { pen.strokeStyle = RIM; pen.lineWidth = 1; pen.beginPath(); pen.moveTo(item.x, item.y); pen.lineTo(site.x, site.y); pen.stroke(); }
        drawMark(pen, item.x, item.y, item.r, item.mark, item.shape);
        for (const site of item.sites) drawMark(pen, site.x, site.y, site.r, site.mark, site.shape);
      }
      const chosen = this.selected && kept.flatMap((item) => [item, ...item.sites]).find((item) => item.place === this.selected);
      if (chosen) {
        pen.strokeStyle = "#fff"; pen.lineWidth = 5; pen.beginPath(); pen.arc(chosen.x, chosen.y, chosen.r + 9, 0, TAU); pen.stroke();
        pen.strokeStyle = INK; pen.lineWidth = 2; pen.beginPath(); pen.arc(chosen.x, chosen.y, chosen.r + 9, 0, TAU); pen.stroke();
      }
      this.drawn = kept.flatMap((item) => [item, ...item.sites]);
      this.offset = view.min;
      this.writeNames(pen, view, kept);
    }

    /* -- names -- */

    writeNames(pen, view, kept) {
      const names = new Boxes(96), marks = new Boxes(), written = [];
      const cover = [60, 40, 18, 9, 9, 12], allow = [40, 16, 4, 2.9, 2.5, 2.9];
      for (const item of this.drawn) {
        const r = item.r + (item.mark.siege.length ? 6 : 0);
        marks.add([item.x - r, item.y - r, item.x + r, item.y + r, item.mark.status === UNKNOWN && item.r < 3.5 ? 2 : cover[item.place.cls], item]);
      }
      this.controls(view).forEach((box) => names.add(box));
      this.writeCountries(pen, view, names);
      const size = this.map.getSize(), shift = { x: -view.dx - 0, y: 0 };
      const visible = (item) => { const p = this.toScreen(item, view); return p.x > -4 && p.y > -4 && p.x < size.x + 4 && p.y < size.y + 4; };
      const areas = this.model.places.filter((p) => p.cls === AREA && !Number.isNaN(p.x) && this.states[p.index].status !== UNKNOWN && view.zoom >= 6.5)
        .map((place) => ({ place, state: this.states[place.index], mark: this.markOf(this.states[place.index]), x: place.x * view.scale + view.dx, y: place.y * view.scale + view.dy, r: 0, sites: [] }));
      const score = (item) => (item.place === this.selected ? 1e4 : 0) + [60, 40, 22, 10, 6, 9, 5][item.place.cls] + (item.mark.recent ? 16 : 0) +
        (item.mark.siege.length ? 14 : 0) + (item.mark.status === CONTESTED ? 12 : 0) + (item.mark.colours.length > 1 ? 6 : 0) +
        (item.sites.length ? 4 : 0) - (item.mark.status === UNKNOWN ? (item.place.cls <= SEAT ? 10 : 19) : 0);
      const wanted = [...this.drawn, ...areas].filter((item) => visible(item) && (item.place.cls !== SITE || view.zoom >= 9.5 || item.place === this.selected) &&
        !(item.mark.status === UNKNOWN && view.zoom < 6.2 && item.place.cls > SEAT && item.place !== this.selected));
      wanted.sort((a, b) => score(b) - score(a) || a.place.index - b.place.index);
      const limit = Math.round((size.x * size.y) / (this.narrow() ? 5200 : 9500));
      pen.textBaseline = "alphabetic"; pen.lineJoin = "round";
      for (const item of wanted) {
        if (written.length >= limit) break;
        const cls = item.place.cls, bold = cls <= SEAT || item.mark.recent;
        const px = [14, 13, 12, 11, 11, 11.5, 12][cls];
        pen.font = `${cls >= GROUND ? "italic " : ""}${bold ? 700 : 500} ${px}px ${FONT}`;
        const width = pen.measureText(item.place.name).width, height = px * 0.92;
        const spot = this.spotFor(item, width, height, names, marks, item.place === this.selected ? 999 : allow[cls] ?? 4, cls <= SEAT);
        if (!spot) continue;
        const [x, y, leader] = spot;
        names.add([x - 2, y - height - 1, x + width + 2, y + 3]);
        if (leader) { pen.strokeStyle = GREY; pen.lineWidth = 1; pen.beginPath(); pen.moveTo(item.x, item.y); pen.lineTo(leader[0], leader[1]); pen.stroke(); }
        written.push({ item, x, y, font: pen.font });
      }
      for (const { item, x, y, font } of written) {
        pen.font = font;
        pen.strokeStyle = HALO; pen.lineWidth = 3.2; pen.strokeText(item.place.name, x, y);
        pen.fillStyle = item.mark.status === UNKNOWN && item.place.cls > SEAT ? "#4A463E" : INK; pen.fillText(item.place.name, x, y);
      }
      this.names = written.map(({ item }) => item.place.name);
      this.nameBoxes = written.map(({ item, x, y }) => ({ item, x, y }));
    }

    toScreen(item, view) { const p = this.map.layerPointToContainerPoint(L.point(item.x + view.min.x, item.y + view.min.y)); return p; }

    /** Boxes over which no name may stand: search, zoom and scale. */
    controls(view) {
      const origin = this.mapBox.getBoundingClientRect(), corner = this.map.containerPointToLayerPoint([0, 0]);
      return [...this.mapBox.querySelectorAll(".mc-search input, .leaflet-control")].map((node) => {
        const b = node.getBoundingClientRect(), x = b.left - origin.left + corner.x - view.min.x, y = b.top - origin.top + corner.y - view.min.y;
        return [x - 3, y - 3, x + b.width + 3, y + b.height + 3];
      });
    }

    /** The place for a name: the eight positions in the order of the map-makers, the first that costs nothing, else the cheapest allowed. */
    spotFor(item, width, height, names, marks, allowed, insist) {
      const gap = item.r + (item.mark.siege.length ? 8 : 3.5), d = gap * 0.72, { x, y } = item;
      const spots = item.r === 0 ? [[x - width / 2, y + height / 2]] : [
        [x + d, y - d], [x + d, y + d + height * 0.85], [x - d - width, y - d], [x - d - width, y + d + height * 0.85],
        [x - width / 2, y - gap - 2], [x - width / 2, y + gap + height], [x + gap, y + height * 0.4], [x - gap - width, y + height * 0.4]];
      const cost = (box) => {
        for (const _ of names.near(box)) return Infinity;
        let sum = 0;
        const area = (box[2] - box[0]) * (box[3] - box[1]);
        for (const [a, b, c, e, weight, other] of marks.near(box)) {
          if (other === item) continue;
          const share = (Math.min(box[2], c) - Math.max(box[0], a)) * (Math.min(box[3], e) - Math.max(box[1], b)) / Math.min(area, (c - a) * (e - b));
          sum += share * weight;
        }
        return sum;
      };
      const size = this.map.getSize(), corner = this.map.containerPointToLayerPoint([0, 0]).subtract(this.offset);
      const outside = (box) => box[0] < corner.x + 2 || box[1] < corner.y + 2 || box[2] > corner.x + size.x - 2 || box[3] > corner.y + size.y - 2;
      let best = null;
      const attempt = (sx, sy, leader, extra) => {
        const box = [sx - 1, sy - height, sx + width + 1, sy + 2];
        if (outside(box)) return false;
        const c = cost(box) + extra;
        if (!best || c < best[0]) best = [c, sx, sy, leader];
        return c === extra;
      };
      for (const [i, [sx, sy]] of spots.entries()) if (attempt(sx, sy, null, i * 0.01)) break;
      if (best && best[0] <= allowed) return best.slice(1);
      if (!insist) return null;
      best = null;
      for (const far of [14, 21, 28]) {
        for (const [ux, uy] of [[1, -1], [1, 1], [-1, -1], [-1, 1], [0, -1], [0, 1]]) {
          const lx = x + ux * (gap + far) * 0.8, ly = y + uy * (gap + far) * 0.8;
          attempt(ux < 0 ? lx - width : ux > 0 ? lx : lx - width / 2, ly + (uy > 0 ? height : 0), [lx, ly], far * 0.05);
        }
      }
      return best && best[0] <= allowed + 10 ? best.slice(1) : null;
    }

    writeCountries(pen, view, names) {
      if (!this.base.near.length || this.data.tiles) return;
      const size = this.map.getSize(), corner = this.map.containerPointToLayerPoint([0, 0]).subtract(view.min);
      const cols = 26, rows = Math.max(8, Math.round((cols * size.y) / size.x)), dx = size.x / cols, dy = size.y / rows;
      const owner = [];
      for (let j = 0; j < rows; j++) for (let i = 0; i < cols; i++) {
        const x = corner.x + (i + 0.5) * dx, y = corner.y + (j + 0.5) * dy, u = (x - view.dx) / view.scale, v = (y - view.dy) / view.scale;
        owner.push(this.base.near.findIndex(({ rings }) => inside(rings, u, v)));
      }
      pen.font = `600 11.5px ${FONT}`;
      const spaced = "letterSpacing" in pen;
      if (spaced) pen.letterSpacing = "2px";
      this.base.near.forEach(({ name }, country) => {
        const text = name.toUpperCase(), width = pen.measureText(text).width, need = Math.ceil(width / 2 / dx);
        let best = null;
        for (let j = 0; j < rows; j++) for (let i = 0; i < cols; i++) {
          if (owner[j * cols + i] !== country) continue;
          let room = 0;
          for (let reach = 1; reach < cols; reach++) {
            const ends = [i - reach, i + reach].every((c) => c >= 0 && c < cols && owner[j * cols + c] === country);
            const rowsOk = [j - Math.min(reach, 2), j + Math.min(reach, 2)].every((r) => r >= 0 && r < rows && owner[r * cols + i] === country);
            if (!ends || !rowsOk) break;
            room = reach;
          }
          if (room >= need && (!best || room > best[0])) best = [room, i, j];
        }
        if (!best) return;
        const x = corner.x + (best[1] + 0.5) * dx - width / 2, y = corner.y + (best[2] + 0.5) * dy;
        const box = [x - 4, y - 14, x + width + 4, y + 6];
        for (const _ of names.near(box)) return;
        names.add(box);
        pen.fillStyle = GREY; pen.fillText(text, x, y);
      });
      if (spaced) pen.letterSpacing = "0px";
    }

    /* -- showing a day -- */

    show(day, first = false) {
      this.day = Math.max(this.data.first, Math.min(this.data.last, day));
      const { model } = this;
      this.states = model.places.map((_, index) => model.state(index, this.day));
      this.ground.redraw();
      if (this.base.areas.size || first) this.lines.redraw();
      this.marks.redraw();
      this.dayNode.textContent = this.say.date(this.day);
      this.map.getContainer().setAttribute("aria-label", fill(this.words.map, { title: this.title, date: this.say.date(this.day) }));
      if (!this.playing) this.settle();
      this.listeners.forEach((listener) => listener("day"));
    }

    /** What need not follow each tick while the time runs: lists, legend, table, the open card. */
    settle() {
      this.paintLegend();
      this.listChanges();
      if (this.open) this.fillCard();
      if (this.table.open) this.fillTable();
      if (this.lost.length) this.lostBox.replaceChildren(...this.lost.map((p) => el("li", {}, this.link(p), el("small", {}, `${this.kindAndRegion(p)}. ${upper(this.say.short(this.states[p.index], this.day))}.`))));
      this.writeAddress();
    }

    counts() {
      const { model, states } = this, blocs = model.blocs.map(() => 0), factions = model.factions.map(() => 0);
      const found = { all: 0, known: 0, joint: 0, mixed: 0, contested: 0, unknown: 0, besieged: 0, weak: 0, doubt: 0, recent: 0, sites: 0, ground: 0, blocs, factions };
      for (const place of model.places) {
        const state = states[place.index];
        if (place.cls === SITE && state.status !== UNKNOWN) found.sites++;
        if (place.cls === GROUND && state.status !== UNKNOWN) found.ground++;
        if (place.cls > VILLAGE) continue;
        found.all++;
        if (state.status !== UNKNOWN) found.known++; else found.unknown++;
        if (state.besiegers.length) found.besieged++;
        for (const flag of ["weak", "doubt", "recent"]) if (state[flag]) found[flag]++;
        if (state.status === CONTESTED) found.contested++;
        if (state.status !== HELD) continue;
        const sides = model.sides(state);
        if (state.holders.length > 1) found.joint++;
        if (sides.length === 1) blocs[sides[0]]++; else found.mixed++;
        state.holders.forEach((f) => factions[f]++);
      }
      return found;
    }

    paintLegend() {
      const w = this.words, { model } = this, n = (this.tally = this.counts());
      this.summary.textContent = fill(w.map_text, n);
      if (this.playing) return;
      const swatch = (mark, shape, beside) => {
        const ratio = window.devicePixelRatio || 1, canvas = el("canvas", { width: 30 * ratio, height: 30 * ratio, "aria-hidden": "true" }), pen = canvas.getContext("2d");
        pen.scale(ratio, ratio);
        drawMark(pen, beside ? 12 : 15, beside ? 17 : 15, 7, { siege: [], weak: false, doubt: false, recent: false, glyph: "none", ...mark }, shape);
        if (beside) drawMark(pen, 22.5, 8, 4.2, { siege: [], glyph: "none", ...beside }, "square");
        return canvas;
      };
      const ever = this.everHolding || (this.everHolding = new Set(this.spansShown().flatMap((s) => model.situations[s[1]][0] !== UNKNOWN ? model.situations[s[1]][1].map((f) => model.factions[f][2]) : [])));
      const rows = model.blocs.map((bloc, i) => {
        if (!ever.has(i)) return null;
        const names = model.factions.map((f, k) => (f[2] === i && n.factions[k] ? `${this.say.faction(k, this.day)} ${n.factions[k]}` : null)).filter(Boolean);
        return el("li", { class: n.blocs[i] ? null : "mc-zero" }, swatch({ status: HELD, colours: [bloc[1]], glyph: bloc[2] }), el("span", {}, el("b", {}, this.say.bloc(i)), names.length ? el("small", {}, names.join(", ")) : ""), el("span", { class: "mc-n" }, String(n.blocs[i])));
      }).filter(Boolean);
      const some = [...ever].slice(0, 2).map((i) => model.blocs[i]);
      const one = some[0] || ["", GREY, "none"], two = some[1] || one, pair = [one[1], two === one ? mix(one[1], "#FFFFFF", 0.6) : two[1]];
      const plain = { status: HELD, colours: [one[1]], glyph: one[2] };
      const statuses = [
        ["joint", n.joint, swatch({ status: HELD, colours: pair })], ["contested", n.contested, swatch({ status: CONTESTED, colours: pair })],
        ["besieged", n.besieged, swatch({ ...plain, siege: [pair[1]] })], ["unknown", n.unknown, swatch({ status: UNKNOWN, colours: [] })],
        ["weak", n.weak, swatch({ ...plain, weak: true })], ["doubt", n.doubt, swatch({ ...plain, doubt: true })],
        ["recent", n.recent, swatch({ ...plain, recent: true })], ["site", n.sites, swatch(plain, "circle", { status: HELD, colours: [pair[1]] })],
        ["ground", n.ground, swatch(plain, "diamond")],
      ].filter(([, count]) => count).map(([word, count, picture]) => el("li", {}, picture, el("span", {}, w[word]), el("span", { class: "mc-n" }, String(count))));
      const bar = el("div", { class: "mc-bar", "aria-hidden": "true" });
      const part = (count, colour, cls) => { if (count) { const s = el("span", { class: cls }); s.style.flex = `${count} 0 0`; if (colour) s.style.background = colour; bar.append(s); } };
      model.blocs.forEach((bloc, i) => part(n.blocs[i], bloc[1]));
      part(n.mixed + n.contested, null, "mc-mixed"); part(n.unknown, null, "mc-blank");
      this.legendBody.replaceChildren(bar, el("p", { class: "mc-counted" }, el("span", {}, w.counted), el("span", {}, `${n.known} / ${n.all}`)), el("ul", { class: "mc-blocs" }, ...rows), el("ul", {}, ...statuses));
    }

    /** The spans that fall within the days of the page. */
    spansShown() {
      const { first, last } = this.data;
      return this.model.spans.flatMap((spans) => spans.filter((s, i) => s[0] <= last && (!spans[i + 1] || spans[i + 1][0] > first)));
    }

    listChanges() {
      const { model, say } = this, found = [];
      model.spans.forEach((spans, index) => {
        if (!spans.length || model.places[index].cls > GROUND) return;
        for (let at = model.spanAt(index, this.day); at > 0 && spans[at][0] > this.day - LIST_DAYS; at--) if ((spans[at][4] || {}).t) found.push([spans[at][0], index, at]);
      });
      found.sort((a, b) => b[0] - a[0] || model.places[a[1]].cls - model.places[b[1]].cls || a[1] - b[1]);
      const item = ([day, index, at]) => {
        const before = model.state(index, model.spans[index][at][0] - 1), after = model.state(index, day), place = model.places[index];
        const bounds = after.more.b;
        return el("li", {}, el("span", {}, bounds ? upper(say.when("on", bounds[1], bounds[2])) : say.date(day)), this.link(place), `: ${say.short(before, day - 1)} → ${say.short(after, day)}`);
      };
      this.changesBox.replaceChildren(...(found.length ? found.slice(0, 8).map(item) : [el("li", {}, fill(this.words.no_changes, { days: LIST_DAYS }))]));
    }

    link(place) { return el("button", { type: "button", class: "mc-link", onclick: (e) => this.goTo(place, e.currentTarget) }, place.name); }

    /* -- pointing and opening -- */

    bind() {
      const { map } = this;
      map.on("movestart zoomstart", () => { if (!this.fitting) this.moved = true; });
      map.on("dragstart", () => { this.untouched = false; });
      map.getContainer().addEventListener("wheel", () => { this.untouched = false; }, { passive: true });
      map.getContainer().addEventListener("keydown", (e) => { this.untouched = false; if (e.key === "Escape") { this.hideTip(); this.close(); } });
      map.on("zoomend", () => { if (this.moved) this.writeAddress(); });
      map.on("moveend", () => this.writeAddress());
      map.on("click", (e) => { const hit = this.hit(e.containerPoint); if (hit) this.openCard(hit.place); else this.close(); });
      map.on("mousemove", (e) => this.hover(e.containerPoint));
      map.on("mouseout", () => this.hideTip());
      map.on("popupclose", (e) => { if (e.popup === this.popup && !this.changing) this.closed(); });
      this.mapBox.querySelectorAll(".leaflet-control-zoom a").forEach((a) => a.addEventListener("click", () => { this.untouched = false; }));
    }

    hit(point) {
      let best = null, least = Infinity;
      for (const item of this.drawn) {
        const p = this.map.layerPointToContainerPoint(L.point(item.x, item.y).add(this.offset));
        const reach = this.coarse() ? 22 : Math.max(item.mark.status === UNKNOWN && item.r < 3 ? 7 : 12, item.r + 4);
        const d = Math.hypot(p.x - point.x, p.y - point.y), weighed = d - item.r * 0.4;
        if (d <= reach && weighed < least) { best = item; least = weighed; }
      }
      return best;
    }

    hover(point) {
      const item = this.coarse() ? null : this.hit(point);
      this.mapBox.classList.toggle("mc-hit", !!item);
      if (!item || item.place === this.open) return this.hideTip();
      if (this.tipFor === item.place) return undefined;
      this.hideTip();
      this.tipFor = item.place;
      const text = el("div", {}, el("b", {}, item.place.name), [this.say.holder(item.state, this.day), this.say.since(item.state)].filter(Boolean).join(" "));
      this.tip = L.tooltip({ direction: "top", offset: [0, -item.r - 4], opacity: 1 }).setLatLng(this.latLng(item)).setContent(text).addTo(this.map);
      return undefined;
    }
    hideTip() { if (this.tip) { this.tip.remove(); this.tip = null; } this.tipFor = null; }
    latLng(item) { return this.map.layerPointToLatLng(L.point(item.x, item.y).add(this.offset)); }

    goTo(place, opener = null) {
      this.opener = opener || document.activeElement;
      const at = Number.isNaN(place.x) && place.parent !== null ? this.model.places[place.parent] : place;
      if (!Number.isNaN(at.x)) {
        this.untouched = false;
        const close = !this.map.getBounds().pad(-0.15).contains([at.lat, at.lon]) || this.map.getZoom() < 7;
        if (close) this.map.setView([at.lat, at.lon], Math.max(this.map.getZoom(), 7), { animate: false });
      }
      this.selected = place;
      this.marks.redraw();
      this.openCard(place, true);
    }

    openCard(place, focus = false) {
      this.changing = true;
      this.hideTip();
      if (this.popup) { this.popup.remove(); this.popup = null; }
      if (this.sheet) { this.sheet.remove(); this.sheet = null; }
      this.open = this.selected = place;
      this.marks.redraw();
      this.card = el("article", { class: "mc-card", tabindex: "-1", "aria-label": place.name });
      this.fillCard();
      const item = this.drawn.find((d) => d.place === place), on = item ? this.latLng(item) : null;
      if (this.narrow() || !on) {
        this.sheet = el("div", { class: "mc-sheet", role: "dialog", "aria-label": place.name }, this.card,
          el("button", { type: "button", "aria-label": this.words.close, onclick: () => this.close() }, "×"));
        this.sheet.addEventListener("keydown", (e) => { if (e.key === "Escape") this.close(); });
        this.grid.after(this.sheet);
        this.slideIntoView(on);
      } else {
        const room = this.map.getSize();
        this.popup = L.popup({ maxWidth: Math.min(360, room.x - 60), minWidth: Math.min(300, room.x - 80), maxHeight: Math.max(180, Math.min(430, room.y - 90)),
          autoPanPaddingTopLeft: [14, 64], autoPanPaddingBottomRight: [64, 14], offset: [0, -item.r + 2], autoPan: true });
        this.popup.setLatLng(on).setContent(this.card).openOn(this.map);
        const scroller = this.popup.getElement().querySelector(".leaflet-popup-content");
        scroller.setAttribute("tabindex", "0"); scroller.setAttribute("role", "group"); scroller.setAttribute("aria-label", place.name);
        const shut = this.popup.getElement().querySelector(".leaflet-popup-close-button");
        if (shut) shut.setAttribute("aria-label", this.words.close);
      }
      this.changing = false;
      if (focus || this.sheet) this.card.focus({ preventScroll: true });
      this.writeAddress();
    }

    /** On phones the sheet must not cover the place that it speaks of. */
    slideIntoView(on) {
      if (!on) return;
      const room = this.map.getSize().y - Math.max(0, this.mapBox.getBoundingClientRect().bottom - this.sheet.getBoundingClientRect().top);
      const p = this.map.latLngToContainerPoint(on);
      if (p.y > room - 30 || p.y < 60) { this.untouched = false; this.map.panBy([0, p.y - Math.max(60, room / 2)], { animate: false }); }
    }

    close() {
      if (this.sheet) { this.sheet.remove(); this.sheet = null; this.closed(); }
      else if (this.popup) this.popup.remove();
    }
    closed() {
      this.popup = null; this.open = null; this.selected = null; this.card = null;
      this.marks.redraw();
      if (this.opener && this.opener.isConnected) this.opener.focus({ preventScroll: true });
      this.opener = null;
      this.writeAddress();
    }

    fillCard() {
      const place = this.open, w = this.words, { say, model, day } = this, state = this.states[place.index], mark = this.markOf(state);
      const ratio = window.devicePixelRatio || 1, picture = el("canvas", { width: 28 * ratio, height: 28 * ratio, "aria-hidden": "true" }), pen = picture.getContext("2d");
      pen.scale(ratio, ratio); drawMark(pen, 14, 14, 7.5, mark, place.cls === SITE ? "square" : place.cls === GROUND ? "diamond" : "circle");
      const lines = [el("h2", {}, place.name), el("p", { class: "mc-quiet" }, upper(this.kindAndRegion(place)), Number.isNaN(place.x) ? `. ${w.no_position}` : "")];
      if (place.spellings.length) lines.push(el("p", { class: "mc-quiet" }, fill(w.also, { names: place.spellings.join(", ") })));
      const disputed = state.more.d || [];
      if (disputed.length) lines.push(el("p", { class: "mc-disputed" }, disputed.length === 1 ? w.disputed_one : fill(w.disputed, { n: disputed.length })));
      lines.push(el("p", { class: "mc-state" }, picture, el("span", {}, `${[say.holder(state, day), say.since(state)].filter(Boolean).join(" ")}.`)));
      if (state.besiegers.length) lines.push(el("p", {}, `${fill(w.siege, { who: say.who(state.besiegers, day) })}.`));
      if (state.status !== UNKNOWN) {
        const parts = [`${fill(w.sure, { level: say.level(state), number: state.confidence.toFixed(2) })}.`];
        if (state.doubt) parts.push(w.day_doubt);
        if (day - state.evidence > OLD_DAYS) parts.push(fill(w.old, { date: say.date(state.evidence) }));
        if (state.more.i) parts.push(w.indirect);
        lines.push(el("p", {}, parts.join(" ")));
      }
      if (w.rules[state.more.r]) lines.push(el("p", { class: "mc-quiet" }, w.rules[state.more.r]));
      if (model.spans[place.index].length > 1) lines.push(...this.life(place));
      const section = (title, reports) => { if (reports && reports.length) lines.push(el("h3", {}, title), el("ol", {}, ...reports.map((r) => this.reportItem(place, r)))); };
      if (state.reports.length) section(w.reports, state.reports); else if (state.status === UNKNOWN) lines.push(el("p", { class: "mc-quiet" }, w.no_reports));
      section(w.otherwise, disputed); section(w.claims, state.more.c); section(w.attacks, state.more.a);
      const sites = place.sites.filter((site) => model.spans[site.index].length);
      if (sites.length) lines.push(el("h3", {}, w.sites), el("ul", {}, ...sites.map((site) => el("li", {}, this.link(site), `: ${say.short(this.states[site.index], day)}`))));
      if (place.note) lines.push(el("p", { class: "mc-quiet" }, upper(place.note)));
      this.card.replaceChildren(...lines);
    }

    reportItem(place, index) {
      const w = this.words, { say } = this, [kind, by, against, earliest, latest, source, section, standing, note, about, end, claimant, reported] = this.data.reports[index];
      const day = latest ?? earliest ?? this.day;
      let when = say.when("on", earliest ?? null, latest ?? null);
      if (end !== null && end !== undefined && end !== latest) when = fill(w.span, { a: when, b: say.date(end) });
      const what = [by.length ? say.who(by, day) : "", w.kinds[kind] || kind, against.length ? fill(w.against, { who: say.who(against, day) }) : ""].filter(Boolean).join(" ");
      const [title, publisher] = this.data.sources[source];
      const standingText = standing === "claimed" && claimant ? fill(w.claimant, { who: claimant }) : w.standings[standing] || standing;
      const late = reported !== null && reported !== undefined && reported !== latest ? fill(w.reported, { date: say.date(reported) }) : "";
      return el("li", {}, el("b", {}, upper(when)), `: ${what}${about !== place.name ? ` (${fill(w.about, { place: about })})` : ""}.`,
        note ? el("span", {}, ` ${note}${/[.!?]$/.test(note) ? "" : "."}`) : "",
        el("small", {}, [[title, publisher].filter(Boolean).join(", "), section ? fill(w.section, { section }) : "", standingText, late].filter(Boolean).join(" · ")));
    }

    /** A place's whole history as one small bar. */
    life(place) {
      const { model, say } = this, spans = model.spans[place.index];
      const from = Math.max(model.dawn, spans[0][0]), to = Math.max(this.data.last, this.data.through ?? 0, spans[spans.length - 1][0] + 30);
      const bar = el("div", { class: "mc-life", role: "img" }), told = [];
      spans.forEach((span, i) => {
        const a = Math.max(from, span[0]), b = spans[i + 1] ? spans[i + 1][0] : to, [status, holders] = model.situations[span[1]];
        if (b <= a) return;
        const piece = el("span", { title: `${say.date(a)}: ${say.short({ status, holders, besiegers: [] }, a)}` });
        piece.style.width = `${((b - a) / (to - from)) * 100}%`;
        const colours = holders.map((f) => model.factions[f][3]);
        if (status === HELD && colours.length) piece.style.background = colours.length === 1 ? colours[0] : `linear-gradient(${colours.map((c, k) => `${c} ${(k / colours.length) * 100}% ${((k + 1) / colours.length) * 100}%`).join(",")})`;
        else if (status === CONTESTED) piece.style.background = `repeating-linear-gradient(45deg, ${colours.map((c, k) => `${c} ${k * 6}px ${k * 6 + 3}px, #fff ${k * 6 + 3}px ${k * 6 + 6}px`).join(",")})`;
        bar.append(piece);
        told.push(`${say.date(a)}: ${say.short({ status, holders, besiegers: [] }, a)}`);
      });
      const cursor = el("i"); cursor.style.left = `${((this.day - from) / (to - from)) * 100}%`; bar.append(cursor);
      bar.setAttribute("aria-label", fill(this.words.history_text, { place: place.name, text: told.slice(0, 40).join("; ") }));
      return [bar, el("p", { class: "mc-years" }, el("span", {}, String(civil(from)[0])), el("span", {}, String(civil(to)[0])))];
    }

    /* -- table -- */

    tablePart() {
      const w = this.words;
      this.table = el("details", { class: "mc-table", id: `${this.id}_table` }, el("summary", {}, `${w.table} (${this.model.places.length})`));
      this.filter = el("input", { type: "search", "aria-label": w.filter, placeholder: w.filter, oninput: () => this.fillTable() });
      this.rowsShown = el("span", { role: "status" });
      this.tableBody = el("tbody");
      this.table.append(el("div", { tabindex: "0", role: "region", "aria-label": w.table }, this.filter, this.rowsShown,
        el("table", {}, el("caption", { class: "mc-hidden" }, w.table), el("thead", {}, el("tr", {}, ...w.columns.map((c) => el("th", { scope: "col" }, c)))), this.tableBody)));
      this.table.addEventListener("toggle", () => { if (this.table.open) this.fillTable(); });
      this.foot.append(this.table);
    }
    openTable() { this.table.open = true; this.fillTable(); this.table.querySelector("summary").focus(); }
    fillTable() {
      const { say, model, day } = this, wanted = fold(this.filter.value), most = 1000;
      const fits = model.places.filter((p) => !wanted || [p.name, p.region, ...p.spellings, say.kind(p), say.short(this.states[p.index], day)].some((t) => fold(t).includes(wanted)));
      fits.sort((a, b) => (this.states[a.index].status === UNKNOWN) - (this.states[b.index].status === UNKNOWN) || (a.name < b.name ? -1 : 1));
      this.rowsShown.textContent = fill(this.words.shown_rows, { n: Math.min(most, fits.length), all: model.places.length });
      this.tableBody.replaceChildren(...fits.slice(0, most).map((place) => {
        const state = this.states[place.index];
        const sources = [...new Set(state.reports.map((r) => this.data.sources[this.data.reports[r][5]][0]))].join("; ");
        return el("tr", {}, el("th", { scope: "row" }, this.link(place)), ...[say.kind(place), place.region, upper(say.short(state, day)), say.since(state),
          state.status === UNKNOWN ? "" : fill(this.words.sure, { level: say.level(state), number: state.confidence.toFixed(2) }), sources].map((text) => el("td", {}, text)));
      }));
    }

    /* -- address: #d=2023-11-14&p=kidal&v=lat,lon,zoom -- */

    isFirst() { return Object.values(ns.maps)[0] === undefined || Object.values(ns.maps)[0] === this.handle; }
    readAddress() {
      if (!this.isFirst()) return;
      try {
        const asked = new URLSearchParams(window.location.hash.slice(1)), day = fromIso(asked.get("d"));
        const view = (asked.get("v") || "").split(",").map(Number);
        if (asked.get("v") && view.length === 3 && view.every(Number.isFinite)) { this.untouched = false; this.map.setView([view[0], view[1]], view[2], { animate: false }); }
        if (day !== null && day !== this.day) this.show(day);
        const place = this.model.byId.get(asked.get("p"));
        if (place && place !== this.open) { if (asked.get("v")) { this.selected = place; this.marks.redraw(); this.openCard(place); } else this.goTo(place); }
      } catch (error) { /* frames without an address of their own */ }
    }
    writeAddress() {
      clearTimeout(this.addressTimer);
      if (!this.isFirst() || !this.handle) return;
      this.addressTimer = setTimeout(() => {
        try {
          if (window.top !== window.self) return;
          const c = this.map.getCenter(), parts = [`d=${iso(this.day)}`];
          if (this.open) parts.push(`p=${encodeURIComponent(this.open.id)}`);
          if (!this.untouched) parts.push(`v=${c.lat.toFixed(3)},${c.lng.toFixed(3)},${this.map.getZoom()}`);
          window.history.replaceState(null, "", `#${parts.join("&")}`);
        } catch (error) { /* srcdoc frames and sandboxes may not touch it */ }
      }, 300);
    }

    /** What is shown, for tests and for other scripts in the page; changing it changes nothing. */
    state() {
      const { model } = this, status = ["controlled", "contested", "unknown"], ids = model.factions.map((f) => f[5]);
      return {
        date: iso(this.day), title: this.title, zoom: this.map.getZoom(), open: this.open ? this.open.id : null, labels: [...this.names],
        counts: JSON.parse(JSON.stringify(this.tally)),
        marks: this.drawn.map((item) => {
          const p = this.map.layerPointToContainerPoint(L.point(item.x, item.y).add(this.offset));
          return { id: item.place.id, name: item.place.name, shape: item.shape, status: status[item.state.status], controllers: item.state.holders.map((f) => ids[f]),
            besiegedBy: item.state.besiegers.map((f) => ids[f]), confidence: item.state.confidence, weak: item.mark.weak, doubt: item.mark.doubt, recent: item.mark.recent,
            colours: [...item.mark.colours], x: p.x, y: p.y };
        }),
        cells: [...model.cells.keys()].filter((i) => this.states[i].status !== UNKNOWN).map((i) => model.places[i].id),
      };
    }
  }

  ns.start = (map, id) => {
    const data = JSON.parse(document.getElementById(id).textContent);
    const handle = (ns.maps[id] = {});
    const view = new View(map, id, data);
    view.handle = handle;
    handle.state = () => view.state();
    handle.show = (text) => { const day = fromIso(text); if (day !== null) view.show(day); };
    try { window.addEventListener("hashchange", () => view.readAddress()); } catch (error) { /* none in a sandbox */ }
    return handle;
  };
})();
