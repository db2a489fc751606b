/* Part of a map: the layers that readers switch, remembered in the address. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.Layers) return;
  const { el, fill } = ns.draw;
  const ALL = ["territory", "sites", "attacks", "labels", "regions"], AT_FIRST = ["territory", "sites", "labels", "regions"];
  const SPANS = [7, 30, 90, 365], SPAN = 30;

  ns.Layers = (Base) => class extends Base {
    shows(layer) { return this.layersOn ? this.layersOn.has(layer) : AT_FIRST.includes(layer); }

    /** A box to tick for each layer that the map has, the days that attacks are shown for, and patterns. */
    switches() {
      const w = this.words, has = { territory: this.model.cells.size, sites: this.model.places.some((p) => p.sites.length), attacks: this.model.attacks.length, labels: true, regions: this.data.base.inner.length };
      this.layersOn = new Set(AT_FIRST);
      this.attackDays = SPAN;
      this.ticks = new Map(ALL.filter((layer) => has[layer]).map((layer) => [layer, el("input", { type: "checkbox", checked: this.shows(layer),
        onchange: (e) => { if (e.target.checked) this.layersOn.add(layer); else this.layersOn.delete(layer); this.switched(); } })]));
      this.spanBox = el("select", { "aria-label": w.attack_days, title: w.attack_days, onchange: () => { this.attackDays = +this.spanBox.value; this.layersOn.add("attacks"); this.switched(); } },
        ...SPANS.map((days) => el("option", { value: days, selected: days === SPAN }, fill(w.last_days, { n: days }))));
      const patterns = el("input", { type: "checkbox", onchange: () => { this.showPatterns = patterns.checked; this.switched(); } });
      patterns.checked = this.showPatterns = !!(window.matchMedia && window.matchMedia("(forced-colors: active), (monochrome)").matches);
      const row = (tick, text) => el("label", { class: "mc-switch" }, tick, text);
      const rows = [...this.ticks].map(([layer, tick]) => (layer === "attacks" ? el("div", { class: "mc-pairing" }, row(tick, w.layers[layer]), this.spanBox) : row(tick, w.layers[layer])));
      return el("fieldset", { class: "mc-switches" }, el("legend", { class: "mc-hidden" }, w.layers_title), ...rows, this.model.cells.size ? row(patterns, w.patterns) : "");
    }

    switched() {
      for (const [layer, tick] of this.ticks) tick.checked = this.shows(layer);
      this.spanBox.value = this.attackDays;
      this.arranged = null;
      this.redraw(true);
      if (this.open) this.fillCard();
      this.paintLegend();
      this.writeAddress();
    }

    /** What the address says of the layers, where it is not as at first. */
    layerParts() {
      const on = ALL.filter((layer) => this.shows(layer)), parts = on.join() === AT_FIRST.join() ? [] : [`layers=${on.join() || "none"}`];
      return this.attackDays === SPAN ? parts : [...parts, `attacks=${this.attackDays}`];
    }
    readLayers(asked) {
      const layers = asked.get("layers"), days = +asked.get("attacks");
      if (layers === null && !days) return;
      if (layers !== null) this.layersOn = new Set(layers.split(",").filter((layer) => ALL.includes(layer)));
      if (SPANS.includes(days)) this.attackDays = days;
      this.switched();
    }
  };
})();
