/* The live map of a notebook: the same page as everywhere in a frame, with filters above it; what is shown goes to Python, and comes from there. */
const PAUSE = 250; // ms: while the time runs Python is told this often, not at each tick

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A field that takes one of many names, and a button for each name taken. `choices` are [id, name, what it is]. */
function filterBox(model, trait, label, hint, choices, words) {
  const names = new Map(choices), ids = new Map([...names].map(([id, name]) => [name.toLocaleLowerCase(), id]));
  const listId = `mce-${trait}-${Math.random().toString(36).slice(2)}`;
  const input = el("input", { type: "text", list: listId, placeholder: hint, "aria-label": label, autocomplete: "off" });
  const list = el("datalist", { id: listId }, ...choices.map(([, name, what]) => el("option", { value: name, label: what ? `${name}: ${what}` : null })));
  const chips = el("ul", { class: "mce-chips", "aria-label": label });
  const send = (chosen) => { model.set(trait, chosen); model.save_changes(); };
  const take = () => {
    const id = ids.get(input.value.trim().toLocaleLowerCase());
    if (!id) return;
    input.value = "";
    if (!model.get(trait).includes(id)) send([...model.get(trait), id]);
  };
  input.addEventListener("input", (event) => { if (event.inputType === undefined || event.inputType === "insertReplacementText") take(); }); // picked from the list
  input.addEventListener("change", take);
  input.addEventListener("keydown", (event) => { event.stopPropagation(); if (event.key === "Enter") take(); });
  const draw = () => chips.replaceChildren(...model.get(trait).map((id) => el("li", {}, el("button", { type: "button",
    "aria-label": words.remove.replace("{name}", names.get(id) || id), onclick: () => send(model.get(trait).filter((other) => other !== id)) }, `${names.get(id) || id} ×`))));
  model.on(`change:${trait}`, draw);
  draw();
  return { node: el("div", { class: "mce-filter" }, el("label", {}, label, input), list, chips), end: () => model.off(`change:${trait}`, draw) };
}

function render({ model, el: root }) {
  const words = model.get("_words");
  const places = filterBox(model, "places", words.places, words.places_hint, model.get("_places"), words);
  const parties = filterBox(model, "factions", words.factions, words.factions_hint, model.get("_factions"), words);
  const found = el("output", {});
  const frame = el("iframe", { title: words.title, style: `height:${model.get("height")}px`, allowfullscreen: "" });
  let map = null, timer = null, sent = 0;

  const send = (date, place) => {
    sent = Date.now();
    if (date === model.get("date") && place === model.get("place")) return;
    model.set("date", date); model.set("place", place);
    model.save_changes();
  };
  const watch = ({ date, place }) => {
    clearTimeout(timer);
    timer = setTimeout(() => send(date, place), Math.max(30, sent + PAUSE - Date.now()));
  };
  const keep = () => { if (map) map.keepTo(model.get("_kept"), model.get("_parties")); };
  const show = () => { if (map && map.state().date !== model.get("date")) { clearTimeout(timer); map.show(model.get("date")); } };
  const open = () => { if (map && (map.state().open || "") !== model.get("place")) map.open(model.get("place")); };
  const count = () => { found.textContent = model.get("_found"); };
  frame.addEventListener("load", () => {
    map = Object.values((frame.contentWindow.maliControl || { maps: {} }).maps)[0] || null;
    if (!map) return;
    keep(); show(); open();
    map.watch(watch);
  });
  const watched = { "change:_kept": keep, "change:_parties": keep, "change:date": show, "change:place": open, "change:_found": count };
  for (const [event, handler] of Object.entries(watched)) model.on(event, handler);
  count();
  root.classList.add("mce");
  root.append(el("div", { class: "mce-bar" }, places.node, parties.node, found), frame);
  frame.srcdoc = model.get("_page");
  return () => {
    clearTimeout(timer);
    for (const [event, handler] of Object.entries(watched)) model.off(event, handler);
    places.end(); parties.end();
  };
}

export default { render };
