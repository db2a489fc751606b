/* The ribbon chart: a band that is pointed at, tapped or reached by arrow keys says who held the place, since when, and who says so. All text is set as text. */
(() => {
  "use strict";
  const { bands, reports } = JSON.parse(document.getElementById("bands").textContent);
  const hits = [...document.querySelectorAll(".hits rect")], panel = document.querySelector("aside");
  const el = (tag, text, attributes = {}) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text) node.textContent = text;
    return node;
  };
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);
  let pinned = null; // the band that was clicked or reached by keys: pointing elsewhere shows another only for the time being

  const list = (title, numbers) => {
    const items = numbers.map((number) => {
      const [when, what, note, source] = reports[number], item = el("li");
      if (when) item.append(el("b", `${upper(when)}. `));
      item.append(`${sentence(upper(what))} `, note ? sentence(upper(note)) : "", el("small", source));
      return item;
    });
    const found = el("ol");
    found.append(...items);
    return [el("h3", title), found];
  };

  const show = (index) => {
    hits.forEach((hit, i) => hit.classList.toggle("on", i === index));
    if (index === null) { panel.hidden = true; return; }
    const band = bands[index], close = el("button", "×", { type: "button", "aria-label": panel.dataset.close });
    close.addEventListener("click", giveBack);
    panel.replaceChildren(close, el("h2", band.p), el("p", band.s, { class: "state" }), ...(band.e ? [el("p", band.e)] : []), ...(band.d || []).map((note) => el("p", note, { class: "quiet" })),
      ...(band.r ? list(panel.dataset.reports, band.r) : []), ...(band.o ? list(panel.dataset.otherwise, band.o) : []));
    panel.hidden = false;
    panel.scrollTop = 0;
  };
  const pin = (index) => { pinned = index; show(index); };
  const shut = () => { pinned = null; show(null); };
  let goingBack = false;
  /** Close the panel and go back to the band that it spoke of, without opening it again. */
  const giveBack = () => {
    const last = pinned;
    shut();
    if (last === null) return;
    goingBack = true;
    hits[last].focus({ preventScroll: true });
    goingBack = false;
  };

  /** One stop for the tab key; from there arrows go along the row, and up and down to what lies there at about the same time. */
  const stop = (index) => { hits.forEach((hit, i) => hit.setAttribute("tabindex", i === index ? "0" : "-1")); };
  const rows = new Map();
  hits.forEach((hit, i) => { const row = +hit.dataset.row; if (!rows.has(row)) rows.set(row, []); rows.get(row).push(i); });
  const middle = (i) => hits[i].x.baseVal.value + hits[i].width.baseVal.value / 2;
  const onTheWay = (from, key) => {
    const row = +hits[from].dataset.row, along = rows.get(row), at = along.indexOf(from);
    if (key === "ArrowRight") return along[at + 1];
    if (key === "ArrowLeft") return along[at - 1];
    if (key === "Home") return along[0];
    if (key === "End") return along[along.length - 1];
    const other = rows.get(row + { ArrowDown: 1, ArrowUp: -1 }[key]);
    return other && other.reduce((best, i) => (Math.abs(middle(i) - middle(from)) < Math.abs(middle(best) - middle(from)) ? i : best));
  };

  hits.forEach((hit, i) => {
    hit.setAttribute("role", "button");
    hit.setAttribute("aria-label", `${bands[i].p}. ${bands[i].s}`);
    hit.addEventListener("mouseenter", () => show(i));
    hit.addEventListener("mouseleave", () => show(pinned));
    hit.addEventListener("click", () => { stop(i); pin(i); });
    hit.addEventListener("focus", () => { stop(i); if (!goingBack) pin(i); });
    hit.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Escape") { shut(); return; }
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pin(i); panel.focus(); return; }
      if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
      event.preventDefault();
      const to = onTheWay(i, event.key);
      if (to !== undefined) hits[to].focus();
    });
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") giveBack(); });
  if (hits.length) stop(0);
})();
