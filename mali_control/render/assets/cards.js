/* Part of a map: pointing at places, and the card that opens with the evidence. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Cards) return;
  const { HELD, CONTESTED, UNKNOWN, el, fill, upper, embedded, civil, drawMark, shapeOf } = ns.draw;
  const OLD_DAYS = 365;

  ns.Cards = (Base) => class extends Base {
    bind() {
      const { map } = this;
      if (embedded()) { // in a frame the wheel scrolls the page until the reader turns to the map
        map.scrollWheelZoom.disable();
        map.once("click focus", () => map.scrollWheelZoom.enable());
      }
      map.on("dragstart", () => { this.untouched = false; });
      map.getContainer().addEventListener("wheel", () => { this.untouched = false; }, { passive: true });
      map.getContainer().addEventListener("keydown", (e) => { this.untouched = false; if (e.key === "Escape") { this.hideTip(); this.close(); } });
      map.on("moveend", () => this.writeAddress());
      map.on("click", (e) => { const hit = this.hit(e.containerPoint); if (hit) { this.opener = map.getContainer(); this.openCard(hit.place, this.narrow()); } else this.close(); });
      map.on("mousemove", (e) => this.hover(e.containerPoint));
      map.on("mouseout", () => this.hideTip());
      map.on("layeradd layerremove", () => { // a reader's own tiles must not lie hidden under the land
        if (this.tiled() === this.tiles) return;
        this.tiles = !this.tiles;
        for (const layer of [this.land, this.ground, this.lines, this.marks, this.labels]) layer.redraw();
      });
      map.on("popupclose", (e) => { if (e.popup === this.popup && !this.changing) this.closed(); });
      this.mapBox.querySelectorAll(".leaflet-control-zoom a").forEach((a) => a.addEventListener("click", () => { this.untouched = false; }));
    }

    /** Whether cards open as a sheet over the page, not as a balloon on the map. */
    asSheet() { return this.narrow(); }

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
      const text = el("div", {}, el("b", {}, item.place.name), [this.say.holder(item.state, this.day), this.say.since(item.state, this.day)].filter(Boolean).join(" "));
      this.tip = L.tooltip({ direction: "top", offset: [0, -item.r - 4], opacity: 1 }).setLatLng(this.latLng(item)).setContent(text).addTo(this.map);
      return undefined;
    }
    hideTip() { if (this.tip) { this.tip.remove(); this.tip = null; } this.tipFor = null; }
    latLng(item) { return this.map.layerPointToLatLng(L.point(item.x, item.y).add(this.offset)); }

    goTo(place, opener = null, focus = true) {
      this.opener = opener || (focus ? document.activeElement : null);
      const at = Number.isNaN(place.x) && place.parent !== null ? this.model.places[place.parent] : place;
      if (!Number.isNaN(at.x)) {
        this.untouched = false;
        const close = !this.map.getBounds().pad(-0.15).contains([at.lat, at.lon]) || this.map.getZoom() < 7;
        if (close) this.map.setView([at.lat, at.lon], Math.max(this.map.getZoom(), 7), { animate: false });
      }
      this.selected = place;
      this.remark();
      this.openCard(place, focus);
    }

    openCard(place, focus = false) {
      this.changing = true;
      this.hideTip();
      if (this.popup) { const old = this.popup.getElement(); this.popup.remove(); this.popup = null; old.remove(); } // at once, without fading
      if (this.sheet) { this.sheet.remove(); this.sheet = null; }
      this.open = this.selected = place;
      this.remark();
      this.card = el("article", { class: "mc-card", tabindex: "-1", "aria-label": place.name });
      this.fillCard();
      const item = this.drawn.find((d) => d.place === place), on = item ? this.latLng(item) : null;
      if (this.asSheet() || !on) {
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
      if (focus) this.card.focus({ preventScroll: true });
      this.writeAddress();
      this.tell();
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
      this.remark();
      if (this.opener && this.opener.isConnected) this.opener.focus({ preventScroll: true });
      this.opener = null;
      this.writeAddress();
      this.tell();
    }

    fillCard() {
      const place = this.open, w = this.words, { say, model, day } = this, state = model.state(place.index, day), mark = this.markOf(state);
      const ratio = window.devicePixelRatio || 1, picture = el("canvas", { width: 28 * ratio, height: 28 * ratio, "aria-hidden": "true" }), pen = picture.getContext("2d");
      pen.scale(ratio, ratio); drawMark(pen, 14, 14, 7.5, mark, shapeOf(place));
      const lines = [el("h2", {}, place.name), el("p", { class: "mc-quiet" }, upper(this.kindAndRegion(place)), Number.isNaN(place.x) ? `. ${w.no_position}` : "")];
      if (place.spellings.length) lines.push(el("p", { class: "mc-quiet" }, fill(w.also, { names: "" }), ...place.spellings.flatMap((s, i) => [i ? ", " : "", el("bdi", {}, s)])));
      const disputed = state.more.d || [];
      if (disputed.length) lines.push(el("p", { class: "mc-disputed" }, disputed.length === 1 ? w.disputed_one : fill(w.disputed, { n: disputed.length })));
      lines.push(el("p", { class: "mc-state" }, picture, el("span", {}, say.holder(state, day), ...this.sinceLink(state), ".")));
      if (state.besiegers.length) lines.push(el("p", {}, `${fill(w.siege, { who: say.whom(state.besiegers, day) })}.`));
      if (state.status !== UNKNOWN) {
        const parts = [`${fill(w.sure, { level: say.level(state), number: say.number(state.confidence, 2) })}.`];
        if (state.doubt) parts.push(w.day_doubt);
        if (day - state.evidence > OLD_DAYS) parts.push(fill(w.old, { date: say.date(state.evidence) }));
        if (state.more.i) parts.push(w.indirect);
        lines.push(el("p", {}, parts.join(" ")));
      }
      if (w.rules[state.more.r]) lines.push(el("p", { class: "mc-quiet" }, w.rules[state.more.r]));
      if (model.history(place.index).length > 1) lines.push(...this.life(place));
      const section = (title, reports) => { if (reports && reports.length) lines.push(el("h3", {}, title), el("ol", {}, ...reports.map((r) => this.reportItem(place, r)))); };
      const reports = model.reportsOf(state.at);
      if (reports.length) section(w.reports, reports); else if (state.status === UNKNOWN) lines.push(el("p", { class: "mc-quiet" }, w.no_reports));
      section(w.otherwise, disputed); section(w.claims, state.more.c); section(w.attacks, [...new Set([...(state.more.a || []), ...(this.shows("attacks") ? model.attackedBefore(day, this.attackDays).get(place.index) || [] : [])])]);
      const sites = place.sites.filter((site) => model.history(site.index).length);
      if (sites.length) lines.push(el("h3", {}, w.sites), el("ul", {}, ...sites.map((site) => el("li", {}, this.link(site), `${w.colon}${say.short(this.states[site.index], day)}`))));
      if (place.note) lines.push(el("p", { class: "mc-quiet" }, upper(place.note)));
      this.card.replaceChildren(...lines);
    }

    /** Since when; where there is a slider, a link that moves it there. */
    sinceLink(state) {
      const since = this.say.since(state, this.day), { first, last } = this.data, moves = this.timeBar && state.start >= first && state.start <= last;
      if (!since) return [];
      const move = () => { this.timeBar.stop(); this.show(state.start); this.card.focus({ preventScroll: true }); };
      return [" ", moves ? el("button", { type: "button", class: "mc-link", onclick: () => setTimeout(move) }, since) : since]; // later: the click's own button goes
    }

    reportItem(place, index) {
      const w = this.words, { say } = this, { kind, by, against, earliest, latest, source, section, standing, note, about, end, claimed, reported } = this.model.report(index);
      const day = latest ?? earliest ?? this.day;
      let when = say.when("on", earliest, latest);
      if (end !== null && end !== latest) when = fill(w.span, { a: when, b: say.date(end) });
      const [deed, over] = w.kinds[kind] || [kind, ""];
      const what = (by.length ? fill(deed, { by: say.whom(by, day) }) : deed.replace(/\s\S*\s*\{by\}/, "")) + (against.length && over ? ` ${fill(over, { against: say.whom(against, day) })}` : "");
      const [title, publisher] = this.data.sources[source];
      const standingText = claimed || w.standings[standing] || standing;
      const late = reported !== null && reported !== latest ? fill(w.reported, { date: say.date(reported) }) : "";
      return el("li", {}, el("b", {}, upper(when)), `${w.colon}${what}${about !== place.name ? ` (${fill(w.about, { place: about })})` : ""}.`,
        note ? el("span", {}, ` ${upper(note)}${/[.!?]$/.test(note) ? "" : "."}`) : "",
        el("small", {}, [[title, publisher].filter(Boolean).join(", "), section ? fill(w.section, { section }) : "", standingText, late].filter(Boolean).join(" · ")));
    }

    /** A place's whole history as one small bar. */
    life(place) {
      const { model, say } = this, states = model.history(place.index);
      const from = Math.max(model.dawn, states[0][0]), to = Math.max(this.data.last, this.data.through ?? 0, states[states.length - 1][0] + 30);
      const bar = el("div", { class: "mc-life", role: "img" }), told = [];
      states.forEach(([start, until, { status, holders }]) => {
        const a = Math.max(from, start), b = Math.min(until, to);
        if (b <= a) return;
        const piece = el("span", { title: `${say.date(a)}${this.words.colon}${say.short({ status, holders, besiegers: [] }, a)}` });
        piece.style.width = `${((b - a) / (to - from)) * 100}%`;
        const colours = holders.map((f) => model.factions[f][3]);
        if (status === HELD && colours.length) piece.style.background = colours.length === 1 ? colours[0] : `linear-gradient(${colours.map((c, k) => `${c} ${(k / colours.length) * 100}% ${((k + 1) / colours.length) * 100}%`).join(",")})`;
        else if (status === CONTESTED) piece.style.background = `repeating-linear-gradient(45deg, ${colours.map((c, k) => `${c} ${k * 6}px ${k * 6 + 3}px, #fff ${k * 6 + 3}px ${k * 6 + 6}px`).join(",")})`;
        bar.append(piece);
        told.push(`${say.date(a)}${this.words.colon}${say.short({ status, holders, besiegers: [] }, a)}`);
      });
      const cursor = el("i"); cursor.style.left = `${((this.day - from) / (to - from)) * 100}%`; bar.append(cursor);
      bar.setAttribute("aria-label", fill(this.words.history_text, { place: place.name, text: told.slice(0, 40).join(this.words.semicolon) }));
      return [bar, el("p", { class: "mc-years" }, el("span", {}, String(civil(from)[0])), el("span", {}, String(civil(to)[0])))];
    }
  };
})();
