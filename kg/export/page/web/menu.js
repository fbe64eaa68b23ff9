// The bar below the picture: zoom, table, what can be saved, and the list of keys.

const NARROW = 860; // width of a window that has no room for the left column

const toolBar = () => {
  parts.counts = el("p.counts", { role: "status" });
  return el("div.bar-below", {},
    el("div.zoom", {},
      button("plus", words("zoomIn"), () => zoomBy(1.5)), button("minus", words("zoomOut"), () => zoomBy(1 / 1.5)), button("fit", words("fit"), () => fitView()),
      el("i.rule"),
      labelled("table", () => go({ table: state.table ? null : "nodes" })),
      saveMenu()),
    parts.counts);
};

const labelled = (name, onclick, more = {}) => el("button.tool.wide", { type: "button", onclick, ...more }, icon(name), words(name));

const SAVED = { png: () => savePicture(), svg: () => saveSvg(), graphmlItem: () => saveGraphml(), nodesCsv: () => saveTable("nodes"), edgesCsv: () => saveTable("edges") };

const saveMenu = () => {
  const list = el("div.menu", { role: "menu", hidden: true }, ...Object.entries(SAVED).map(([key, save]) =>
    el("button", { type: "button", role: "menuitem", onclick: () => (open(false), save()) }, words(key))));
  const opener = labelled("save", () => open(list.hidden), { "aria-haspopup": "menu", "aria-expanded": "false" });
  const open = (on) => {
    list.hidden = !on;
    opener.setAttribute("aria-expanded", String(on));
    if (on) list.firstChild.focus();
  };
  parts.closeMenu = () => !list.hidden && (open(false), opener.focus(), true);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...list.children];
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });
  return el("div.saving", {}, opener, list);
};

// ---- the list of keys

const help = el("dialog", { id: "help" });
document.body.append(help);
const showHelp = () => {
  const rows = words("keys").split("|").map((line) => line.split("="));
  help.setAttribute("aria-label", words("help"));
  help.replaceChildren(
    el("h2", {}, words("help")),
    el("dl", {}, ...rows.flatMap((row) => [el("dt", {}, el("kbd", {}, row[0])), el("dd", {}, row[1])])),
    button("close", words("close"), () => help.close()));
  if (!help.open) help.showModal();
};
