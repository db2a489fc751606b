/* Under the time bar: how many places, and how much ground, each side held, as curves that follow the slider; and the days between which it plays. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Curves) return;
  const { VILLAGE, HELD, INK, el, fill, iso, fromIso } = ns.draw;

  ns.Curves = class {
    constructor(bar) {
      this.bar = bar; this.view = bar.view;
      const w = this.view.words, box = (label, day, act) => {
        const input = el("input", { type: "date", min: iso(bar.first), max: iso(bar.last), value: iso(day), onchange: act });
        return [el("label", {}, label, input), input];
      };
      const span = () => bar.setSpan(fromIso(this.fromBox.value), fromIso(this.toBox.value));
      let from, to;
      [from, this.fromBox] = box(w.play_from, bar.first, span);
      [to, this.toBox] = box(w.play_to, bar.last, span);
      this.rateBox = el("input", { type: "number", min: 0.1, max: 5000, step: "any", value: bar.daysASecond(), onchange: () => { if (this.rateBox.checkValidity()) bar.setRate(+this.rateBox.value); } });
      const rate = el("label", {}, w.rate, this.rateBox);
      this.graphs = (this.view.data.km2 ? ["places", "ground"] : ["places"]).map((name) => ({ name, canvas: el("canvas", { role: "img" }) }));
      this.now = el("ul", { class: "mc-now" });
      this.body = el("div", { class: "mc-graphs" }, ...this.graphs.map(({ name, canvas }) => el("figure", {}, el("figcaption", {}, w.curves[name]), canvas)), this.now, el("div", { class: "mc-span" }, from, to, rate));
      this.node = el("details", { class: "mc-curves" }, el("summary", {}, w.curves.title), this.body);
      this.node.addEventListener("toggle", () => { this.view.resized(); this.draw(); });
      for (const { canvas } of this.graphs) canvas.addEventListener("click", (event) => bar.clickOn(event, canvas));
    }

    rate() { this.rateBox.value = this.bar.daysASecond(); }
    span() { this.fromBox.value = iso(this.bar.from); this.toBox.value = iso(this.bar.to); }

    /** For each graph and side the steps [day, value], counted from change to change. */
    series() {
      if (this.counted) return this.counted;
      const { model } = this.view, { first, changeDays } = this.bar, km2 = this.view.data.km2 || {}, blocs = model.blocs.map((_, i) => i);
      const side = (situation) => (situation.status === HELD && situation.sides.length === 1 ? situation.sides[0] : -1);
      const counts = blocs.map(() => [0, 0]), held = new Int8Array(model.places.length).fill(-1);
      const steps = blocs.map(() => [[], []]);
      const turn = (index, to) => {
        for (const [bloc, sign] of [[held[index], -1], [to, 1]]) if (bloc >= 0) { counts[bloc][0] += sign; counts[bloc][1] += sign * (km2[index] || 0); }
        held[index] = to;
      };
      const note = (day) => blocs.forEach((bloc) => [0, 1].forEach((k) => {
        const line = steps[bloc][k], last = line[line.length - 1];
        if (!last || last[1] !== counts[bloc][k]) line.push([day, counts[bloc][k]]);
      }));
      for (const place of model.places) if (place.cls <= VILLAGE && model.offset[place.index] < model.offset[place.index + 1]) turn(place.index, side(model.situationOf(model.at(place.index, first))));
      note(first);
      for (const day of changeDays) {
        for (const at of model.changesOn(day)) if (model.places[model.owner[at]].cls <= VILLAGE && day > first) turn(model.owner[at], side(model.situationOf(at)));
        note(day);
      }
      this.sides = blocs.filter((bloc) => steps[bloc][0].some(([, n]) => n));
      return (this.counted = steps);
    }
    value(bloc, k, day) { const found = this.series()[bloc][k].findLast(([from]) => from <= day); return found ? found[1] : 0; }

    draw() {
      if (!this.node.open) return;
      const { bar, view } = this, series = this.series(), ratio = window.devicePixelRatio || 1;
      this.graphs.forEach((graph, k) => {
        const { canvas } = graph, width = canvas.clientWidth, height = canvas.clientHeight, most = Math.max(1, ...this.sides.flatMap((bloc) => series[bloc][k].map(([, n]) => n)));
        if (!width) return;
        canvas.width = width * ratio; canvas.height = height * ratio;
        graph.x = (day) => 1 + ((day - bar.first) / Math.max(1, bar.last - bar.first)) * (width - 2);
        const y = (n) => height - 2 - (n / most) * (height - 16);
        const back = (graph.back = el("canvas", { width: canvas.width, height: canvas.height })), pen = back.getContext("2d");
        pen.scale(ratio, ratio);
        pen.strokeStyle = "#8E887A"; pen.lineWidth = 1; pen.beginPath(); pen.moveTo(0, height - 1.5); pen.lineTo(width, height - 1.5); pen.stroke();
        pen.fillStyle = "#4A463E"; pen.font = '11.5px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif'; pen.fillText(this.amount(most, k), 3, 11);
        for (const bloc of this.sides) {
          pen.beginPath();
          series[bloc][k].forEach(([day, n], i, all) => { if (i) pen.lineTo(graph.x(day), y(all[i - 1][1])); else pen.moveTo(graph.x(day), y(n)); pen.lineTo(graph.x(day), y(n)); });
          pen.lineTo(graph.x(bar.last), y(series[bloc][k][series[bloc][k].length - 1][1]));
          for (const [colour, broad] of [["#fff", 4.5], [view.model.blocs[bloc][1], 2]]) { pen.strokeStyle = colour; pen.lineWidth = broad; pen.lineJoin = "round"; pen.stroke(); }
        }
        const text = this.sides.map((bloc) => fill(view.words.curves.text, { side: view.say.bloc(bloc), a: this.amount(this.value(bloc, k, bar.first), k), b: this.amount(this.value(bloc, k, bar.last), k),
          most: this.amount(Math.max(...series[bloc][k].map(([, n]) => n)), k) }));
        canvas.setAttribute("aria-label", [`${view.words.curves[graph.name]}, ${fill(view.words.span, { a: view.say.date(bar.first), b: view.say.date(bar.last) })}`, ...text].join(". "));
      });
      this.follow();
    }
    amount(n, k) { return k ? `${this.view.say.whole(n)} km²` : String(n); }

    follow() {
      if (!this.node.open || !this.counted) return;
      const { view } = this, ratio = window.devicePixelRatio || 1;
      for (const { canvas, back, x } of this.graphs) {
        if (!back) continue;
        const pen = canvas.getContext("2d");
        pen.clearRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(back, 0, 0);
        pen.fillStyle = INK; pen.fillRect((x(view.day) - 0.75) * ratio, 0, 1.5 * ratio, canvas.height);
      }
      if (view.playing) return;
      this.now.replaceChildren(...this.sides.map((bloc) => {
        const key = el("i"); key.style.background = view.model.blocs[bloc][1];
        return el("li", {}, key, `${view.say.bloc(bloc)}${view.words.colon}${this.graphs.map((_, k) => this.amount(this.value(bloc, k, view.day), k)).join(", ")}`);
      }));
    }
  };
})();
