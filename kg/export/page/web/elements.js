// The one way in which the page makes elements, and the icons and marks it uses.

const more = {}; // what an application around the page adds: `heading` to the left column, `actions` to cards, `quotes` to relations, `centers` to mark

// el("button.quiet", {onclick}, "text", child): text always becomes a text node, never markup.
const el = (selector, properties = {}, ...children) => {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.startsWith("aria-") || key === "role" || key === "for") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

const SVG = "http://www.w3.org/2000/svg";
const svg = (tag, attributes, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const ICON_PATHS = {
  close: "M5 5l10 10M15 5L5 15", plus: "M10 4v12M4 10h12", minus: "M4 10h12",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4", theme: "M10 3a7 7 0 1 0 7 7 5.5 5.5 0 0 1-7-7z",
  back: "M9 5l-5 5 5 5M4 10h12",
  save: "M10 3v9M6 9l4 4 4-4M4 16h12", help: "M7.5 7.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.9M10 14.5v.1M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", table: "M3 5h14v11H3zM3 9h14M8 9v7",
  search: "M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zM13 13l4 4", menu: "M3 6h14M3 10h14M3 14h14", language: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c-4 4-4 10 0 14M10 3c4 4 4 10 0 14",
};
const icon = (name) =>
  svg("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICON_PATHS[name] }));

// The mark of a label, the same shape as in the picture.
const mark = (label) => {
  const shape = {
    PER: svg("circle", { cx: 8, cy: 8, r: 5.5 }),
    ORG: svg("rect", { x: 3, y: 3, width: 10, height: 10, rx: 1.5 }),
    LOC: svg("path", { d: "M8 2.2l6 10.6H2z" }),
    TITLE: svg("path", { d: "M8 1.8L14.2 8 8 14.2 1.8 8z" }),
  }[label];
  return svg("svg", { viewBox: "0 0 16 16", class: `mark ${label}`, "aria-hidden": "true" }, shape);
};
