/* Part of a map: ground, lines, marks and names on their canvases. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Painting) return;
  const { SEAT, VILLAGE, SITE, GROUND, AREA, CONTESTED, UNKNOWN, INK, RIM, GREY, HALO, FONT, TAU, mercator, unpack, inside, withoutFrame, nearRing, mix, calm, Canvas, trace, offView, drawDots, drawMark, shapeOf, reach, Stamps, drawRing, drawBurst, stripes, texture, Boxes } = ns.draw;
  const NAME_MS = 250, MANY = 800;
  /* A name this near to another mark, and no nearer to its own, reads as that one's; what it costs beside one that says something else, beside others, and the share of it where a line leads to the name. */
  const NEARBY = 5.5, MISTAKEN = 8, HARMLESS = 1, LED = 0.7;
  const RADIUS = [9, 7.5, 6, 4.5, 4.2, 5, 0];

  const SMALL = 4.7;
  /* How far the ground around a capital, a region's seat, a town, a village is given to who holds it, and the equator, in metres. */
  const REACH = [60e3, 48e3, 38e3, 24e3], EQUATOR = 40075016;
  /* Where the evidence is weak the colour of ground ends softly: shares of the reach, and of the tint there. */
  const SOFT = [[1, 0.15], [0.93, 0.4], [0.86, 0.65], [0.79, 0.85], [0.72, 1]];

  /** Whether a circle covers a mark: half of it, or nearly all where both show the same or the mark shows nothing known. */
  const covers = (x, y, r, situation, mark) => {
    const dx = x - mark.x, dy = y - mark.y, near = (mark.unknown || situation === mark.situation ? 1.05 : 0.55) * (r + mark.r);
    return r >= mark.r && dx * dx + dy * dy < near * near;
  };
  /** Marks by where they are, so that each is compared with its neighbours only; none is larger than ``largest``. */
  class Crowd {
    constructor({ width, height }, largest) {
      this.reach = 2.1 * largest; this.columns = Math.ceil((width + 80) / this.reach) + 2;
      this.last = new Int32Array(this.columns * (Math.ceil((height + 80) / this.reach) + 2)).fill(-1); // of each cell the mark added last
      this.marks = []; this.circles = []; // x, y, r, situation, and the mark added to the same cell before
    }
    cell({ x, y }) { return (Math.floor((y + 40) / this.reach) + 1) * this.columns + Math.floor((x + 40) / this.reach) + 1; }
    add(mark) {
      const cell = this.cell(mark);
      this.circles.push(mark.x, mark.y, mark.r, mark.situation, this.last[cell]);
      this.last[cell] = this.marks.push(mark) - 1;
    }
    covering(mark) {
      const { columns, circles, last } = this, middle = this.cell(mark);
      for (let row = middle - columns; row <= middle + columns; row += columns) for (let cell = row - 1; cell <= row + 1; cell++) {
        for (let i = last[cell]; i >= 0; i = circles[5 * i + 4]) if (covers(circles[5 * i], circles[5 * i + 1], circles[5 * i + 2], circles[5 * i + 3], mark)) return this.marks[i];
      }
      return null;
    }
  }

  ns.Painting = (Base) => class extends Base {
    layers() {
      const { map, data } = this;
      const decode = (rings) => rings.map(unpack);
      const base = data.base;
      this.base = { land: decode(base.land), near: base.near.map(([name, rings]) => ({ name, rings: decode(rings) })), inner: decode(base.inner),
        lake: decode(base.lake), delta: decode(base.delta), river: base.river.map(([rank, line]) => [rank, unpack(line)]),
        road: base.road.map(([rank, line]) => [rank, unpack(line)]), areas: new Map(Object.entries(base.areas).map(([i, rings]) => [+i, decode(rings)])), names: base.names };
      for (const [name, z] of [["mc-land", 200], ["mc-ground", 250], ["mc-lines", 320], ["mc-marks", 450], ["mc-labels", 460]]) {
        const pane = map.createPane(name); pane.style.zIndex = z; pane.style.pointerEvents = "none";
      }
      const west = Math.min(...this.base.near.flatMap(({ rings }) => rings.map((r) => r.box[0]))), east = Math.max(...this.base.near.flatMap(({ rings }) => rings.map((r) => r.box[2])));
      const north = Math.min(...this.base.near.flatMap(({ rings }) => rings.map((r) => r.box[1]))), south = Math.max(...this.base.near.flatMap(({ rings }) => rings.map((r) => r.box[3])));
      this.frame = this.base.near.length ? [west, north, east, south] : null;
      this.nearLines = this.base.near.flatMap(({ rings }) => rings.flatMap((ring) => withoutFrame(ring, [west, north, east, south])));
      if (this.base.land.length) for (const place of this.model.places) place.abroad = !Number.isNaN(place.x) && !inside(this.base.land, place.x, place.y) && !nearRing(this.base.land, place, 8e-5);
      map.getPane("tilePane").style.zIndex = 150;
      this.tiled = () => { let found = false; map.eachLayer((layer) => { found = found || layer instanceof L.GridLayer; }); return found; };
      this.tiles = this.tiled();
      const layer = (paint, pane) => new Canvas(paint, { pane, padding: 0.25 }); // on the map with the first day
      this.land = layer((pen, view) => this.paintLand(pen, view), "mc-land");
      this.ground = layer((pen, view) => this.paintGround(pen, view), "mc-ground");
      this.lines = layer((pen, view) => this.paintLines(pen, view), "mc-lines");
      this.marks = layer((pen, view) => this.paintMarks(pen, view), "mc-marks");
      this.labels = layer((pen, view) => this.paintLabels(pen, view), "mc-labels");
      map.attributionControl && map.attributionControl.setPrefix("Leaflet");
      L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
      if (calm()) Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, inertia: false }), (map._zoomAnimated = false);
      const zoom = this.mapBox.querySelector(".leaflet-control-zoom");
      if (zoom) this.searchNode.after(); // the order of tabs: map, zoom, then what stands over it
    }

    /* -- what a new day, or a place chosen, has to draw again -- */

    redraw(first) {
      const draw = (canvas) => (this.map.hasLayer(canvas) ? canvas.redraw() : canvas.addTo(this.map));
      if (!this.map.hasLayer(this.land)) draw(this.land);
      const shades = [...this.model.cells.keys()].map((index) => this.shade(index)).join();
      if (first || shades !== this.shades) draw(this.ground);
      this.shades = shades;
      const outlines = [...this.base.areas.keys()].map((index) => this.shade(index)).join();
      if (first || outlines !== this.outlines) draw(this.lines);
      this.outlines = outlines;
      draw(this.marks);
      if (first) draw(this.labels); else this.nameSoon();
    }
    shade(index) { const { situation, level } = this.states[index]; return situation * 3 + level; }
    remark() { this.marks.redraw(); this.labels.redraw(); }
    /** Finding room for names takes longer than all the rest of a step: they follow at most four times a second. */
    nameSoon() {
      this.naming = this.naming || setTimeout(() => this.nameNow(), Math.max(0, (this.namedAt || 0) + NAME_MS - performance.now()));
    }
    nameNow() { if (this.naming) this.labels.redraw(); }

    /** Show all places of which anything is known; where they lie over more than half of the country, the whole of it. */
    fit() {
      const { map } = this, places = (this.extent = this.extent || this.model.bounds()), { x, y } = (this.fitted = map.getSize());
      this.untouched = true;
      if (!places || Math.min(x, y) < 40) return;
      const [near, far] = y < 300 ? [[16, 14], [16, 14]] : [[34, 40], [44, 36]];
      const land = L.latLngBounds(this.base.land.flatMap(({ box: [w, n, e, s] }) => [[w, n], [e, s]].map(([a, b]) => map.unproject([a * 256, b * 256], 0))));
      const share = land.isValid() && Math.max((places.getEast() - places.getWest()) / (land.getEast() - land.getWest()), (places.getNorth() - places.getSouth()) / (land.getNorth() - land.getSouth()));
      if (share > 0.5) map.fitBounds(land.extend(places), { paddingTopLeft: [12, x < 480 && y > 240 ? 56 : 12], paddingBottomRight: [12, 12], animate: false }); // on phones the search box lies over the top
      else map.fitBounds(places, { paddingTopLeft: near, paddingBottomRight: far, maxZoom: 9, animate: false });
    }

    paintLand(pen, view) {
      if (this.tiles) return;
      pen.fillStyle = "#F3F1EC"; pen.beginPath();
      for (const ring of this.base.land) trace(pen, view, ring, true);
      if (this.base.land.length) pen.fill("evenodd"); else pen.fillRect(0, 0, view.width, view.height);
      pen.fillStyle = "#EAEBE5"; pen.beginPath();
      for (const ring of this.base.delta) trace(pen, view, ring, true);
      pen.fill("evenodd");
    }

    /** What fills the ground of a state, or, where it ends softly, a share of it in the land's own colour. */
    tint(state, pen, ratio, share = 1) {
      const { blocs } = this.model, sides = this.model.sides(state);
      if (!sides.length || state.status === UNKNOWN) return null;
      const tints = sides.map((side) => mix(blocs[side][3][state.level], "#F3F1EC", share));
      if (state.status === CONTESTED) return stripes(pen, tints.flatMap((tint) => [tint, "#F3F1EC"]), 4, ratio);
      return tints.length > 1 ? stripes(pen, tints, 9, ratio) : tints[0];
    }

    paintGround(pen, view) {
      if (!this.shows("territory") || !this.states) return;
      if (this.tiles) pen.globalAlpha = 0.7;
      pen.lineWidth = 0.7;
      for (const [index, rings] of this.model.cells) {
        const state = this.states[index];
        if (state.status === UNKNOWN || offView(view, rings[0].box) || !this.passes(this.model.places[index])) continue;
        const soft = state.level === 2 && !this.tiles, tint = this.tint(state, pen, view.ratio, soft ? SOFT[0][1] : 1);
        if (!tint) continue;
        pen.beginPath();
        for (const ring of rings) trace(pen, view, ring, true);
        pen.fillStyle = tint; pen.fill("evenodd");
        if (typeof tint === "string") { pen.strokeStyle = tint; pen.stroke(); }
        if (soft) {
          const place = this.model.places[index], x = place.x * view.scale + view.dx, y = place.y * view.scale + view.dy, reach = (REACH[place.cls] / EQUATOR) * Math.cosh(Math.PI * (1 - 2 * place.y)) * view.scale;
          pen.save(); pen.clip("evenodd");
          for (const [far, share] of SOFT.slice(1)) { pen.beginPath(); pen.arc(x, y, reach * far, 0, TAU); pen.fillStyle = this.tint(state, pen, view.ratio, share); pen.fill(); }
        }
        const [, colour, sign] = this.model.blocs[this.model.sides(state)[0]];
        if (this.showPatterns && sign !== "none" && typeof tint === "string") { pen.fillStyle = texture(pen, mix(colour, "#F3F1EC", [0.8, 0.68, 0.58][state.level]), sign, view.ratio); pen.fill("evenodd"); }
        if (soft) pen.restore();
      }
      pen.globalAlpha = 1;
    }

    paintLines(pen, view) {
      const { base, tiles } = this;
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
        stroke(this.nearLines, "#C9C4B8", 0.8);
      }
      if (this.shows("regions")) stroke(base.inner, "#8E887A", 0.8, [3, 3]);
      stroke(base.land, GREY, 1.5);
      for (const [index, rings] of base.areas) {
        const state = this.states && this.states[index];
        if (!state || state.status === UNKNOWN || !this.shows("territory") || !this.passes(this.model.places[index])) continue;
        const sides = this.model.sides(state);
        stroke(rings, sides.length ? this.model.blocs[sides[0]][1] : GREY, 1.5, [6, 4]);
      }
      if (!tiles && this.frame) this.fadeOut(pen, view);
    }

    /** Lines fade away towards the frame in which the base map was cut out, so that none seems to end there. */
    fadeOut(pen, view) {
      const [west, north, east, south] = this.frame, x = (u) => u * view.scale + view.dx, y = (v) => v * view.scale + view.dy, broad = 70;
      pen.globalCompositeOperation = "destination-out";
      for (const [x0, y0, x1, y1, box] of [
        [0, y(north), 0, y(north) + broad, [0, 0, view.width, y(north) + broad]], [0, y(south), 0, y(south) - broad, [0, y(south) - broad, view.width, view.height]],
        [x(west), 0, x(west) + broad, 0, [0, 0, x(west) + broad, view.height]], [x(east), 0, x(east) - broad, 0, [x(east) - broad, 0, view.width, view.height]]]) {
        const fade = pen.createLinearGradient(x0, y0, x1, y1);
        fade.addColorStop(0, "#000"); fade.addColorStop(1, "transparent");
        pen.fillStyle = fade; pen.fillRect(box[0], box[1], Math.max(0, box[2] - box[0]), Math.max(0, box[3] - box[1]));
      }
      pen.globalCompositeOperation = "source-over";
    }

    size(place, zoom) {
      const factor = zoom < 5.4 ? 0.8 : zoom < 6.3 ? 0.9 : zoom < 8 ? 1 : 1.2;
      if (place.cls === VILLAGE && zoom < 5.6) return 2.5;
      return RADIUS[place.cls] * (place.cls === SITE ? 1 : factor);
    }

    /** What is to be drawn: every place with a position in view, where it is, how large; sites beside their town unless far enough to stand alone. */
    arrange(view) {
      const { model, states } = this, key = [view.scale, view.dx, view.dy, view.width, view.height].join();
      if (key !== this.arranged || this.kept || this.parties) {
        this.arranged = key;
        this.items = this.inView(view);
      }
      for (const item of this.items) {
        const state = states[item.index];
        if (state === item.state) continue;
        const mark = this.markOf(state);
        Object.assign(item, { state, mark, situation: state.situation, unknown: mark.status === UNKNOWN, look: null });
        item.r = this.radius(item, view.zoom);
        item.loud = state.besiegers.length > 0 || mark.status === CONTESTED || mark.recent || mark.doubt || item.place.cls <= SEAT;
      }
      const kept = this.thin(this.items, view);
      for (const item of kept) if (item.place.sites.length) this.addSites(item, view);
      return kept;
    }

    /** The places to be drawn in a view, the important first. */
    inView(view) {
      const { places } = this.model, items = [], pad = 40;
      for (const place of places) {
        if (place.cls >= AREA || place.cls === SITE && !this.shows("sites") || !this.passes(place)) continue;
        const town = place.cls === SITE && place.parent !== null ? places[place.parent] : null, on = town && Number.isNaN(place.x) ? town : place;
        if (Number.isNaN(on.x) || town && !Number.isNaN(town.x) && this.passes(town)) continue; // a site stands beside its town
        const x = on.x * view.scale + view.dx, y = on.y * view.scale + view.dy;
        if (x < -pad || y < -pad || x > view.width + pad || y > view.height + pad) continue;
        items.push({ place, index: place.index, x, y, r: 0, state: null, mark: null, situation: 0, unknown: true, loud: false, cover: null, pass: null, look: null, shape: shapeOf(place), sites: [] });
      }
      return items.sort((a, b) => a.place.cls - b.place.cls || a.place.index - b.place.index);
    }

    /** Where attacks of the last days were, beside the marks of their places. */
    attacked(view) {
      const at = new Map(this.drawn.map((item) => [item.place, item])), found = [];
      for (const index of this.model.attackedBefore(this.day, this.attackDays).keys()) {
        const place = this.model.places[index], x = place.x * view.scale + view.dx, y = place.y * view.scale + view.dy, { x: left = x, y: top = y, r = 0 } = at.get(place) || {};
        if (place.cls < AREA && !Number.isNaN(left) && this.passes(place)) found.push({ place, x: left - r * 0.8 - 4, y: top + r * 0.8 + 4 });
      }
      return found;
    }

    radius({ place, state, mark }, zoom) {
      if (place.cls === SITE) return 4.2;
      if (place.abroad && mark.status === UNKNOWN && zoom < 8) return 2.2;
      const r = this.size(place, zoom);
      if (mark.status !== UNKNOWN || state.besiegers.length) return r;
      return zoom < 6.3 ? Math.min(r, place.cls <= SEAT ? 5 : 2.2) : zoom < 7.5 ? Math.min(r, place.cls <= SEAT ? 6 : 3.2) : r * 0.9;
    }

    /** A town or village is left out where a bigger mark of the same holder covers it; what changed, is besieged or contested never is. */
    thin(items, view) {
      const large = new Crowd(view, items.reduce((most, { r }) => Math.max(most, r), SMALL)), small = new Crowd(view, SMALL), kept = [], unknown = [], pass = {};
      const keep = (item) => {
        if (!item.loud && item.place !== this.selected && !this.differs(item.place)) {
          const last = item.cover; // what covered it the last time mostly does so again
          if (last && last.pass === pass && covers(last.x, last.y, last.r, last.situation, item)) return;
          item.cover = large.covering(item) || (item.r < SMALL ? small.covering(item) : null);
          if (item.cover) return;
        }
        item.pass = pass;
        (item.r < SMALL ? small : large).add(item);
        kept.push(item);
      };
      for (const item of items) if (item.unknown) unknown.push(item); else keep(item);
      unknown.forEach(keep);
      return kept;
    }

    addSites(item, view) {
      const angles = [-45, 12, 66, 123, 180, -102];
      item.sites = [];
      if (!this.shows("sites")) return;
      for (const site of item.place.sites) {
        const state = this.states[site.index], mark = this.markOf(state), town = item.state;
        if (!this.passes(site)) continue;
        const differs = this.differs(site) || state.status !== UNKNOWN && (state.status !== town.status || String(state.holders) !== String(town.holders) || String(state.besiegers) !== String(town.besiegers));
        if (!differs && !(view.zoom >= 9 && state.status !== UNKNOWN) && site !== this.selected && view.zoom < 10.5) continue;
        const own = Number.isNaN(site.x) ? null : [site.x * view.scale + view.dx, site.y * view.scale + view.dy];
        if (own && Math.hypot(own[0] - item.x, own[1] - item.y) > item.r + 16) {
          item.sites.push({ place: site, state, mark, x: own[0], y: own[1], r: 4.6, shape: shapeOf(site), alone: true, sites: [] });
          continue;
        }
        const angle = angles[item.sites.filter((s) => !s.alone).length];
        if (angle === undefined) continue;
        const far = item.r + (item.state.besiegers.length ? 14 : 9), a = (angle * Math.PI) / 180;
        item.sites.push({ place: site, state, mark, x: item.x + Math.cos(a) * far, y: item.y + Math.sin(a) * far, r: 4.2, shape: shapeOf(site), sites: [] });
      }
    }

    ring(pen, { x, y, r, mark, shape }) {
      const site = shape === "square" || shape === "wing", many = this.manyRings;
      drawRing(pen, x, y, r + (mark.siege.length ? 10 : site ? 3 : 5) - (many ? 0.6 : 0), { shape, width: many ? 1 : site ? 1.2 : 1.7 });
    }
    /** Whether a place is to be ringed: in comparisons, where the other day tells otherwise. */
    differs() { return false; }

    /** With so many differences their rings are fine lines beneath the marks, which they would hide. */
    get manyRings() { return this.model.compare?.length > 60; }

    /** How a state is drawn. Where rings point at what differs between two days, none does at what changed of late. */
    markOf(state) { return this.model.mark(state.recent && this.model.compare?.length ? { ...state, recent: false } : state); }

    paintMarks(pen, view) {
      if (!this.states) return;
      const kept = this.arrange(view), many = kept.length > MANY;
      const isDot = (item) => item.r < 3 && item.shape === "circle" && item.mark.colours.length < 2 && item.mark.status !== CONTESTED && !item.mark.siege.length && !item.mark.recent && !item.sites.length;
      const dots = [], stamped = [], rest = [];
      for (let i = kept.length - 1; i >= 0; i--) (isDot(kept[i]) ? dots : many && !kept[i].sites.length ? stamped : rest).push(kept[i]);
      this.marked = kept;
      this.drawn = kept.some((item) => item.sites.length) ? kept.flatMap((item) => (item.sites.length ? [item, ...item.sites] : item)) : kept;
      const rings = () => { for (const item of this.drawn) if (this.differs(item.place)) this.ring(pen, item); };
      if (this.manyRings) rings();
      drawDots(pen, dots);
      if (many) (this.stamps = this.stamps || new Stamps()).draw(pen, view, stamped);
      for (const item of rest) {
        for (const site of item.sites) if (!site.alone) { pen.strokeStyle = RIM; pen.lineWidth = 1; pen.beginPath(); pen.moveTo(item.x, item.y); pen.lineTo(site.x, site.y); pen.stroke(); }
        drawMark(pen, item.x, item.y, item.r, item.mark, item.shape);
        for (const site of item.sites) drawMark(pen, site.x, site.y, site.r, site.mark, site.shape);
      }
      if (!this.manyRings) rings();
      this.bursts = this.shows("attacks") ? this.attacked(view) : [];
      for (const { x, y } of this.bursts) drawBurst(pen, x, y);
      const chosen = this.selected && this.drawn.find((item) => item.place === this.selected);
      if (chosen) drawRing(pen, chosen.x, chosen.y, chosen.r + (this.differs(chosen.place) ? 13 : 9), { width: 2.2 });
      this.offset = view.min;
    }

    /* -- names -- */

    paintLabels(pen, view) {
      clearTimeout(this.naming);
      this.naming = null;
      this.namedAt = performance.now();
      this.names = [];
      if (!this.marked || !this.shows("labels")) return;
      const names = new Boxes(96), marks = new Boxes(24), written = [];
      const cover = [60, 40, 18, 9, 9, 12], allow = [40, 16, 4, 2.9, 2.5, 2.9];
      for (const item of this.drawn) {
        const r = reach(item);
        marks.add([item.x - r, item.y - r, item.x + r, item.y + r, item.mark.status === UNKNOWN && item.r < 3.5 ? 2 : cover[item.place.cls], item]);
      }
      this.controls(view).forEach((box) => names.add(box));
      this.writeCountries(pen, view, names);
      const size = this.map.getSize(), corner = this.map.containerPointToLayerPoint([0, 0]).subtract(view.min);
      const visible = ({ x, y }) => x > corner.x - 4 && y > corner.y - 4 && x < corner.x + size.x + 4 && y < corner.y + size.y + 4;
      const areas = this.model.places.filter((p) => p.cls === AREA && this.passes(p) && !Number.isNaN(p.x) && this.states[p.index].status !== UNKNOWN && view.zoom >= 6.5)
        .map((place) => ({ place, state: this.states[place.index], mark: this.markOf(this.states[place.index]), x: place.x * view.scale + view.dx, y: place.y * view.scale + view.dy, r: 0, sites: [] }));
      const score = (item) => (item.place === this.selected ? 1e4 : 0) + [60, 40, 22, 10, 6, 9, 5][item.place.cls] + (item.mark.recent || this.differs(item.place) ? 16 : 0) +
        (item.mark.siege.length ? 14 : 0) + (item.mark.status === CONTESTED ? 12 : 0) + (item.mark.colours.length > 1 ? 6 : 0) +
        (item.sites.length ? 4 : 0) - (item.place.abroad ? 30 : 0) - (item.mark.status === UNKNOWN ? (item.place.cls <= SEAT ? 10 : 19) : 0);
      const wanted = [...this.drawn, ...areas].filter((item) => visible(item) && (item.place.cls !== SITE || view.zoom >= 9.5 || item.place === this.selected) &&
        !(item.mark.status === UNKNOWN && view.zoom < 6.2 && item.place.cls > SEAT && item.place !== this.selected && !this.differs(item.place)));
      for (const item of wanted) item.score = score(item);
      wanted.sort((a, b) => b.score - a.score || a.place.index - b.place.index);
      const limit = Math.round((size.x * size.y) / (this.narrow() ? 5200 : 9500));
      wanted.length = Math.min(wanted.length, limit * 8); // where thousands crowd, most find no room: do not try them all
      pen.textBaseline = "alphabetic"; pen.lineJoin = "round";
      for (const item of wanted) {
        if (written.length >= limit) break;
        const cls = item.place.cls, bold = cls <= SEAT && !item.place.abroad || item.mark.recent;
        const px = item.place.abroad ? 11 : [14, 13, 12, 11, 11, 11.5, 12][cls];
        const font = `${cls >= GROUND ? "italic " : ""}${bold ? 700 : 500} ${px}px ${FONT}`, width = this.widthOf(pen, font, item.place.name), height = px * 0.92;
        const spot = this.spotFor(item, width, height, names, marks, item.place === this.selected ? 999 : allow[cls] ?? 4, cls <= SEAT && !item.place.abroad);
        if (!spot) continue;
        const [x, y, leader] = spot;
        names.add([x - 2, y - height - 1, x + width + 2, y + 3]);
        if (leader) { pen.strokeStyle = GREY; pen.lineWidth = 1; pen.beginPath(); pen.moveTo(item.x, item.y); pen.lineTo(leader[0], leader[1]); pen.stroke(); }
        written.push({ item, x, y, font });
      }
      this.writeRegions(pen, view, names, marks);
      for (const { item, x, y, font } of written) {
        pen.font = font;
        pen.strokeStyle = HALO; pen.lineWidth = 3.2; pen.strokeText(item.place.name, x, y);
        pen.fillStyle = item.mark.status === UNKNOWN && item.place.cls > SEAT ? "#4A463E" : INK; pen.fillText(item.place.name, x, y);
      }
      this.names = written.map(({ item }) => item.place.name);
    }

    /** How long a name is; it is measured once for each font. */
    widthOf(pen, font, name) {
      this.widths = this.widths || new Map();
      if (!this.widths.has(font)) this.widths.set(font, new Map());
      const known = this.widths.get(font);
      if (!known.has(name)) { pen.font = font; known.set(name, pen.measureText(name).width); }
      return known.get(name);
    }

    /** Boxes over which no name may stand: search, zoom and scale. */
    controls(view) {
      const origin = this.mapBox.getBoundingClientRect(), corner = this.map.containerPointToLayerPoint([0, 0]);
      return [this.searchNode.firstChild, ...this.mapBox.querySelectorAll(".leaflet-control")].map((node) => {
        const b = node.getBoundingClientRect(), x = b.left - origin.left + corner.x - view.min.x, y = b.top - origin.top + corner.y - view.min.y;
        return [x - 3, y - 3, x + b.width + 3, y + b.height + 3];
      });
    }

    /** The place for a name: the eight positions in the order of the map-makers, the first that costs nothing, else the cheapest allowed. */
    spotFor(item, width, height, names, marks, allowed, insist) {
      const gap = reach(item) + (item.mark.siege.length ? 2 : 3.5) + (this.differs(item.place) ? 3 : 0), d = gap * 0.72, { x, y } = item;
      const spots = item.r === 0 ? [[x - width / 2, y + height / 2]] : [
        [x + d, y - d], [x + d, y + d + height * 0.85], [x - d - width, y - d], [x - d - width, y + d + height * 0.85],
        [x - width / 2, y - gap - 2], [x - width / 2, y + gap + height], [x + gap, y + height * 0.4], [x - gap - width, y + height * 0.4]];
      const cost = (box) => {
        if (names.meets(box)) return Infinity;
        let sum = 0;
        const area = (box[2] - box[0]) * (box[3] - box[1]);
        marks.some(box, ([a, b, c, e, weight, other]) => {
          if (other === item) return false;
          const share = (Math.min(box[2], c) - Math.max(box[0], a)) * (Math.min(box[3], e) - Math.max(box[1], b)) / Math.min(area, (c - a) * (e - b));
          sum += share * weight;
          return sum > allowed + 10; // dearer than any that is taken
        });
        return sum;
      };
      const size = this.map.getSize(), corner = this.map.containerPointToLayerPoint([0, 0]).subtract(this.offset);
      const outside = (box) => box[0] < corner.x + 2 || box[1] < corner.y + 2 || box[2] > corner.x + size.x - 2 || box[3] > corner.y + size.y - 2;
      let best = null;
      const apart = (box, other) => Math.hypot(Math.max(box[0] - other.x, 0, other.x - box[2]), Math.max(box[1] - other.y, 0, other.y - box[3])) - reach(other);
      /** What it costs to stand nearer to the mark of another place than to one's own: it would read as the other's name. */
      const mistaken = (box, near) => {
        const own = Math.min(apart(box, item) + 2, near), { mark } = item;
        let sum = 0;
        marks.some([box[0] - near, box[1] - near, box[2] + near, box[3] + near], ([, , , , , other]) => {
          if (other === item || item.sites.includes(other) || apart(box, other) > own) return false;
          const same = other.mark.status === mark.status && other.mark.weak === mark.weak && String(other.mark.colours) === String(mark.colours);
          sum += same || other.mark.status === UNKNOWN && other.r < 3.5 ? HARMLESS : MISTAKEN;
          return sum > allowed + 10;
        });
        return sum;
      };
      const attempt = (sx, sy, leader, extra) => {
        const box = [sx - 1, sy - height, sx + width + 1, sy + 2];
        if (outside(box)) return false;
        const over = cost(box), wrong = item.r === 0 || over > allowed + 10 ? 0 : mistaken([sx, sy - height, sx + width, sy], leader ? 2 * NEARBY : NEARBY), c = over + wrong * (leader ? LED : 1) + extra;
        if (!best || c < best[0]) best = [c, sx, sy, leader, wrong];
        return c === extra;
      };
      for (const [i, [sx, sy]] of spots.entries()) if (attempt(sx, sy, null, i * 0.01)) break;
      const beside = best && best[0] <= allowed ? best : null;
      if (!insist || beside && beside[4] < MISTAKEN) return beside && beside.slice(1, 4);
      best = null;
      for (const far of [14, 21, 28]) {
        for (const [ux, uy] of [[1, -1], [1, 1], [-1, -1], [-1, 1], [0, -1], [0, 1]]) {
          const lx = x + ux * (gap + far) * 0.8, ly = y + uy * (gap + far) * 0.8;
          attempt(ux < 0 ? lx - width : ux > 0 ? lx : lx - width / 2, ly + (uy > 0 ? height : 0), [lx, ly], far * 0.05);
        }
      }
      best = best && best[0] <= (beside ? beside[0] : allowed + 10) ? best : beside;
      return best && best.slice(1, 4);
    }

    /** Names of regions, letters set apart, where they meet no other name and no mark. */
    writeRegions(pen, view, names, marks) {
      if (!this.base.names || !this.shows("regions") || this.tiles || !("letterSpacing" in pen)) return;
      const size = this.map.getSize(), corner = this.map.containerPointToLayerPoint([0, 0]).subtract(view.min);
      pen.font = `500 10.5px ${FONT}`; pen.letterSpacing = "2px"; pen.fillStyle = "#8A8478";
      for (const [name, spots] of this.base.names) {
        const text = name.toUpperCase(), width = pen.measureText(text).width;
        for (let i = 0; i < spots.length; i += 3) {
          const [u, v] = mercator(spots[i] / 1000, spots[i + 1] / 1000), x = u * view.scale + view.dx, y = v * view.scale + view.dy, room = (spots[i + 2] / 360e3) * view.scale;
          const box = [x - width / 2 - 5, y - 9, x + width / 2 + 5, y + 9], inView = box[0] > corner.x + 4 && box[2] < corner.x + size.x - 4 && box[1] > corner.y + 4 && box[3] < corner.y + size.y - 4;
          if (!inView || room < width / 2 + 6 || names.meets(box) || marks.meets(box)) continue;
          names.add(box);
          pen.fillText(text, x - width / 2 + 1, y + 4);
          break;
        }
      }
      pen.letterSpacing = "0px";
    }

    writeCountries(pen, view, names) {
      if (!this.base.near.length || this.tiles) return;
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
        if (names.meets(box)) return;
        names.add(box);
        pen.fillStyle = GREY; pen.fillText(text, x, y);
      });
      if (spaced) pen.letterSpacing = "0px";
    }
  };
})();
