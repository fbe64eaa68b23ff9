// Search while typing, the keyboard, and decisions: the explorer works without this but for the last.
"use strict";

const $ = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const REST = 120; // milliseconds without a key until what was typed is looked up
const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");

// ---- names that what is typed may mean

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = { PER: ["circle", { cx: 8, cy: 8, r: 5.5 }], ORG: ["rect", { x: 3, y: 3, width: 10, height: 10, rx: 1.5 }], LOC: ["path", { d: "M8 2.2l6 10.6H2z" }], TITLE: ["path", { d: "M8 1.8L14.2 8 8 14.2 1.8 8z" }] };
const shape = (label) => {
  const [tag, attributes] = SHAPES[label];
  const [box, inner] = [document.createElementNS(SVG, "svg"), document.createElementNS(SVG, tag)];
  for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", class: `mark ${label}`, "aria-hidden": "true" })) box.setAttribute(name, value);
  for (const [name, value] of Object.entries(attributes)) inner.setAttribute(name, value);
  box.append(inner);
  return box;
};
const span = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });

const suggestRow = (found, place, choose) => {
  const row = Object.assign(document.createElement("a"), { className: "hit", href: `/entity/${found.entity.id}`, tabIndex: -1, id: `hit${place}` });
  row.setAttribute("role", "option");
  row.append(shape(found.entity.label), span("bdi", "name", found.entity.name));
  if (found.form !== found.entity.name) row.append(span("bdi", "alias", found.form));
  row.append(span("span", "count", found.mentions.toLocaleString()));
  row.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus until the click
  row.addEventListener("click", (event) => choose && (event.preventDefault(), choose(found.entity)));
  return row;
};

const watch = (input, box, choose) => {
  let [timer, active, asked] = [0, -1, ""];
  const rows = () => all(".hit", box);
  const show = (on) => {
    box.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
  };
  const point = (to) => {
    active = to;
    rows().forEach((row, at) => row.classList.toggle("active", at === active));
    if (active >= 0) input.setAttribute("aria-activedescendant", rows()[active].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const look = async () => {
    const text = input.value.trim();
    asked = text;
    if (!text) return show(false);
    const answer = await fetch(`/suggest.json?${new URLSearchParams({ q: text })}`);
    if (!answer.ok || asked !== text) return undefined;
    const found = (await answer.json()).rows;
    box.replaceChildren(...found.map((row, place) => suggestRow(row, place, choose && ((entity) => (choose(entity), show(false))))));
    point(-1);
    return show(found.length > 0);
  };
  input.addEventListener("input", () => {
    delete input.dataset.id;
    clearTimeout(timer);
    timer = setTimeout(look, REST);
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    const many = box.hidden ? 0 : rows().length;
    if (many && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      point((active + (event.key === "ArrowDown" ? 1 : many) + (active < 0 && event.key === "ArrowUp" ? 0 : event.key === "ArrowUp" ? -1 : 0)) % many);
    } else if (event.key === "Enter" && many && active >= 0 && !event.isComposing) {
      event.preventDefault();
      rows()[active].click();
    } else if (event.key === "/" && !input.value) {
      event.preventDefault(); // the key that leads here
    } else if (event.key === "Escape") {
      if (box.hidden) input.blur();
      show(false);
    }
  });
};

const search = $("#search");
if (search) watch(search, $("#hits"));
for (const input of all("input.pick")) {
  watch(input, $(".hits", input.parentElement), (entity) => {
    input.value = entity.name;
    input.dataset.id = entity.id;
  });
}
// A name that was picked goes by its id: several things may share the name.
for (const form of all("form.two")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const ends = all("input.pick", form).map((input) => [input.name, input.dataset.id || input.value.trim()]);
    location.assign(`${form.getAttribute("action")}?${new URLSearchParams(ends)}`);
  });
}

// ---- decisions

const post = async (address, given) => {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(given) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
};

const say = (note, text, undoAt) => {
  note.hidden = false;
  note.replaceChildren(text);
  if (!undoAt) return;
  const undo = span("button", "quiet", document.body.dataset.undo);
  undo.type = "button";
  undo.dataset.undo = undoAt;
  note.append(" ", undo);
};

// What is asked beside the click: a name, a label; null where the question is closed.
const askFor = (button) => {
  const { ask, usual = "", sure, to } = button.dataset;
  if (to) return to;
  if (sure) return window.confirm(sure) ? "" : null;
  return ask ? window.prompt(ask, usual) : "";
};

const decide = async (button) => {
  const box = button.closest(".doubt, .correct");
  const { a, b = "", label, id } = box.dataset;
  const { action } = button.dataset;
  const answer = askFor(button);
  const note = $('[role="status"]', box);
  if (answer === null) return;
  const alone = ["none", "rename", "relabel"].includes(action);
  try {
    const told = await post("/review/decide", { action, a: a ?? id, b: alone || id ? answer.trim() : b, label: label ?? "", note: "" });
    box.classList.add("done");
    box.dataset.at = told.decided.at;
    say(note, saidOf(box, button, told.decided), told.decided.at);
    count(1);
    if (box.matches(".doubt")) next(box)?.focus();
  } catch (error) {
    say(note, `${document.body.dataset.failed} ${error.message}`);
  }
};

// What was decided, in words: the names of a doubt, the button without its key, what was given beside it.
const saidOf = (box, button, { a, b }) => {
  const names = box.matches(".doubt") ? all("h2.big", box).map((each) => each.textContent) : [];
  const action = [...button.childNodes].filter((each) => each.nodeName !== "KBD").map((each) => each.textContent).join("").replace(/[…\s]+$/, "").trim();
  const given = button.dataset.ask && ![a, ...names].includes(b) ? b : "";
  return [names.join(" · "), [action, given].filter(Boolean).join(" → ")].filter(Boolean).join(" — ");
};

const next = (box) => all(".doubt:not(.done)").find((other) => box.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) ?? $(".doubt:not(.done)");

const count = (change) => {
  const made = $("#made");
  if (made) made.textContent = String(Number(made.textContent) + change);
};

const undo = async (at) => {
  const boxes = all(`[data-at="${CSS.escape(at)}"]`);
  try {
    await post("/review/undo", { at });
    count(-1);
    for (const button of all(`[data-undo="${CSS.escape(at)}"]`)) (button.closest("li, .line") ?? button).remove();
    for (const box of boxes) {
      delete box.dataset.at;
      box.classList.remove("done");
      $('[role="status"]', box)?.replaceChildren();
      if (box.matches(".doubt")) box.focus();
    }
  } catch (error) {
    const note = $('[role="status"]', boxes[0] ?? document) ?? $("#made").closest("section").querySelector(".note");
    say(note, `${document.body.dataset.failed} ${error.message}`);
  }
};

addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.undo) undo(button.dataset.undo);
  else if (button?.dataset.action) decide(button);
  else if (button?.id === "keys") $("#help").showModal();
  else if (button?.closest("#help")) $("#help").close();
});

// ---- a sentence and where it stands on the scan

const twins = (element) => all(`[data-start="${element.dataset.start}"]`);
for (const element of all(".with-scan [data-start]")) {
  element.addEventListener("pointerenter", () => twins(element).forEach((twin) => twin.classList.add("pointed")));
  element.addEventListener("pointerleave", () => twins(element).forEach((twin) => twin.classList.remove("pointed")));
  if (element instanceof SVGElement) element.addEventListener("click", () => $(`.reading [data-start="${element.dataset.start}"]`)?.scrollIntoView({ block: "center" }));
}

// ---- the keyboard

const results = () => all(".names a.hit, .found h3 a, blockquote .headline, .ranked a.link").filter((link) => link.closest("main"));
const walk = (step) => {
  const links = results();
  const at = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + step))]?.focus();
};
const walkDoubts = (step) => {
  const boxes = all(".doubt");
  const at = boxes.indexOf(document.activeElement?.closest(".doubt"));
  boxes[Math.max(0, Math.min(boxes.length - 1, at < 0 ? 0 : at + step))]?.focus();
};
const KEYS = {
  "/": () => search?.select(),
  "?": () => $("#help").showModal(),
  t: () => $("#theme").click(),
  g: () => $('.ways-on a[href^="/graph"]')?.click(),
  ArrowDown: () => ($(".doubt") ? walkDoubts(1) : walk(1)),
  ArrowUp: () => ($(".doubt") ? walkDoubts(-1) : walk(-1)),
  ArrowLeft: () => $('a[rel="prev"]')?.click(),
  ArrowRight: () => $('a[rel="next"]')?.click(),
  u: () => all(".doubt.done, .correct.done").filter((box) => box.dataset.at).sort((a, b) => (a.dataset.at < b.dataset.at ? 1 : -1)).slice(0, 1).forEach((box) => undo(box.dataset.at)),
};
const DECISIONS = { s: "[data-action=same]", d: "[data-action=different]", n: "[data-action=none]", r: "[data-action=rename]", l: "[data-action=relabel]", y: "[data-to]" };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing() || $("#help").open) return;
  const doubt = document.activeElement?.closest(".doubt:not(.done)");
  const button = doubt && DECISIONS[event.key] ? $(DECISIONS[event.key], doubt) : null;
  const splitting = doubt && event.key === "x" ? $(".splitting", doubt) : null;
  const run = button ? () => decide(button) : splitting ? () => splitting.click() : KEYS[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});

