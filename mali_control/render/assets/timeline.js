/* The time bar under a map: slider, change to change, play, typed date, strip of changes, and one sentence that says what changed and why. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (!ns || ns.timeBar) return;
  const { el, fill, civil, dayOf, iso, fromIso, calm } = ns.draw;

  const TICK = 100, REST = 600, SHORT_SPAN = 200, FASTEST = 4, LONGEST = 500;
  const ICONS = {
    previous: "M5 4h2.4v12H5zM16 4v12L8.4 10z", next: "M12.6 4H15v12h-2.4zM4 4l7.6 6L4 16z", play: "M6 3.5v13L16.5 10z", pause: "M5.5 4h3.2v12H5.5zM11.3 4h3.2v12h-3.2z",
  };
  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 20 20"); svg.setAttribute("aria-hidden", "true"); path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  };
  const button = (name, label, onclick) => el("button", { type: "button", "aria-label": label, title: label, onclick }, icon(name));
  const lastOf = (year, month) => civil(dayOf(year, month + 1, 0))[2];

  class TimeBar {
    constructor(view) {
      this.view = view; this.words = view.words; this.first = this.from = view.data.first; this.last = this.to = view.data.last;
      this.changeDays = view.model.changeDays;
      this.build();
      view.listeners.push((what) => (what === "resize" ? (this.drawStrip(), this.curves.draw()) : this.follow()));
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.stop(); });
    }

    build() {
      const w = this.words, view = this.view;
      this.previous = button("previous", w.previous, () => this.jump(-1));
      this.next = button("next", w.next, () => this.jump(1));
      this.playButton = button("play", w.play, () => (view.playing ? this.stop() : this.start()));
      const option = ([value, text]) => el("option", { value }, text);
      const paces = calm() ? [] : [["0.25", "¼×"], ["0.5", "½×"], ["1", "1×"], ["2", "2×"], ["4", "4×"], ["10", "10×"], ["50", "50×"]];
      this.pace = el("select", { "aria-label": w.speed, title: w.speed }, ...paces.filter(([value]) => value <= FASTEST).map(option), ...(paces.length ? [el("optgroup", { label: w.passing_over }, ...paces.filter(([value]) => value > FASTEST).map(option))] : []), el("option", { value: "change" }, w.by_change));
      this.pace.value = paces.length ? "1" : "change";
      this.pace.addEventListener("change", () => this.curves.rate());
      this.slider = el("input", { type: "range", min: this.first, max: this.last, step: 1, "aria-label": w.date_shown, title: w.keys });
      this.slider.value = view.day;
      const { through } = view.data, unheard = through === null ? 0 : (this.last - Math.max(through, this.first)) / Math.max(1, this.last - this.first);
      this.slider.style.setProperty("--beyond", `${Math.max(0, unheard) * 100}%`); // days after the last report
      this.slider.addEventListener("input", () => { this.stop(); this.show(+this.slider.value); });
      this.slider.addEventListener("keydown", (e) => this.key(e));
      this.strip = el("canvas", { "aria-hidden": "true" });
      this.strip.addEventListener("click", (e) => this.clickOn(e, this.strip, 11));
      this.date = el("input", { type: "date", min: iso(this.first), max: iso(this.last), value: iso(view.day) });
      this.date.addEventListener("change", () => { const day = fromIso(this.date.value); if (day !== null) { this.stop(); this.show(day); } });
      this.say = el("p", { class: "mc-say", role: "status" });
      this.bar = el("section", { class: "mc-time", "aria-label": w.date_shown },
        el("div", { class: "mc-buttons" }, this.previous, this.playButton, this.next, this.pace),
        el("div", { class: "mc-slide" }, this.slider, this.strip), el("label", { class: "mc-date" }, w.date, this.date), this.say);
      this.curves = new ns.Curves(this);
      this.bar.append(this.curves.node);
      view.foot.before(this.bar);
      view.map.invalidateSize(false);
      view.fit();
    }

    /** Days a second where nothing changes, at the pace chosen; at the pace of one day a change, as at the usual one. */
    daysASecond() { return +(((Number(this.pace.value) || 1) * this.stride() * 1000) / this.rhythm()).toPrecision(3); }
    /** Play at so many days a second: a pace that is none of those to choose from becomes one. */
    setRate(days) {
      const value = String(+((days * this.rhythm()) / (this.stride() * 1000)).toPrecision(3));
      if (![...this.pace.options].some((option) => option.value === value)) this.pace.append(el("option", { value }, `${value.replace(".", this.words.decimal)}×`));
      this.pace.value = value;
    }
    /** Days a tick and milliseconds between ticks at the usual pace: short spans go day by day. */
    brief() { return this.last - this.first < SHORT_SPAN; }
    stride() { return this.brief() ? 1 : 7; }
    rhythm() { return this.brief() ? 250 : TICK; }

    /** The days between which it plays; all of the page's at first. */
    setSpan(from, to) {
      const fits = (day) => day !== null && day >= this.first && day <= this.last;
      this.from = fits(from) ? from : this.first;
      this.to = fits(to) && to > this.from ? to : this.last;
      if (this.curves) this.curves.span();
      this.view.writeAddress();
    }
    spanParts() { return this.from === this.first && this.to === this.last ? [] : [`from=${iso(this.from)}`, `to=${iso(this.to)}`]; }
    readSpan(asked) { if (asked.get("from") || asked.get("to")) this.setSpan(fromIso(asked.get("from")), fromIso(asked.get("to"))); }

    show(day) { this.view.show(Math.max(this.first, Math.min(this.last, day))); }

    key(event) {
      if (event.key === " ") { event.preventDefault(); if (this.view.playing) this.stop(); else this.start(); return; }
      const day = this.view.day, [year, month, date] = civil(day);
      const monthly = (step) => dayOf(year, month + step, Math.min(date, lastOf(year, month + step)));
      const turn = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      const to = turn ? (event.shiftKey ? this.changeFrom(turn) ?? day : day + turn) :
        { PageUp: monthly(1), PageDown: monthly(-1), Home: this.first, End: this.last }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.stop();
      this.show(to);
    }

    /** The day of the next change in a direction, or null. */
    changeFrom(direction) {
      const days = this.changeDays, day = this.view.day;
      let low = 0, high = days.length; // the first change on the day or after it; going on, after it
      while (low < high) { const mid = (low + high) >> 1; if (days[mid] < day + (direction > 0 ? 1 : 0)) low = mid + 1; else high = mid; }
      return (direction > 0 ? days[low] : days[low - 1]) ?? null;
    }
    jump(direction) { this.stop(); const day = this.changeFrom(direction); if (day !== null) this.show(day); }

    start() {
      const { view } = this;
      if (view.day >= this.to || view.day < this.from) this.show(this.from);
      view.playing = true;
      this.say.textContent = "";
      this.setPlayButton();
      const tick = () => {
        if (!view.playing) return;
        const byChange = this.pace.value === "change";
        const pace = Number(this.pace.value), leap = Math.max(1, pace / FASTEST), next = this.changeFrom(1) ?? this.to;
        const stride = this.rhythm() / pace > LONGEST ? 1 : this.stride(); // a slow pace goes day by day
        const step = view.day + Math.round(stride * leap); // a faster pace takes longer steps; up to there no change is passed over
        const to = byChange || leap === 1 && next < step ? next : step;
        this.show(Math.min(to, this.to));
        if (view.day >= this.to) { this.stop(); return; }
        const wait = byChange ? (calm() ? 2000 : 1200) : (this.rhythm() / Math.min(pace, FASTEST)) * (stride / this.stride());
        this.timer = setTimeout(tick, wait);
      };
      this.timer = setTimeout(tick, 50);
    }
    stop() {
      if (!this.view.playing) return;
      this.view.playing = false;
      clearTimeout(this.timer);
      this.setPlayButton();
      this.view.settle();
      this.follow();
    }
    setPlayButton() {
      const label = this.view.playing ? this.words.pause : this.words.play;
      this.playButton.replaceChildren(icon(this.view.playing ? "pause" : "play"));
      this.playButton.setAttribute("aria-label", label); this.playButton.title = label;
    }

    follow() {
      const { view } = this, { day } = view;
      this.slider.value = day;
      this.slider.style.setProperty("--at", `${((day - this.first) / Math.max(1, this.last - this.first)) * 100}%`);
      if (this.date.value !== iso(day)) this.date.value = iso(day);
      this.previous.disabled = this.changeFrom(-1) === null;
      this.next.disabled = this.changeFrom(1) === null;
      this.moveCursor();
      this.curves.follow();
      clearTimeout(this.rest);
      if (view.playing) return;
      this.slider.setAttribute("aria-valuetext", this.spoken());
      this.rest = setTimeout(() => {
        if (view.playing) return;
        this.tell();
        this.say.tabIndex = this.say.scrollHeight > this.say.clientHeight ? 0 : -1; // what is cut off can be reached by keys
      }, REST);
    }

    /** The whole of it for those who hear the slider: the day, the sides, how much has changed of late. */
    spoken() {
      const { view } = this, n = view.tally;
      const counts = view.model.blocs.map((_, i) => (n.blocs[i] ? `${view.say.bloc(i)} ${n.blocs[i]}` : "")).filter(Boolean).join(", ");
      return fill(this.words.spoken, { date: view.say.date(view.day), counts, n: n.recent });
    }

    /** The numbers of the states that begin on a day, the most important places first. */
    changesOn(day) {
      const { places, owner, changesOn } = this.view.model, place = (at) => places[owner[at]];
      return [...changesOn(day)].sort((a, b) => place(a).cls - place(b).cls || owner[a] - owner[b]);
    }
    names(names) { return this.view.say.list(names.length > 4 ? [...names.slice(0, 3), fill(this.words.others, { n: names.length - 3 })] : names); }

    /** What changed on the day, and who says so. */
    tell() {
      const { view } = this, { say, model, words } = { say: view.say, model: view.model, words: this.words }, day = view.day;
      const items = this.changesOn(day), place = (at) => model.places[model.owner[at]];
      if (!items.length) {
        const before = this.changeFrom(-1);
        const last = before === null ? "" : ` ${fill(words.last_was, { date: say.date(before), place: this.names(this.changesOn(before).map((at) => place(at).name)) })}`;
        this.say.textContent = fill(words.quiet, { date: say.date(day) }) + last;
        return;
      }
      const groups = new Map();
      for (const at of items) {
        const index = model.owner[at], before = model.state(index, day - 1), after = model.state(index, day), [first] = model.reportsOf(at), report = first === undefined ? null : model.report(first), rule = model.ruled(after);
        const source = rule || (report ? fill(words.source_line, { title: view.data.sources[report.source][0], section: fill(words.section, { section: report.section }) }) : words.rules[after.more.r] || ""); // what a rule of ours made no source says
        const said = { after: say.short(after, day), before: say.short(before, day - 1), source }, key = JSON.stringify(said);
        if (!groups.has(key)) groups.set(key, { ...said, names: [] });
        groups.get(key).names.push(place(at).name);
      }
      const told = [...groups.values()].slice(0, 3).map(({ names, after, before, source }) => {
        return fill(words.became, { place: this.names(names), after, before, source }).trim();
      });
      if (groups.size > 3) told.push(fill(words.more, { n: [...groups.values()].slice(3).reduce((sum, g) => sum + g.names.length, 0) }));
      this.say.textContent = fill(words.change_line, { date: say.date(day), changes: told.join(" ") });
    }

    /* -- strip: how many changes in each month; neutral, for it shows how much is known, not who gains -- */

    /** Bins of [first day, day after the last, changes]: months, in shorter spans weeks or days. */
    bins() {
      if (this.counted) return this.counted;
      const [year, month] = civil(this.first), span = this.last - this.first, bins = [];
      const edge = span > 800 ? (i) => dayOf(year, month + i, 1) : (i) => this.first + i * (span > 150 ? 7 : 1);
      for (let i = 0; edge(i) <= this.last; i++) bins.push([Math.max(edge(i), this.first), Math.min(edge(i + 1), this.last + 1), 0]);
      let at = 0;
      for (const day of this.changeDays) { while (day >= bins[at][1]) at++; bins[at][2] += this.view.model.changesOn(day).length; }
      return (this.counted = bins);
    }
    /** Where a day stands under the slider: the thumb's middle moves between its half widths. */
    x(day) { const inset = 11; return inset + ((day - this.first) / Math.max(1, this.last - this.first)) * (this.width - 2 * inset); }
    drawStrip() {
      const { strip } = this, ratio = window.devicePixelRatio || 1, width = strip.clientWidth, height = strip.clientHeight;
      if (!width || !height) return;
      this.width = width; // asked for once: it makes the browser lay out the page
      strip.width = width * ratio; strip.height = height * ratio;
      this.plain = this.plain || document.createElement("canvas");
      const text = 14, room = height - text - 2;
      this.layers = ["#4A463E", "#B9B3A6"].map((colour) => {
        const canvas = el("canvas", { width: strip.width, height: strip.height }), pen = canvas.getContext("2d");
        pen.scale(ratio, ratio);
        pen.fillStyle = colour;
        const most = Math.max(1, ...this.bins().map(([, , n]) => n));
        for (const [a, b, n] of this.bins()) if (n) { const x0 = this.x(a), h = Math.max(2, room * Math.sqrt(n / most)); pen.fillRect(x0, room - h, Math.max(1.5, this.x(b) - x0 - 1), h); }
        this.years(pen, width, room, height);
        return canvas;
      });
      this.moveCursor();
    }
    years(pen, width, room, height) {
      pen.fillStyle = "#4A463E"; pen.fillRect(this.x(this.first), room, this.x(this.last) - this.x(this.first), 1);
      pen.font = '11.5px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif'; pen.textBaseline = "alphabetic";
      const span = this.last - this.first, [y0, m0] = civil(this.first), ticks = [];
      if (span > 800) for (let y = y0; dayOf(y, 0, 1) <= this.last; y++) ticks.push([dayOf(y, 0, 1), width < 760 && span > 2500 ? `’${String(y).slice(2)}` : String(y)]);
      else if (span > 62) for (let i = 0; dayOf(y0, m0 + i, 1) <= this.last; i++) { const d = dayOf(y0, m0 + i, 1), [y, m] = civil(d); ticks.push([d, `${this.words.months_short[m]}${m === 0 || i === 0 ? ` ${y}` : ""}`]); }
      else for (let d = this.first; d <= this.last; d += 7) { const [, m, n] = civil(d); ticks.push([d, `${n} ${this.words.months_short[m]}`]); }
      let free = -Infinity;
      for (const [day, label] of ticks) {
        if (day < this.first) { if (span <= 800) continue; }
        const x = Math.max(this.x(this.first), this.x(day)), w = pen.measureText(label).width;
        pen.fillRect(x, room, 1, 4);
        if (x < free || x + w > width) continue;
        pen.fillText(label, x + 3, height - 2);
        free = x + w + 10;
      }
    }
    moveCursor() {
      if (!this.layers) { this.drawStrip(); return; }
      const { strip } = this, ratio = window.devicePixelRatio || 1, pen = strip.getContext("2d"), x = this.x(this.view.day) * ratio;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, strip.width, strip.height);
      [[this.layers[0], 0, x], [this.layers[1], x, strip.width - x]].forEach(([layer, from, width]) => { if (width >= 1) pen.drawImage(layer, from, 0, width, strip.height, from, 0, width, strip.height); });
      pen.fillStyle = "#1F1D1A"; pen.fillRect(x - 0.75 * ratio, 0, 1.5 * ratio, strip.height - 14 * ratio);
    }
    clickOn(event, canvas, inset = 1) {
      const box = canvas.getBoundingClientRect(), share = (event.clientX - box.left - inset) / (box.width - 2 * inset);
      this.stop();
      this.show(Math.round(this.first + Math.max(0, Math.min(1, share)) * (this.last - this.first)));
    }
  }

  ns.timeBar = (view) => { view.timeBar = new TimeBar(view); };
})();
