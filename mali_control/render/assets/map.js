/* A map with its page: layout, search, legend, lists, table, address. Text of the data is only ever set as text. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.start) return;
  const { VILLAGE, SITE, GROUND, AREA, HELD, CONTESTED, UNKNOWN, GREY, el, fill, fold, upper, mix, embedded, iso, fromIso, typos, drawMark, drawBurst } = ns.draw;
  const LIST_DAYS = 365, LEAST_MAP = 180;

  /* ---------- the page around one map ---------- */

  class View extends ns.Handling(ns.Painting(ns.Layers(ns.Cards(Object)))) {
    constructor(map, id, data, handle) {
      super();
      this.map = map; this.id = id; this.data = data; this.handle = handle;
      this.model = new ns.Model(data); this.say = new ns.Speech(this.model); this.words = data.words;
      this.day = data.shown; this.open = null; this.selected = null; this.drawn = []; this.names = []; this.listeners = [];
      this.embed = "mcEmbed" in document.documentElement.dataset; // the page was made for a frame
      if (!document.documentElement.lang) document.documentElement.lang = data.language;
      this.layout();
      this.layers();
      this.fit();
      this.bind();
      if (data.timeline && ns.timeBar) ns.timeBar(this);
      ns.framed(this);
      this.show(this.day, true);
      this.readAddress();
      new ResizeObserver(() => this.resized()).observe(this.root);
    }

    /* -- layout -- */

    layout() {
      const box = this.map.getContainer(), w = this.words, computed = box.style;
      const { title } = this.data;
      this.title = title;
      this.root = el("div", { class: this.embed ? "mc mc-embed" : "mc", id: `${this.id}_page` });
      this.root.style.width = "100%"; this.root.style.height = "100%";
      box.replaceWith(this.root);
      this.dayNode = el("span", { class: "mc-day" });
      this.beyondNode = el("span", { class: "mc-known", hidden: true }, this.data.through === null ? "" : fill(w.beyond, { date: this.say.date(this.data.through) }));
      this.summary = el("p", { class: "mc-hidden", id: `${this.id}_summary` });
      this.mapBox = el("div", { class: "mc-map" }, box);
      for (const [name, value] of [["position", "absolute"], ["inset", "0"], ["width", "auto"], ["height", "auto"]]) box.style.setProperty(name, value, "important");
      box.setAttribute("role", "region"); box.setAttribute("aria-describedby", `${this.id}_summary`); box.setAttribute("tabindex", "0");
      this.side = el("aside", { class: "mc-side", "aria-label": w.legend, tabindex: "0" });
      this.foot = el("div", { class: "mc-foot" });
      this.skip = el("a", { class: "mc-skip", href: `#${this.id}_table`, onclick: (e) => { e.preventDefault(); this.openTable(); } }, this.data.compare ? w.skip_both : w.skip);
      this.grid = el(document.querySelector("main") ? "div" : "main", { class: "mc-grid" }, this.skip,
        el("header", { class: "mc-head" }, el("h1", {}, title), this.dayNode, this.data.known === null ? null : el("span", { class: "mc-known" }, fill(w.known_then, { date: this.say.date(this.data.known) })), this.beyondNode), this.mapBox, this.side, this.foot);
      this.root.append(this.grid);
      this.mapBox.prepend(this.summary);
      this.mapBox.append(this.searchBox());
      for (const [way, word] of [["in", w.zoom_in], ["out", w.zoom_out]]) this.mapBox.querySelectorAll(`.leaflet-control-zoom-${way}`).forEach((a) => { a.title = word; a.setAttribute("aria-label", word); });
      this.map.invalidateSize(false);
      this.sideParts();
      this.tablePart();
      const panels = ".mc-table, .mc-curves, .mc-caption";
      this.grid.addEventListener("toggle", ({ target }) => { // what is opened shuts what would leave no room for the map
        if (!target.open || !target.matches(panels)) return;
        requestAnimationFrame(() => { // it is filled by then
          for (const other of this.grid.querySelectorAll(panels)) if (target.open && other !== target && other.open && this.mapBox.clientHeight < LEAST_MAP) other.open = false;
        });
      }, true);
    }

    narrow() { return this.root.clientWidth < 700 || (this.embed && this.root.clientHeight < 560); }
    coarse() { return window.matchMedia && window.matchMedia("(pointer: coarse)").matches; }

    resized() {
      this.map.invalidateSize({ animate: false, pan: false });
      if (this.untouched && !this.fitted.equals(this.map.getSize())) this.fit();
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
      this.changesBox = el("ul", { class: "mc-changes" });
      const lost = this.model.places.filter((p) => Number.isNaN(p.x) && p.cls < AREA);
      this.lostBox = el("ul", { class: "mc-plain" });
      this.lost = lost;
      this.note = el("p", {});
      const sources = el("ul", { class: "mc-plain" }, ...this.data.sources.map(([title, publisher, published]) =>
        el("li", {}, title, el("small", {}, [publisher, published].filter(Boolean).join(", ")))));
      this.side.append(this.legend, this.switches(),
        el("h2", {}, w.changes), this.changesBox);
      if (lost.length) this.side.append(el("details", {}, el("summary", {}, `${w.unlocated} (${lost.length})`), this.lostBox));
      this.side.append(el("h2", {}, w.note), el("p", {}, w.caption), el("p", {}, w.definition), this.note, w.untranslated ? el("p", {}, w.untranslated) : "",
        this.data.credits.length ? el("p", {}, fill(w.credits, { credits: this.data.credits.join("; ") })) : "",
        (this.sourceList = this.data.sources.length ? el("details", {}, el("summary", {}, `${w.sources} (${this.data.sources.length})`), sources) : ""));
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

    /** Places whose name or spelling begins with the folded text, then those that hold it, else those that nearly do; each with the spelling that fits. */
    lookUp(wanted) {
      this.index = this.index || this.model.places.flatMap((place) => [place.name, ...place.spellings].map((spelling) => [fold(spelling), place, spelling]));
      const best = new Map();
      for (const [key, place, spelling] of this.index) {
        const score = key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9;
        if (score === 9) continue;
        const rank = score * 100 + place.cls * 10 + (spelling === place.name ? 0 : 1);
        if (!best.has(place) || best.get(place)[0] > rank) best.set(place, [rank, spelling]);
      }
      if (!best.size && wanted.length > 3) { // nothing fits: forgive a letter or two, of the whole name or of its beginning
        for (const [key, place, spelling] of this.index) {
          const most = wanted.length > 7 ? 2 : 1, wrong = Math.min(typos(key, wanted, most), typos(key.slice(0, wanted.length), wanted, most) + 0.5);
          const rank = 300 + wrong * 100 + place.cls * 10;
          if (wrong <= most + 0.5 && (!best.has(place) || best.get(place)[0] > rank)) best.set(place, [rank, spelling]);
        }
      }
      return [...best].sort((a, b) => a[1][0] - b[1][0] || (a[0].name < b[0].name ? -1 : 1)).map(([place, [, spelling]]) => [place, spelling]);
    }

    kindAndRegion(place) {
      const w = this.words, town = place.parent !== null ? this.model.places[place.parent] : null;
      const kind = town && place.cls === SITE ? `${this.say.kind(place)}, ${fill(w.site_of, { town: town.name })}` : this.say.kind(place);
      return place.region && place.region !== place.name ? fill(w.in_region, { kind, region: place.region }) : kind;
    }

    /* -- showing a day -- */

    when() { return this.say.date(this.day); }

    show(day, first = false) {
      this.day = Math.max(this.data.first, Math.min(this.data.last, day));
      const { model } = this;
      this.follow();
      this.redraw(first);
      this.dayNode.textContent = this.when();
      this.beyondNode.hidden = this.data.through === null || this.day <= this.data.through;
      this.map.getContainer().setAttribute("aria-label", fill(this.words.map, { title: this.title, date: this.say.date(this.day) }));
      if (!this.playing) this.settle();
      this.listeners.forEach((listener) => listener("day"));
      this.tell();
    }

    /** Take the states of the day; most look as they did, and stay. */
    follow() {
      const { model, day } = this;
      const count = model.places.length;
      if (!this.states) Object.assign(this, { states: new Array(count), from: new Float64Array(count).fill(Infinity), until: new Float64Array(count) });
      for (let index = 0; index < count; index++) {
        if (day >= this.from[index] && day < this.until[index]) continue;
        const state = model.state(index, day), place = model.places[index];
        if (this.counted) this.count(this.counted, place, this.states[index], -1);
        this.states[index] = state;
        this.from[index] = state.from; this.until[index] = state.until;
        if (this.counted) this.count(this.counted, place, state, 1);
      }
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

    counts(states, day) {
      const { places, blocs, factions } = this.model, found = { all: 0, known: 0, joint: 0, mixed: 0, contested: 0, unknown: 0, besieged: 0, weak: 0, doubt: 0, recent: 0, sites: 0, ground: 0, areas: 0,
        attacked: this.attackedUpTo(day), blocs: blocs.map(() => 0), factions: factions.map(() => 0) };
      for (const place of places) this.count(found, place, states[place.index], 1);
      return found;
    }
    /** Add a place to what was found (1), or take it from it (-1). */
    count(found, place, state, n) {
      if (!this.passes(place)) return;
      if (state.status !== UNKNOWN) {
        if (place.cls === SITE) found.sites += n;
        if (place.cls === GROUND) found.ground += n;
        if (this.base.areas.has(place.index)) found.areas += n;
      }
      if (place.cls > VILLAGE) return;
      const { weak, doubt, recent } = this.markOf(state);
      found.all += n;
      if (state.status !== UNKNOWN) found.known += n; else found.unknown += n;
      if (state.besiegers.length) found.besieged += n;
      if (weak) found.weak += n;
      if (doubt) found.doubt += n;
      if (recent) found.recent += n;
      if (state.status === CONTESTED) found.contested += n;
      if (state.status !== HELD) return;
      const sides = this.model.sides(state);
      if (state.holders.length > 1) found.joint += n;
      if (sides.length === 1) found.blocs[sides[0]] += n; else found.mixed += n;
      for (const f of state.holders) found.factions[f] += n;
    }

    /** The map for those who do not see it: how many places each side held. */
    inWords(tally) {
      const { say, words: w } = this, sides = this.model.blocs.map((_, i) => (tally.blocs[i] ? `${say.bloc(i)} ${tally.blocs[i]}` : ""));
      const counts = [...sides, ...Object.entries(w.map_counts).map(([what, text]) => (tally[what] ? fill(text, { n: tally[what] }) : ""))].filter(Boolean).join(", ");
      return `${fill(w.map_text, { ...tally, counts: counts && `${w.colon}${counts}` })} ${this.data.compare ? w.differences_listed : w.map_listed}`;
    }

    /** How many places were attacked in the last days, where that is shown. */
    attackedUpTo(day) {
      return this.shows("attacks") ? [...this.model.attackedBefore(day, this.attackDays).keys()].filter((index) => this.passes(this.model.places[index])).length : 0;
    }

    /** What the legend counts: the day shown; in a comparison both. From day to day only what turns is counted again. */
    tallies() {
      this.counted = this.counted || this.counts(this.states, this.day);
      this.counted.attacked = this.attackedUpTo(this.day);
      return [this.counted];
    }

    paintLegend() {
      const w = this.words, { model } = this, tallies = this.tallies(), n = (this.tally = tallies[tallies.length - 1]);
      const number = (pick) => el("span", { class: "mc-n" }, tallies.map(pick).join(" → ")), any = (pick) => tallies.some((t) => pick(t) > 0);
      this.summary.textContent = this.inWords(n);
      if (this.playing) return;
      const pictures = this.pictures || (this.pictures = new Map());
      const once = (make) => (...asked) => { // a picture is drawn when first asked for
        const key = JSON.stringify([make.name, make.length, window.devicePixelRatio, asked]);
        if (!pictures.has(key)) pictures.set(key, make(...asked));
        return pictures.get(key);
      };
      const swatch = once((mark, shape, beside) => {
        const ratio = window.devicePixelRatio || 1, canvas = el("canvas", { width: 30 * ratio, height: 30 * ratio, "aria-hidden": "true" }), pen = canvas.getContext("2d");
        pen.scale(ratio, ratio);
        drawMark(pen, beside ? 11 : 15, 15, 7, { siege: [], weak: false, doubt: false, recent: false, glyph: "none", ...mark }, shape);
        if (beside) for (const [shape, y] of [["square", 7], ["wing", 22]]) drawMark(pen, 23.5, y, 4, { siege: [], glyph: "none", ...beside }, shape);
        return canvas;
      });
      const dashed = once((colour) => {
        const ratio = window.devicePixelRatio || 1, canvas = el("canvas", { width: 30 * ratio, height: 30 * ratio, "aria-hidden": "true" }), pen = canvas.getContext("2d");
        pen.scale(ratio, ratio); pen.strokeStyle = colour; pen.lineWidth = 1.5; pen.setLineDash([6, 4]); pen.strokeRect(4, 8, 22, 14);
        return canvas;
      });
      const burst = once(() => {
        const ratio = window.devicePixelRatio || 1, canvas = el("canvas", { width: 30 * ratio, height: 30 * ratio, "aria-hidden": "true" }), pen = canvas.getContext("2d");
        pen.scale(ratio, ratio); drawBurst(pen, 15, 15);
        return canvas;
      });
      const ever = this.everShown || (this.everShown = this.sidesShown());
      const rows = model.blocs.map((bloc, i) => {
        if (!ever.has(i)) return null;
        const names = model.factions.map((f, k) => (f[2] === i && any((t) => t.factions[k]) ? `${this.say.faction(k, this.day)} ${tallies.map((t) => t.factions[k]).join(" → ")}` : null)).filter(Boolean);
        return el("li", { class: any((t) => t.blocs[i]) ? null : "mc-zero" }, swatch({ status: HELD, colours: [bloc[1]], glyph: bloc[2] }), el("span", {}, el("b", {}, this.say.bloc(i)), names.length ? el("small", {}, names.join(", ")) : ""), number((t) => t.blocs[i]));
      }).filter(Boolean);
      const some = [...ever].slice(0, 2).map((i) => model.blocs[i]);
      const one = some[0] || ["", GREY, "none"], two = some[1] || one, pair = [one[1], two === one ? mix(one[1], "#FFFFFF", 0.6) : two[1]];
      const plain = { status: HELD, colours: [one[1]], glyph: one[2] };
      const statuses = [
        ["joint", "joint", swatch({ status: HELD, colours: pair })], ["contested", "contested", swatch({ status: CONTESTED, colours: pair })],
        ["besieged", "besieged", swatch({ ...plain, siege: [pair[1]] })], ["unknown", "unknown", swatch({ status: UNKNOWN, colours: [] })],
        ["weak", "weak", swatch({ ...plain, weak: true })], ["doubt", "doubt", swatch({ ...plain, doubt: true })],
        ["recent", "recent", swatch({ ...plain, recent: true })], ["site", "sites", swatch(plain, "circle", { status: HELD, colours: [pair[1]] })],
        ["ground", "ground", swatch(plain, "diamond")], ["area", "areas", dashed(one[1])], ["attacked", "attacked", burst()],
      ].filter(([, count]) => any((t) => t[count])).map(([word, count, picture]) => el("li", {}, picture, el("span", {}, w[word], word === "joint" ? el("small", {}, w.joint_counted) : ""), number((t) => t[count])));
      const share = (t) => {
        const bar = el("div", { class: "mc-bar", "aria-hidden": "true" });
        const part = (count, colour, cls) => { if (count) { const s = el("span", { class: cls }); s.style.flex = `${count} 0 0`; if (colour) s.style.background = colour; bar.append(s); } };
        model.blocs.forEach((bloc, i) => part(t.blocs[i], bloc[1]));
        part(t.mixed + t.contested, null, "mc-mixed"); part(t.unknown, null, "mc-blank");
        return bar;
      };
      this.legendBody.replaceChildren(...tallies.map(share), el("p", { class: "mc-counted" }, el("span", {}, w.counted), el("span", {}, `${tallies.map((t) => t.known).join(" → ")} / ${n.all}`)), el("ul", { class: "mc-blocs" }, ...rows), el("ul", {}, ...statuses));
    }

    /** The sides that hold, contest or besiege anything within the days of the page. */
    sidesShown() {
      const { model } = this, found = new Set();
      for (let at = 0; at < model.starts.length; at++) if (model.onPage(at)) found.add(model.lookOf[at]);
      const situations = [...found].map((look) => model.situations[model.looks[look][0]]), known = situations.filter(({ status }) => status !== UNKNOWN);
      return new Set([...known.flatMap(({ holders }) => holders), ...situations.flatMap(({ besiegers }) => besiegers)].map((f) => model.factions[f][2]));
    }

    listChanges() {
      const { model, say } = this, found = [], most = 8;
      for (let day = this.day; day > this.day - LIST_DAYS && found.length < most; day--) {
        const turned = [...model.changesOn(day)].filter((at) => model.turned(at) && model.places[model.owner[at]].cls <= GROUND && this.passes(model.places[model.owner[at]]));
        found.push(...turned.map((at) => [day, model.places[model.owner[at]]]).sort(([, a], [, b]) => a.cls - b.cls || a.index - b.index));
      }
      const item = ([day, place]) => {
        const before = model.state(place.index, day - 1), after = model.state(place.index, day), bounds = after.more.b;
        return el("li", {}, el("span", {}, bounds ? upper(say.when("on", bounds[1], bounds[2])) : say.date(day)), this.link(place), `${this.words.colon}${say.short(before, day - 1)} → ${say.short(after, day)}`);
      };
      this.changesBox.replaceChildren(...(found.length ? found.slice(0, most).map(item) : [el("li", {}, fill(this.words.no_changes, { days: LIST_DAYS }))]));
    }

    link(place) { return el("button", { type: "button", class: "mc-link", onclick: (e) => this.goTo(place, e.currentTarget) }, place.name); }

    /* -- table -- */

    tablePart() {
      const w = this.words;
      this.table = el("details", { class: "mc-table", id: `${this.id}_table` }, el("summary", {}, `${w.table} (${this.model.places.length})`));
      this.filter = el("input", { type: "search", "aria-label": w.filter, placeholder: w.filter, oninput: () => this.fillTable() });
      this.rowsShown = el("span", { role: "status" });
      this.tableBody = el("tbody");
      this.table.append(el("div", { tabindex: "0", role: "region", "aria-label": w.table }, this.filter, this.rowsShown,
        el("table", {}, el("caption", { class: "mc-hidden" }, w.table), el("thead", {}, el("tr", {}, ...w.columns.map((c) => el("th", { scope: "col" }, c)))), this.tableBody)));
      this.table.addEventListener("toggle", () => {
        if (this.table.open) this.fillTable();
        else if (!this.table.offsetHeight) this.map.getContainer().focus(); // in a small frame the table lay over the map
      });
      this.table.addEventListener("keydown", (e) => { if (e.key === "Escape" && this.embed) this.table.open = false; });
      this.foot.append(this.table);
    }
    openTable() { this.table.open = true; this.fillTable(); this.table.querySelector("summary").focus(); }
    fillTable() {
      const { say, model, day } = this, wanted = fold(this.filter.value), most = 1000;
      const fits = model.places.filter((p) => this.passes(p) && (!wanted || [p.name, p.region, ...p.spellings, say.kind(p), say.short(this.states[p.index], day)].some((t) => fold(t).includes(wanted))));
      fits.sort((a, b) => (this.states[a.index].status === UNKNOWN) - (this.states[b.index].status === UNKNOWN) || (a.name < b.name ? -1 : 1));
      this.rowsShown.textContent = fill(this.words.shown_rows, { n: Math.min(most, fits.length), all: model.places.length });
      this.tableBody.replaceChildren(...fits.slice(0, most).map((place) => {
        const state = model.state(place.index, day), reports = model.reportsOf(state.at);
        const sources = [...new Set(reports.map((r) => this.data.sources[model.report(r).source][0]))].join(this.words.semicolon);
        return el("tr", {}, el("th", { scope: "row" }, this.link(place)), ...[say.kind(place), place.region, upper(say.short(state, day)), say.since(state, day),
          state.status === UNKNOWN ? "" : fill(this.words.sure, { level: say.level(state), number: say.number(state.confidence, 2) }), sources].map((text) => el("td", {}, text)));
      }));
    }

    /* -- address: #d=2023-11-14&p=kidal&v=lat,lon,zoom; by hand also #date=2023-11-14&place=kidal&zoom=9 -- */

    isFirst() { return Object.values(ns.maps)[0] === this.handle; }
    readAddress() {
      if (!this.isFirst()) return;
      try {
        const asked = new URLSearchParams(window.location.hash.slice(1)), day = fromIso(asked.get("d") || asked.get("date"));
        const view = (asked.get("v") || "").split(",").map(Number);
        if (asked.get("v") && view.length === 3 && view.every(Number.isFinite)) { this.untouched = false; this.map.setView([view[0], view[1]], view[2], { animate: false }); }
        this.readLayers(asked);
        if (this.timeBar) this.timeBar.readSpan(asked);
        if (day !== null && day !== this.day) this.show(day);
        const place = this.model.byId.get(asked.get("p") || asked.get("place")), zoom = Number(asked.get("v") ? NaN : asked.get("zoom") || NaN);
        if (Number.isFinite(zoom)) { this.untouched = false; this.map.setView(place && !Number.isNaN(place.x) ? [place.lat, place.lon] : this.map.getCenter(), zoom, { animate: false }); }
        if (place && place !== this.open) { if (asked.get("v") || Number.isFinite(zoom)) { this.selected = place; this.openCard(place); } else this.goTo(place, null, false); }
      } catch (error) { /* frames without an address of their own */ }
    }
    addressParts() { return []; }
    writeAddress() {
      clearTimeout(this.addressTimer);
      if (!this.isFirst()) return;
      this.addressTimer = setTimeout(() => {
        try {
          if (embedded()) return;
          const c = this.map.getCenter(), parts = [`d=${iso(this.day)}`];
          if (this.open) parts.push(`p=${encodeURIComponent(this.open.id)}`);
          parts.push(...this.addressParts(), ...this.layerParts(), ...(this.timeBar ? this.timeBar.spanParts() : []));
          if (!this.untouched) parts.push(`v=${c.lat.toFixed(3)},${c.lng.toFixed(3)},${this.map.getZoom()}`);
          window.history.replaceState(null, "", `#${parts.join("&")}`);
        } catch (error) { /* srcdoc frames and sandboxes may not touch it */ }
      }, 300);
    }

    /** What is shown, for tests and for other scripts in the page; changing it changes nothing. */
    state() {
      this.nameNow();
      const { model } = this, status = ["controlled", "contested", "unknown"], ids = model.factions.map((f) => f[5]);
      return {
        date: iso(this.day), title: this.title, zoom: this.map.getZoom(), open: this.open ? this.open.id : null, labels: [...this.names],
        changes: model.changeDays.map((day) => [iso(day), Array.from(model.changesOn(day), (at) => model.places[model.owner[at]].id)]),
        counts: JSON.parse(JSON.stringify(this.tally)),
        marks: this.drawn.map((item) => {
          const p = this.map.layerPointToContainerPoint(L.point(item.x, item.y).add(this.offset));
          return { id: item.place.id, name: item.place.name, shape: item.shape, status: status[item.state.status], controllers: item.state.holders.map((f) => ids[f]),
            besiegedBy: item.state.besiegers.map((f) => ids[f]), confidence: model.state(item.place.index, this.day).confidence, weak: item.mark.weak, doubt: item.mark.doubt, recent: item.mark.recent,
            colours: [...item.mark.colours], x: p.x, y: p.y };
        }),
        cells: [...model.cells.keys()].filter((i) => this.states[i].status !== UNKNOWN).map((i) => model.places[i].id),
      };
    }
  }

  ns.View = View;
  ns.start = (map, id) => {
    const data = JSON.parse(document.getElementById(id).textContent);
    const handle = (ns.maps[id] = {});
    const view = new (data.compare ? ns.Comparison : View)(map, id, data, handle);
    Object.assign(handle, view.handling());
    try { window.addEventListener("hashchange", () => view.readAddress()); } catch (error) { /* none in a sandbox */ }
    return handle;
  };
})();
