/* A map in the frame of somebody's page, and a map on paper. */
(() => {
  "use strict";
  const ns = window.maliControl;
  if (ns.framed) return;
  const { el, fill } = ns.draw;
  /** The map on paper in CSS pixels before its style sheet makes it smaller, and how many dots are drawn for each. */
  const PAPER = [900, 650], DOTS = 2.5;

  /** The line that stands under an embedded map whatever its size; opened, it says the rest. */
  const caption = (view) => {
    const { words: w, data } = view, line = el("span"), publishers = [...new Set(data.sources.map(([title, publisher]) => publisher || title))];
    const tell = () => { line.textContent = fill(w.caption_line, { date: view.when(), sources: publishers.join(", ") }); };
    const all = data.sources.map(([title, publisher]) => [title, publisher].filter(Boolean).join(", ")).join(w.semicolon);
    const parts = [w.caption, w.definition, view.note.textContent, w.untranslated, `${w.sources}${w.colon}${all}.`, fill(w.credits, { credits: data.credits.join(", ") })];
    view.foot.prepend(el("details", { class: "mc-caption" }, el("summary", {}, line), el("div", { tabindex: "0", role: "region", "aria-label": w.note }, ...parts.filter(Boolean).map((text) => el("p", {}, text)))));
    view.listeners.push(tell);
    tell();
  };

  const layersOf = (pane) => [pane.land, pane.ground, pane.lines, pane.marks, pane.labels];

  /** All canvases of a map as one: printed one by one, browsers make each of them opaque. */
  const flattened = (pane) => {
    const { map } = pane, corner = map.containerPointToLayerPoint([0, 0]), size = map.getSize();
    const canvas = el("canvas", { class: "mc-flat", width: size.x * DOTS, height: size.y * DOTS, "aria-hidden": "true" }), pen = canvas.getContext("2d");
    canvas.style.width = `${size.x}px`; canvas.style.height = `${size.y}px`;
    if (!pane.tiles) { pen.fillStyle = "#E3E0D8"; pen.fillRect(0, 0, canvas.width, canvas.height); }
    for (const layer of layersOf(pane)) {
      const { x, y } = layer._bounds.min.subtract(corner);
      pen.drawImage(layer._container, Math.round(x * DOTS), Math.round(y * DOTS));
    }
    L.DomUtil.setPosition(canvas, corner);
    map.getPane("mc-labels").append(canvas);
    return canvas;
  };

  /** Before printing a map takes the size of the sheet and draws itself fine enough for paper; afterwards all is as it was. Of two maps each takes half. */
  const onPaper = (view) => {
    const { map, root } = view;
    let kept = null;
    const draw = (panes, [width, height], dots) => {
      ns.dots = dots;
      for (const { mapBox, map: one } of panes) {
        mapBox.style.width = width; mapBox.style.height = height;
        one.invalidateSize({ animate: false, pan: false });
      }
      if (kept.untouched && dots) view.fit(); else map.setView(kept.center, kept.zoom, { animate: false });
      for (const layer of panes.flatMap(layersOf)) layer._update();
    };
    window.addEventListener("beforeprint", () => {
      if (kept) return;
      const panes = view.first ? [view.first, view] : [view];
      kept = { panes, center: map.getCenter(), zoom: map.getZoom(), untouched: view.untouched, over: view.over,
        shut: [view.legend, view.list, view.sourceList].filter((part) => part && !part.open) };
      kept.shut.forEach((part) => { part.open = true; });
      root.classList.add("mc-paper");
      if (kept.over) view.lay(false);
      draw(panes, [`${PAPER[0] / panes.length}px`, `${PAPER[1]}px`], DOTS);
      kept.flat = panes.map(flattened);
    });
    window.addEventListener("afterprint", () => {
      if (!kept) return;
      kept.flat.forEach((canvas) => canvas.remove());
      kept.shut.forEach((part) => { part.open = false; });
      root.classList.remove("mc-paper");
      if (kept.over) view.lay(true);
      draw(kept.panes, ["", ""], 0);
      view.untouched = kept.untouched;
      kept = null;
    });
  };

  ns.framed = (view) => {
    if (view.embed) caption(view);
    onPaper(view);
  };
})();
