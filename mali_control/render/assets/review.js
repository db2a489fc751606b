// The review page: one side lights up the other, filters, ticks, and the commands that they come to. A file cannot write; so it says what to run.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("review").textContent);
  const cards = [...document.querySelectorAll(".card")];
  const marks = [...document.querySelectorAll("mark[data-n]")];
  const byNumber = new Map(cards.map((card) => [card.dataset.n, card]));
  const el = (id) => document.getElementById(id);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
  const numbers = (mark) => mark.dataset.n.split(" ");
  const tick = (card, choice) => card.querySelector(`.${choice}`);
  const shown = () => cards.filter((card) => !card.hidden);

  // -- one side lights up the other --

  function light(lit) {
    const wanted = new Set(lit);
    cards.forEach((card) => card.classList.toggle("on", wanted.has(card.dataset.n)));
    marks.forEach((mark) => mark.classList.toggle("on", numbers(mark).some((n) => wanted.has(n))));
  }
  function reveal(target, box) {
    // Scrolls only the box that the target stands in, so that the other side stays where it is.
    if (!target) return;
    const inside = box && box.scrollHeight > box.clientHeight && getComputedStyle(box).overflowY === "auto";
    if (!inside) return target.scrollIntoView({ block: "center" });
    const where = target.getBoundingClientRect(), around = box.getBoundingClientRect();
    if (where.top < around.top || where.bottom > Math.min(around.bottom, innerHeight - 90)) box.scrollTop += where.top - around.top - 80;
  }
  const list = el("proposals");
  const sideBySide = () => getComputedStyle(list).position === "sticky";
  cards.forEach((card) => {
    card.addEventListener("pointerenter", () => light([card.dataset.n]));
    card.addEventListener("focusin", () => light([card.dataset.n]));
    card.addEventListener("focus", () => sideBySide() && reveal(el(`s${card.dataset.n}`), null));
  });
  marks.forEach((mark) => {
    mark.addEventListener("pointerenter", () => light(numbers(mark)));
    mark.addEventListener("click", () => go(numbers(mark).map((n) => byNumber.get(n)).find((card) => card && !card.hidden)));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.n");
    if (!link || !link.id) return;
    event.preventDefault();
    go(byNumber.get(link.textContent));
  });
  function go(card) {
    if (!card) return;
    card.hidden = false;
    card.focus({ preventScroll: true });
    reveal(card, list);
  }

  // -- ticks, kept while the browser lets us --

  const key = `mali-control review ${data.folder} ${cards.map((card) => card.dataset.id).join(" ")}`;
  const decisions = () => Object.fromEntries(cards.flatMap((card) =>
    tick(card, "accept").checked ? [[card.dataset.id, "accept"]] : tick(card, "reject").checked ? [[card.dataset.id, "reject"]] : []));
  function keep() { try { localStorage.setItem(key, JSON.stringify(decisions())); } catch { /* the ticks are lost with the page */ } }
  function restore() {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(key)) || {}; } catch { /* as above */ }
    cards.forEach((card) => ["accept", "reject"].forEach((choice) => { tick(card, choice).checked = kept[card.dataset.id] === choice; }));
  }
  function decide(card, choice) {
    ["accept", "reject"].forEach((other) => { tick(card, other).checked = other === choice; });
  }
  cards.forEach((card) => ["accept", "reject"].forEach((choice) => tick(card, choice).addEventListener("change", (event) => {
    decide(card, event.target.checked ? choice : "");
    update();
  })));
  el("all").addEventListener("click", () => { shown().forEach((card) => decide(card, "accept")); update(); });
  el("clear").addEventListener("click", () => { cards.forEach((card) => decide(card, "")); update(); });
  el("into").addEventListener("input", () => update());

  // -- the commands --

  const quoted = (text) => (/^[\w./~:-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", "'\\''")}'`);
  function update() {
    const chosen = decisions();
    const ids = (choice) => Object.keys(chosen).filter((id) => chosen[id] === choice);
    const [accepted, rejected] = [ids("accept"), ids("reject")];
    cards.forEach((card) => {
      card.classList.toggle("accepted", chosen[card.dataset.id] === "accept");
      card.classList.toggle("rejected", chosen[card.dataset.id] === "reject");
    });
    without(new Set(rejected.map((id) => cards.find((card) => card.dataset.id === id).dataset.n)));
    const lines = [];
    if (accepted.length) lines.push(`mali-control accept ${quoted(data.folder)} ${accepted.join(" ")} --into ${quoted(el("into").value || "my-data")}`);
    if (rejected.length) lines.push(`mali-control reject ${quoted(data.folder)} ${rejected.join(" ")}`);
    el("lines").textContent = lines.join("\n");
    el("run").hidden = !lines.length;
    el("nothing").hidden = lines.length > 0;
    el("decided").textContent = fill(data.words.decided, { accepted: accepted.length, rejected: rejected.length, left: cards.length - accepted.length - rejected.length });
    filter();
    keep();
  }
  // What follows from rejected proposals alone is struck out of the list, and its places look on the map as they do without the proposals.
  function without(rejected) {
    let gone = 0;
    document.querySelectorAll("[data-rests]").forEach((effect) => {
      const off = effect.dataset.rests.split(" ").every((n) => rejected.has(n));
      if (effect.tagName === "LI") {
        effect.classList.toggle("gone", off);
        gone += off;
      } else {
        effect.toggleAttribute("hidden", off);
        effect.nextElementSibling.toggleAttribute("hidden", !off);
      }
    });
    if (el("without")) el("without").textContent = gone ? fill(data.words.without, { n: gone }) : "";
  }
  el("copy").addEventListener("click", async () => {
    const said = (word) => { el("copy").textContent = word; };
    try {
      await navigator.clipboard.writeText(el("lines").textContent);
      said(data.words.copied);
    } catch { // no clipboard for files in this browser: the lines are marked, to be copied by hand
      getSelection().selectAllChildren(el("lines"));
      said(document.execCommand("copy") ? data.words.copied : data.words.copy);
    }
  });

  // -- the day of the maps: "text number", as in the list of days --

  const pairs = [...document.querySelectorAll(".pair")], days = el("day");
  function showDay(value) {
    const [text, number] = value.split(" ").map(Number), option = days && [...days.options].find((o) => o.value === value);
    if (!option) return;
    days.value = value;
    pairs.forEach((pair) => {
      pair.hidden = Number(pair.dataset.text) !== text;
      if (pair.hidden) return;
      pair.querySelectorAll("[data-from]").forEach((mark) => mark.toggleAttribute("hidden", number < Number(mark.dataset.from) || number >= Number(mark.dataset.to)));
      pair.querySelectorAll("figure").forEach((figure) => {
        const caption = fill(data.words[figure.dataset.key], { date: option.dataset.said });
        figure.querySelector("figcaption").textContent = caption;
        figure.querySelector("svg").setAttribute("aria-label", fill(data.words.map_of, { caption }));
      });
    });
    document.querySelectorAll(".effects button.day").forEach((button) => {
      const [own, from] = button.dataset.day.split(" ").map(Number);
      button.closest("li").classList.toggle("here", own === text && from <= number && number < Number(button.dataset.until));
    });
    const here = document.querySelector(".effects li.here"), list = here && here.parentElement;
    if (here && !list.contains(document.activeElement)) list.scrollTop += here.getBoundingClientRect().top - list.getBoundingClientRect().top - 6;
    el("earlier").disabled = days.selectedIndex === 0;
    el("later").disabled = days.selectedIndex === days.options.length - 1;
  }
  if (days) {
    document.querySelector(".choice").hidden = false;
    const step = (by) => showDay(days.options[Math.min(days.options.length - 1, Math.max(0, days.selectedIndex + by))].value);
    days.addEventListener("change", () => showDay(days.value));
    el("earlier").addEventListener("click", () => step(-1));
    el("later").addEventListener("click", () => step(1));
    showDay(days.value);
  }
  document.querySelectorAll("button.day").forEach((button) => button.addEventListener("click", () => {
    showDay(button.dataset.day);
    const box = el("maps").parentElement.getBoundingClientRect();
    if (box.top < -60 || !button.closest(".maps") || button.getBoundingClientRect().top > document.querySelector(".pairs").getBoundingClientRect().bottom) el("maps").scrollIntoView();
  }));

  // -- filters --

  function filter() {
    const least = Number(el("least").value);
    const kinds = new Set([...document.querySelectorAll("input[name=kind]:checked")].map((box) => box.value));
    const held = document.activeElement;
    cards.forEach((card) => {
      const decided = tick(card, "accept").checked || tick(card, "reject").checked;
      card.hidden = Number(card.dataset.confidence) < least - 1e-9 || !kinds.has(card.dataset.kind) ||
        (el("hide_known").checked && "same" in card.dataset) || (el("hide_decided").checked && decided && !card.contains(held));
    });
    const visible = new Set(shown().map((card) => card.dataset.n));
    marks.forEach((mark) => mark.classList.toggle("off", !numbers(mark).some((n) => visible.has(n))));
    document.querySelector("output[for=least]").textContent = least.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2 });
    el("shown").textContent = fill(data.words.shown, { n: visible.size, all: cards.length });
  }
  document.querySelector(".filter").addEventListener("input", filter);
  document.querySelector(".filter").addEventListener("submit", (event) => event.preventDefault());

  // -- keys --

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.activeElement.matches("input:not([type=checkbox]), select")) return;
    const here = document.activeElement.closest(".card");
    if (event.key === "j" || event.key === "k") {
      const visible = shown();
      const at = visible.indexOf(here);
      go(at < 0 ? visible[0] : visible[Math.min(visible.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))]);
    } else if (here && "aru".includes(event.key)) {
      decide(here, { a: "accept", r: "reject", u: "" }[event.key]);
      update();
    } else return;
    event.preventDefault();
  });

  restore();
  update();
  if (/^#p\d+$/.test(location.hash)) go(byNumber.get(location.hash.slice(2)));
})();
