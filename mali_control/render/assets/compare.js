/* Two days side by side, or one over the other: maps that move together, the differences ringed on both and listed with their reports. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Comparison) return;
  const { UNKNOWN, el, fill, fold, upper, drawMark, shapeOf } = ns.draw;

  const groups = (items, key) => {
    const found = new Map();
    for (const item of items) { const k = key(item); if (!found.has(k)) found.set(k, []); found.get(k).push(item); }
    return found;
  };

  /** What the cards of both maps have in common: each says of which day it is, and in place of two balloons one sheet lies over two maps. */
  const Dated = (Base) => class extends Base {
    fillCard() { super.fillCard(); this.card.prepend(el("p", { class: "mc-of" }, this.say.date(this.day))); }
    slideIntoView(on) {
      if (this.narrow()) return super.slideIntoView(on);
      const p = on && this.map.latLngToContainerPoint(on), beside = this.sheet.offsetLeft + this.sheet.offsetWidth + 60;
      if (p && p.x < beside) { this.untouched = false; this.map.panBy([p.x - beside, 0], { animate: false }); }
      return undefined;
    }
    openCard(place, focus) { if (this.asSheet()) this.other().close(); super.openCard(place, focus); this.other().select(place); }
    closed() { super.closed(); if (!this.other().open) this.other().select(null); }
    select(place) { this.selected = place; this.remark(); }
  };

  /* ---------- the map of the first day: ground, marks and cards of its own, everything else is the comparison's ---------- */

  class FirstMap extends Dated(ns.Handling(ns.Painting(ns.Cards(Object)))) {
    constructor(owner, box) {
      super();
      Object.assign(this, { owner, data: owner.data, model: owner.model, say: owner.say, words: owner.words, grid: owner.grid, searchNode: owner.searchNode,
        day: owner.data.first, open: null, selected: null, drawn: [], names: [], states: null, mapBox: el("div", { class: "mc-map" }, box) });
    }
    start() {
      const { options } = this.owner.map, { zoomSnap, zoomDelta, wheelPxPerZoomLevel, minZoom, maxZoom } = options;
      this.map = L.map(this.mapBox.firstChild, { zoomSnap, zoomDelta, wheelPxPerZoomLevel, minZoom, maxZoom, zoomControl: false, center: [17, 0], zoom: 6, zoomAnimation: false, attributionControl: false });
      this.owner.map.eachLayer((layer) => { if (layer instanceof L.TileLayer) L.tileLayer(layer._url, layer.options).addTo(this.map); });
      this.layers();
      this.bind();
      this.states = this.model.places.map((_, index) => this.model.state(index, this.day));
      this.redraw(true);
    }

    other() { return this.owner; }
    asSheet() { return this.owner.asSheet(); }
    shows(layer) { return this.owner.shows(layer); }
    get attackDays() { return this.owner.attackDays; }
    get showPatterns() { return this.owner.showPatterns; }
    set untouched(value) { this.owner.untouched = value; }
    narrow() { return this.owner.narrow(); }
    coarse() { return this.owner.coarse(); }
    differs(place) { return this.owner.differs(place); }
    passes(place) { return this.owner.passes(place); }
    kindAndRegion(place) { return this.owner.kindAndRegion(place); }
    link(place) { return this.owner.link(place); }
    writeAddress() { this.owner.writeAddress(); }
  }

  /* ---------- the page: the second day's map is the view's own ---------- */

  ns.Comparison = class extends Dated(ns.View) {
    /* -- layout -- */

    layout() {
      this.found = this.data.compare.map(([index, sort, gained, lost, since, changes]) => ({ place: this.model.places[index], sort, gained, lost, since: this.say.whenBy(this.data.last, since[0], since[1]), changes,
        before: this.model.state(index, this.data.first), after: this.model.state(index, this.data.last) }));
      this.ringed = new Set(this.found.map((d) => d.place));
      super.layout();
      const w = this.words, { first, last } = this.data, box = el("div", { tabindex: "0", role: "region", "aria-label": fill(w.map, { title: this.title, date: this.say.date(first) }), "aria-describedby": `${this.id}_summary1` });
      this.root.classList.add("mc-compare");
      box.className = "mc-first-map";
      this.first = new FirstMap(this, box);
      this.firstSummary = el("p", { class: "mc-hidden", id: `${this.id}_summary1` });
      this.knob = el("input", { type: "range", min: 0, max: 100, step: 1, value: 50, class: "mc-knob", "aria-label": w.border, oninput: () => this.cut() });
      this.modeButton = el("button", { type: "button", class: "mc-mode", "aria-pressed": "false", onclick: () => this.lay(!this.over) }, w.overlay);
      this.grid.querySelector(".mc-head").append(this.modeButton);
      this.pair = el("div", { class: "mc-pair" }, el("h2", { class: "mc-when" }, this.say.date(first)), el("h2", { class: "mc-when mc-later" }, this.say.date(last)));
      this.mapBox.before(this.pair);
      this.pair.append(this.firstSummary, this.first.mapBox, this.mapBox, this.knob, this.searchNode);
      this.map.options.zoomAnimation = this.map._zoomAnimated = false; // the other map could not follow within the motion
      this.lay(this.overAtFirst());
      this.map.invalidateSize(false); // it has got another width
    }

    /** What is different first, then what every map has beside it. */
    sideParts() {
      super.sideParts();
      const w = this.words, old = this.changesBox.previousSibling, n = this.found.length;
      old.remove(); this.changesBox.remove();
      const rest = el("div", { class: "mc-rest" }, ...this.side.childNodes);
      const parts = n ? [this.balance(), ...[...groups(this.found, (d) => d.sort)].flatMap(([sort, items]) => [el("h3", {}, `${w.difference_sorts[sort]} (${items.length})`),
        ...[...groups(items, (d) => `${this.told(d, "before")} → ${this.told(d, "after")}`)].map(([text, list]) => this.turn(text, list))])] : [];
      const { passing } = this.data;
      this.list = el("details", { class: "mc-differences" }, el("summary", {}, `${w.differences} (${n})`), el("div", {}, el("p", {}, n ? w.ringed : w.no_differences), ...parts,
        passing ? el("p", {}, passing === 1 ? w.passing_one : fill(w.passing, { n: passing })) : ""));
      this.list.open = !this.narrow();
      this.side.append(this.list, rest);
      const oneOpen = (one, other) => one.addEventListener("toggle", () => { if (one.open && this.narrow()) other.open = false; this.side.classList.toggle("mc-open", one.open || other.open); });
      oneOpen(this.list, this.legend); oneOpen(this.legend, this.list);
    }

    told(difference, which) { return this.say.short(difference[which], which === "before" ? this.data.first : this.data.last); }

    /** How many places each holder gained and lost. */
    balance() {
      const w = this.words, count = new Map();
      for (const { gained, lost } of this.found) for (const [side, list] of [[0, gained], [1, lost]]) for (const f of list) { if (!count.has(f)) count.set(f, [0, 0]); count.get(f)[side]++; }
      if (!count.size) return "";
      const rows = [...count].sort((a, b) => b[1][0] + b[1][1] - a[1][0] - a[1][1] || a[0] - b[0]);
      return el("table", { class: "mc-balance" }, el("thead", {}, el("tr", {}, ...w.balance.map((c) => el("th", { scope: "col" }, c)))),
        el("tbody", {}, ...rows.map(([f, [gained, lost]]) => el("tr", {}, el("th", { scope: "row" }, this.say.faction(f, this.data.last)), el("td", {}, String(gained || "–")), el("td", {}, String(lost || "–"))))));
    }

    /** Places with one and the same difference: how it looked before and after, then each with since when and why. */
    turn(text, list) {
      const ratio = window.devicePixelRatio || 1, picture = el("canvas", { width: 62 * ratio, height: 26 * ratio, "aria-hidden": "true" }), pen = picture.getContext("2d"), [{ place, before, after }] = list;
      pen.scale(ratio, ratio);
      drawMark(pen, 14, 13, 6, this.markOf(before), shapeOf(place)); drawMark(pen, 48, 13, 6, this.markOf(after), shapeOf(place));
      pen.strokeStyle = pen.fillStyle = "#4A463E"; pen.lineWidth = 1.2; pen.beginPath(); pen.moveTo(26, 13); pen.lineTo(33, 13); pen.stroke();
      pen.beginPath(); pen.moveTo(36.5, 13); pen.lineTo(32, 10.4); pen.lineTo(32, 15.6); pen.fill();
      return el("section", { class: "mc-turn" }, el("h4", {}, picture, el("span", {}, upper(text)), list.length > 1 ? el("span", { class: "mc-n" }, String(list.length)) : ""), el("ul", {}, ...list.map((d) => this.row(d))));
    }

    row({ place, after, since, changes }) {
      const w = this.words, reports = this.model.reportsOf(after.at), report = reports.length ? this.model.report(reports[0]) : null;
      const about = [this.kindAndRegion(place), since, changes > 1 ? fill(w.steps, { n: changes }) : ""].filter(Boolean).join(" · ");
      const source = this.model.ruled(after) || (report ? [this.data.sources[report.source][0], report.section ? fill(w.section, { section: report.section }) : ""].filter(Boolean).join(", ") : w.rules[after.more.r] || "");
      const item = el("li", {}, this.link(place), el("small", {}, about), source ? el("small", {}, source) : "");
      if (reports.length) {
        const why = el("details", { class: "mc-why" }, el("summary", {}, `${after.more.r === "aged" ? w.last_reports : w.reports} (${reports.length})`));
        why.addEventListener("toggle", () => { if (why.open && why.childElementCount === 1) why.append(el("ol", {}, ...reports.map((r) => this.reportItem(place, r)))); });
        item.append(why);
      }
      return item;
    }

    /* -- two maps as one -- */

    layers() {
      super.layers();
      this.first.start();
      const alone = (act) => { if (!this.moving) { this.moving = true; act(); this.moving = false; } };
      const follow = (from, to) => {
        from.on("move", () => alone(() => {
          if (to.getZoom() !== from.getZoom()) to.setView(from.getCenter(), from.getZoom(), { animate: false });
          to._rawPanBy(to.latLngToContainerPoint(from.containerPointToLatLng([0, 0])).round()); // without drawing anew, until the motion ends
          to.fire("move");
        }));
        from.on("moveend", () => alone(() => to.fire("moveend")));
      };
      follow(this.map, this.first.map); follow(this.first.map, this.map);
    }

    /** Lay the first map over the second, its border to be drawn across; or both beside each other. */
    lay(over) {
      this.over = over;
      this.pair.classList.toggle("mc-over", over);
      this.modeButton.setAttribute("aria-pressed", String(over));
      this.cut();
      if (!this.first.map) return;
      this.close(); this.first.close();
      for (const map of [this.map, this.first.map]) map.invalidateSize({ animate: false, pan: false });
      if (this.untouched) this.fit();
      this.writeAddress();
    }
    /** In a narrow frame there is no room for two maps. */
    overAtFirst() { return this.embed && this.root.clientWidth < 700; }
    cut() { this.pair.style.setProperty("--cut", this.knob.value / 100); this.knob.setAttribute("aria-valuetext", `${this.knob.value} %`); }

    resized() {
      if (this.first.map) this.first.map.invalidateSize({ animate: false, pan: false });
      const was = this.wasNarrow;
      super.resized();
      if (was !== this.wasNarrow) this.list.open = !this.wasNarrow;
    }

    switched() { super.switched(); this.first.arranged = null; this.first.redraw(true); }
    differs(place) { return this.ringed.has(place); }
    tallies() { return [this.counts(this.first.states, this.first.day), this.counts(this.states, this.day)]; }
    other() { return this.first; }
    asSheet() { return this.over || this.narrow(); }

    show(day, first = false) { super.show(this.data.last, first); }
    when() { return fill(this.words.compared, { first: this.say.date(this.data.first), second: this.say.date(this.data.last) }); }
    paintLegend() { super.paintLegend(); this.firstSummary.textContent = this.inWords(this.tallies()[0]); }
    listChanges() {}
    addressParts() { return this.over ? ["m=over"] : []; }
    readAddress() {
      try { const asked = new URLSearchParams(window.location.hash.slice(1)).get("m"), over = asked ? asked === "over" : this.overAtFirst(); if (this.isFirst() && over !== this.over) this.lay(over); } catch (error) { /* frames without an address of their own */ }
      super.readAddress();
    }

    /* -- table -- */

    tablePart() {
      super.tablePart();
      const w = this.words, dates = { first: this.say.date(this.data.first), second: this.say.date(this.data.last) };
      this.table.querySelector("summary").textContent = `${w.difference_table} (${this.found.length})`;
      this.table.querySelector("caption").textContent = w.difference_table;
      this.table.querySelector("thead tr").replaceChildren(...w.difference_columns.map((c) => el("th", { scope: "col" }, fill(c, dates))));
    }
    fillTable() {
      const { say } = this, { last } = this.data, wanted = fold(this.filter.value);
      const cells = (d) => [this.kindAndRegion(d.place), this.words.difference_sorts[d.sort], upper(this.told(d, "before")), upper(this.told(d, "after")), say.who(d.gained, last), say.who(d.lost, last),
        d.since, [...new Set(this.model.reportsOf(d.after.at).map((r) => this.model.report(r)).map((r) => [this.data.sources[r.source][0], r.section ? fill(this.words.section, { section: r.section }) : ""].filter(Boolean).join(", ")))].join("; ")];
      const fits = this.found.map((d) => [d, cells(d)]).filter(([{ place }, row]) => !wanted || [place.name, ...place.spellings, ...row].some((t) => fold(t).includes(wanted)));
      this.rowsShown.textContent = fill(this.words.shown_rows, { n: fits.length, all: this.found.length });
      this.tableBody.replaceChildren(...fits.map(([{ place }, row]) => el("tr", {}, el("th", { scope: "row" }, this.link(place)), ...row.map((text) => el("td", {}, text)))));
    }

    /** What is shown, for tests and other scripts. */
    state() {
      const ids = this.model.factions.map((f) => f[5]), { map } = this.first, apart = this.map.latLngToContainerPoint(map.containerPointToLatLng([0, 0])).distanceTo([0, 0]);
      const marks = (pane) => pane.drawn.map((item) => ({ id: item.place.id, status: ["controlled", "contested", "unknown"][item.state.status], controllers: item.state.holders.map((f) => ids[f]), ringed: this.differs(item.place) }));
      return { ...super.state(), over: this.over, together: map.getZoom() === this.map.getZoom() && apart < 1, openFirst: this.first.open ? this.first.open.id : null,
        selected: [this.first.selected, this.selected].map((place) => (place ? place.id : null)), first: marks(this.first), second: marks(this), labelsFirst: [...this.first.names],
        differences: this.found.map((f) => ({ id: f.place.id, sort: f.sort, gained: f.gained.map((i) => ids[i]), lost: f.lost.map((i) => ids[i]) })) };
    }
  };
})();
