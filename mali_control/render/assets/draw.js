/* What the maps are drawn with: days, geometry, a canvas that moves with the map, marks, patterns. One namespaced object, any number of maps in a page. */
(() => {
  "use strict";
  const ns = (window.maliControl = window.maliControl || { maps: {} });
  if (ns.draw) return;

  /* Places by class and states by kind, as the page's content numbers them. */
  const [SEAT, VILLAGE, SITE, GROUND, AREA] = [1, 3, 4, 5, 6];
  const [HELD, CONTESTED, UNKNOWN] = [0, 1, 2];
  const INK = "#1F1D1A", RIM = "#1A1A1A", GREY = "#5F5A50", HALO = "rgba(250,249,246,.92)";
  const FONT = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif';
  const TAU = Math.PI * 2, STRIPS = 64;

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
  const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
  /** Letters to change, add, leave out or swap with their neighbour (optimal string alignment); Infinity beyond ``most``. */
  const typos = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[b.length] <= most ? last[b.length] : Infinity;
  };
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
  /** The edges of a ring by the strip of its height that they cross: for each edge where its end stands, the start being before it. */
  const stripsOf = (ring) => {
    const strips = Array.from({ length: STRIPS }, () => []), [, top, , bottom] = ring.box, at = (y) => Math.min(STRIPS - 1, Math.floor(((y - top) / (bottom - top || 1)) * STRIPS));
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) for (let s = at(Math.min(ring[i + 1], ring[j + 1])); s <= at(Math.max(ring[i + 1], ring[j + 1])); s++) strips[s].push(i);
    return { at, strips };
  };
  const inside = (rings, x, y) => {
    let odd = false;
    for (const ring of rings) {
      if (x < ring.box[0] || x > ring.box[2] || y < ring.box[1] || y > ring.box[3]) continue;
      const { at, strips } = (ring.strips = ring.strips || stripsOf(ring));
      for (const i of strips[at(y)]) {
        const j = i ? i - 2 : ring.length - 2;
        if (ring[i + 1] > y !== ring[j + 1] > y && x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) odd = !odd;
      }
    }
    return odd;
  };
  /** The parts of a ring that do not run along the frame in which the base map was cut out. */
  const withoutFrame = (ring, [west, north, east, south]) => {
    const lines = [], near = (a, b) => Math.abs(a - b) < 1e-6;
    let line = [];
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [x, y, u, v] = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]];
      const framed = [west, east].some((e) => near(x, e) && near(u, e)) || [north, south].some((e) => near(y, e) && near(v, e));
      if (!framed) { if (!line.length) line.push(x, y); line.push(u, v); }
      if ((framed || i + 5 >= ring.length) && line.length) { lines.push(Object.assign(Float64Array.from(line), { box: ring.box })); line = []; }
    }
    return lines;
  };
  const nearRing = (rings, { x, y }, reach) => rings.some((ring) => {
    const far = (a, b, at) => (at < a - reach && at < b - reach) || (at > a + reach && at > b + reach);
    if (far(ring.box[0], ring.box[2], x) || far(ring.box[1], ring.box[3], y)) return false;
    for (let i = 0; i + 3 < ring.length; i += 2) {
      if (far(ring[i], ring[i + 2], x) || far(ring[i + 1], ring[i + 3], y)) continue;
      const dx = ring[i + 2] - ring[i], dy = ring[i + 3] - ring[i + 1], t = Math.max(0, Math.min(1, ((x - ring[i]) * dx + (y - ring[i + 1]) * dy) / (dx * dx + dy * dy || 1)));
      if (Math.hypot(ring[i] + t * dx - x, ring[i + 1] + t * dy - y) < reach) return true;
    }
    return false;
  });
  const mix = (colour, ground, share) => {
    const part = (hex, i) => parseInt(hex.slice(i, i + 2), 16);
    return `rgb(${[1, 3, 5].map((i) => Math.round(share * part(colour, i) + (1 - share) * part(ground, i))).join(",")})`;
  };
  const embedded = () => { try { return window.top !== window.self; } catch (error) { return true; } };
  /** Dots for a pixel: as many as the screen has, more on paper. */
  const dots = () => ns.dots || window.devicePixelRatio || 1;
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

  /* ---------- a canvas that Leaflet moves and scales with the map ---------- */

  const Canvas = L.Renderer.extend({
    initialize(paint, options) { L.Renderer.prototype.initialize.call(this, options); this.paint = paint; },
    _initContainer() {
      this._container = el("canvas", { "aria-hidden": "true" });
      this.pen = this._container.getContext("2d");
    },
    _destroyContainer() { this._container.remove(); },
    _updatePaths() {},
    _reset() {}, // a view that is set anew has just ended a move, and been drawn
    /** At rest a canvas stands on whole pixels; Leaflet leaves it between two, which blurs every line and letter. */
    _updateTransform(center, zoom) {
      L.Renderer.prototype._updateTransform.call(this, center, zoom);
      if (zoom === this._zoom && center.equals(this._center)) L.DomUtil.setPosition(this._container, this._bounds.min);
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize(), ratio = dots(), canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = Math.round(size.x * ratio); canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`; canvas.style.height = `${size.y}px`;
      this.redraw();
    },
    redraw() {
      if (!this._map || !this._bounds) return;
      const ratio = dots(), { min } = this._bounds, size = this._bounds.getSize(), pen = this.pen;
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

  /* The corners of marks that are no circles, for a radius of 1. */
  const SHAPES = { square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]], wing: [[0, -1.45], [1.45, 1.15], [0, 0.6], [-1.45, 1.15]] };
  const shapeOf = (place) => (place.cls === SITE ? (place.kind === "airport" ? "wing" : "square") : place.cls === GROUND ? "diamond" : "circle");
  const outline = (pen, shape, x, y, r) => {
    pen.beginPath();
    if (!SHAPES[shape]) { pen.arc(x, y, r, 0, TAU); return; }
    for (const [u, v] of SHAPES[shape]) pen.lineTo(x + u * r, y + v * r);
    pen.closePath();
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
  /** A shape filled with one colour, or split into equal slices, with white gaps between partners. */
  const filled = (pen, shape, colours, x, y, r, gaps = false) => {
    outline(pen, shape, x, y, r);
    if (colours.length === 1) { pen.fillStyle = colours[0]; pen.fill(); return; }
    pen.save(); pen.clip();
    slices(pen, colours, x, y, r);
    if (gaps) {
      const step = TAU / colours.length;
      pen.strokeStyle = "#fff"; pen.lineWidth = 1.3; pen.beginPath();
      colours.forEach((_, i) => { pen.moveTo(x, y); pen.lineTo(x + Math.sin(i * step) * r * 2, y - Math.cos(i * step) * r * 2); });
      pen.stroke();
    }
    pen.restore();
  };
  /** Many dots of one look at once: a path for each colour instead of one for each dot. */
  const drawDots = (pen, items) => {
    const looks = new Map();
    for (const item of items) {
      const look = item.mark.status === UNKNOWN ? "" : item.mark.colours[0];
      if (!looks.has(look)) looks.set(look, []);
      looks.get(look).push(item);
    }
    const discs = (list, more) => { pen.beginPath(); for (const { x, y, r } of list) { pen.moveTo(x + r + more, y); pen.arc(x, y, r + more, 0, TAU); } };
    for (const [look, list] of [...looks].sort(([a], [b]) => (a < b ? -1 : 1))) {
      discs(list, look ? 1 : 0); pen.fillStyle = look ? "#fff" : "#FBFAF7"; pen.fill();
      if (look) { discs(list, 0); pen.fillStyle = look; pen.fill(); } else { pen.strokeStyle = GREY; pen.lineWidth = 0.9; pen.stroke(); }
    }
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
    if (mark.siege.length) siegeRing(pen, mark.siege, x, y, r + (mark.recent ? 3 : 0));
    if (mark.status === UNKNOWN) {
      outline(pen, shape, x, y, r); pen.fillStyle = "#FBFAF7"; pen.fill();
      pen.strokeStyle = GREY; pen.lineWidth = r < 3 ? 0.9 : 1.1; pen.setLineDash(r < 4.2 ? [] : [2.2, 2]); pen.stroke();
      if (r >= 5.5) { pen.fillStyle = GREY; pen.font = `600 ${Math.round(r * 1.45)}px ${FONT}`; pen.textAlign = "center"; pen.textBaseline = "middle"; pen.fillText("?", x, y + 0.5); }
    } else if (r < 3) {
      outline(pen, shape, x, y, r + 1); pen.fillStyle = "#fff"; pen.fill();
      filled(pen, shape, mark.colours, x, y, r);
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
      outline(pen, shape, x, y, r + 1.2); pen.fillStyle = "#fff"; pen.fill();
      filled(pen, shape, held ? mark.colours : [...mark.colours, ...mark.colours], x, y, r, held);
      if (!held) { outline(pen, shape, x, y, r * 0.54); pen.fillStyle = "#fff"; pen.fill(); }
      if (held && mark.colours.length === 1 && r >= 3.8) glyph(pen, mark.glyph, x, shape === "wing" ? y + r * 0.15 : y, shape === "wing" ? r * 0.8 : r);
      outline(pen, shape, x, y, r); pen.strokeStyle = RIM; pen.lineWidth = held ? 1.1 : 0.8; pen.stroke();
    }
    if (mark.status !== UNKNOWN && (mark.recent || mark.doubt && r >= 3)) { // a ring apart from the mark, so that it shows on dark ones: heavy = changed, dashes = doubt
      outline(pen, shape, x, y, r + 2.2); pen.strokeStyle = "#fff"; pen.lineWidth = 3; pen.setLineDash([]); pen.stroke();
      outline(pen, shape, x, y, r + 2.9); pen.strokeStyle = RIM; pen.lineWidth = mark.recent ? 2 : 1.1; pen.setLineDash(mark.doubt ? [2.6, 2.2] : []); pen.stroke();
    }
    pen.restore();
  };

  /** How far a mark reaches, with the rings of a change and of a siege. */
  const reach = ({ r, mark }) => r + (mark.recent && mark.status !== UNKNOWN ? 4 : 0) + (mark.siege.length ? 6 : 0);

  /** A pixel laid over another, each as 0xAABBGGRR. */
  const over = (top, under) => {
    const a = top >>> 24, b = under >>> 24;
    if (!b) return top;
    if (b === 255) { // two colours at a time, in 256ths
      const share = a + (a >>> 7), rest = 256 - share, odd = 0xff00ff;
      return (255 << 24) | (((Math.imul(top & odd, share) + Math.imul(under & odd, rest)) >>> 8) & odd) | ((Math.imul((top >>> 8) & 255, share) + Math.imul((under >>> 8) & 255, rest)) & 0xff00);
    }
    const alpha = a + (b * (255 - a)) / 255, share = a / alpha, rest = 1 - share;
    const blue = ((top >>> 16) & 255) * share + ((under >>> 16) & 255) * rest, green = ((top >>> 8) & 255) * share + ((under >>> 8) & 255) * rest, red = (top & 255) * share + (under & 255) * rest;
    return ((alpha + 0.5) << 24) | ((blue + 0.5) << 16) | ((green + 0.5) << 8) | (red + 0.5);
  };
  /** Thousands of marks: each look is drawn once by drawMark, and its pixels are copied to wherever it stands, which takes a fraction of the time of as many pictures. */
  class Stamps {
    constructor() { this.canvas = el("canvas"); this.looks = new Map(); }
    /** Draws items within a view or near it, on whole pixels, the last on top; each keeps its ``look`` for the next time. */
    draw(pen, { ratio }, items) {
      const { canvas } = this, margin = Math.ceil(80 * ratio);
      if (canvas.width !== pen.canvas.width || canvas.height !== pen.canvas.height || ratio !== this.ratio || this.looks.size > 4000) {
        canvas.width = pen.canvas.width; canvas.height = pen.canvas.height; this.ratio = ratio;
        this.image = new ImageData(canvas.width + 2 * margin, canvas.height + 2 * margin); // wider, so that no mark is cut off by hand
        this.pixels = new Uint32Array(this.image.data.buffer);
        this.looks.clear();
      }
      const { pixels, image } = this;
      pixels.fill(0);
      for (const item of items) {
        if (!item.look || item.look.image !== image) item.look = this.look(item);
        const { half, solid, places, colours } = item.look, left = Math.round((item.x - half) * ratio) + margin, top = Math.round((item.y - half) * ratio) + margin, at = top * image.width + left;
        for (let i = 0; i < solid; i++) pixels[at + places[i]] = colours[i];
        for (let i = solid; i < places.length; i++) pixels[at + places[i]] = over(colours[i], pixels[at + places[i]]);
      }
      canvas.getContext("2d").putImageData(image, -margin, -margin);
      pen.drawImage(canvas, 0, 0, canvas.width / ratio, canvas.height / ratio);
    }
    /** The pixels of a look that are not empty, those that hide what is under them first. */
    look({ mark, r, shape }) {
      const key = `${mark.key}|${r}|${shape}`, known = this.looks.get(key);
      if (known) return known;
      const half = Math.ceil(1.5 * r + 10), size = Math.round(2 * half * this.ratio), pen = el("canvas", { width: size, height: size }).getContext("2d", { willReadFrequently: true });
      pen.scale(this.ratio, this.ratio);
      drawMark(pen, half, half, r, mark, shape);
      const drawn = new Uint32Array(pen.getImageData(0, 0, size, size).data.buffer), is = (test) => [...drawn.keys()].filter((i) => test(drawn[i] >>> 24)), hiding = is((a) => a === 255);
      const all = [...hiding, ...is((a) => a > 0 && a < 255)];
      const look = { image: this.image, half, solid: hiding.length, places: Int32Array.from(all, (i) => Math.floor(i / size) * this.image.width + (i % size)), colours: Uint32Array.from(all, (i) => drawn[i]) };
      this.looks.set(key, look);
      return look;
    }
  }

  /** A ring around a mark, to point at it. */
  const drawRing = (pen, x, y, r, { shape = "circle", width = 1.7 } = {}) => {
    for (const [colour, broad] of [["#fff", width + 2.6], [INK, width]]) { outline(pen, shape, x, y, r); pen.strokeStyle = colour; pen.lineWidth = broad; pen.stroke(); }
  };

  /** The sign of an attack: small and grey, nobody's colour, for it changes nothing. */
  const drawBurst = (pen, x, y, r = 4.5) => {
    for (const [colour, width] of [["#fff", 4], [INK, 1.4]]) {
      pen.strokeStyle = colour; pen.lineWidth = width; pen.lineCap = "round"; pen.setLineDash([]); pen.beginPath();
      for (let i = 0; i < 3; i++) { const dx = Math.cos((i * Math.PI) / 3) * r, dy = Math.sin((i * Math.PI) / 3) * r; pen.moveTo(x - dx, y - dy); pen.lineTo(x + dx, y + dy); }
      pen.stroke();
    }
    pen.lineCap = "butt";
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

  /** A repeating tile of a bloc's sign, so that ground can be told apart without colours. */
  const texture = (() => {
    const made = new Map();
    return (pen, colour, sign, ratio) => {
      const key = `${colour}|${sign}|${ratio}`;
      if (!made.has(key)) {
        const size = Math.round(10 * ratio), tile = el("canvas", { width: size, height: size }), t = tile.getContext("2d"), n = size, m = size / 2;
        t.strokeStyle = t.fillStyle = colour; t.lineWidth = 1.1 * ratio; t.beginPath();
        if (sign === "bar" || sign === "plus") { t.moveTo(0, m); t.lineTo(n, m); }
        if (sign === "plus") { t.moveTo(m, 0); t.lineTo(m, n); }
        if (sign === "slash" || sign === "cross") { for (const d of [-n, 0, n]) { t.moveTo(d - 1, n + 1); t.lineTo(d + n + 1, -1); } }
        if (sign === "backslash" || sign === "cross") { for (const d of [-n, 0, n]) { t.moveTo(d - 1, -1); t.lineTo(d + n + 1, n + 1); } }
        t.stroke();
        if (sign === "dot" || sign === "ring") { t.beginPath(); t.arc(m, m, 1.5 * ratio, 0, TAU); if (sign === "dot") t.fill(); else t.stroke(); }
        const pattern = pen.createPattern(tile, "repeat");
        pattern.setTransform(new DOMMatrix().scale(1 / ratio));
        made.set(key, pattern);
      }
      return made.get(key);
    };
  })();

  /** Buckets of boxes [x0, y0, x1, y1, ...], so that a box meets only its surroundings. */
  class Boxes {
    constructor(size) { this.size = size; this.cells = new Map(); this.asked = 0; }
    /** Whether any box that meets the wanted one passes a test. */
    some([x0, y0, x1, y1], test) {
      const s = this.size, stamp = ++this.asked;
      for (let i = Math.floor(x0 / s); i <= Math.floor(x1 / s); i++) {
        for (let j = Math.floor(y0 / s); j <= Math.floor(y1 / s); j++) {
          const cell = this.cells.get(i * 65536 + j);
          if (!cell) continue;
          for (const box of cell) {
            if (box.stamp === stamp) continue;
            box.stamp = stamp;
            if (box[0] < x1 && box[2] > x0 && box[1] < y1 && box[3] > y0 && test(box)) return true;
          }
        }
      }
      return false;
    }
    meets(wanted) { return this.some(wanted, () => true); }
    add(box) {
      const s = this.size;
      for (let i = Math.floor(box[0] / s); i <= Math.floor(box[2] / s); i++) {
        for (let j = Math.floor(box[1] / s); j <= Math.floor(box[3] / s); j++) {
          const key = i * 65536 + j, cell = this.cells.get(key);
          if (cell) cell.push(box); else this.cells.set(key, [box]);
        }
      }
    }
  }

  ns.draw = {
    SEAT, VILLAGE, SITE, GROUND, AREA, HELD, CONTESTED, UNKNOWN, INK, RIM, GREY, HALO, FONT, TAU, el, fill, fold, upper, lower,
    mercator, unpack, inside, withoutFrame, nearRing, mix, embedded, calm, typos, civil, dayOf, iso, fromIso, Canvas, trace, offView,
    drawDots, drawMark, shapeOf, reach, Stamps, drawRing, drawBurst, stripes, texture, Boxes,
  };
})();
