// Colors of the picture, read from the style sheet so that both follow light and dark.

const dark = matchMedia("(prefers-color-scheme: dark)");
let ink = {};

const readTheme = () => {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  ink = {
    PER: value("--per"), ORG: value("--org"), LOC: value("--loc"), TITLE: value("--title"),
    paper: value("--paper"), text: value("--ink"), muted: value("--muted"), line: value("--ink"), group: value("--group"),
    sans: value("--sans"), serif: value("--serif"), dark: value("--scheme") === "dark",
  };
};

const applyTheme = () => {
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  readTheme();
};

const switchTheme = () => {
  state.theme = ink.dark ? "light" : "dark";
  applyTheme();
};
