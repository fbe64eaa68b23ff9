// The filter by date: articles over time, to scale, with a slider that has two ends.

const DATE_PARTS = [["day", 10], ["month", 7], ["year", 4]]; // characters of a day that name each part
const MOST_BARS = 75;

// The coarsest unit that still gives enough bars is the finest that does not give too many.
const dateUnit = () => {
  const days = span.last - span.first + 1;
  return days <= MOST_BARS ? 0 : days / 30.4 <= MOST_BARS * 2 ? 1 : 2;
};

// The first day of the stretch that a day lies in, and of the next one.
const stretchOf = (day, unit) => {
  if (unit === 0) return [day, day + 1];
  const [year, month] = dayText(day).split("-").map(Number);
  return unit === 1
    ? [Date.UTC(year, month - 1, 1) / DAY, Date.UTC(year, month, 1) / DAY]
    : [Date.UTC(year, 0, 1) / DAY, Date.UTC(year + 1, 0, 1) / DAY];
};

const dateBins = (unit) => {
  const bins = new Map();
  for (const [day, count] of articleDays) {
    const [start, end] = stretchOf(day, unit);
    const bin = bins.get(start) ?? { start, end, count: 0, name: dayText(start).slice(0, DATE_PARTS[unit][1]) };
    bin.count += count;
    bins.set(start, bin);
  }
  return [...bins.values()].sort((a, b) => a.start - b.start);
};

const dateBar = (bin, most, scale) => {
  const bar = el("i", { title: words("bar", { when: bin.name, n: number(bin.count) }) });
  const [left, right] = [Math.max(scale.first, bin.start), Math.min(scale.end, bin.end)];
  bar.style.left = `${(100 * (left - scale.first)) / (scale.end - scale.first)}%`;
  bar.style.width = `max(3px, calc(${(100 * (right - left)) / (scale.end - scale.first)}% - 1px))`;
  bar.style.height = `${(100 * bin.count) / most}%`;
  bar.dataset.start = bin.start;
  bar.dataset.end = bin.end;
  bar.dataset.count = bin.count;
  return bar;
};

const dateFilter = () => {
  const unit = dateUnit();
  const bins = dateBins(unit);
  const most = bins.reduce((found, { count }) => Math.max(found, count), 1);
  const scale = { first: span.first, end: span.last + 1 };
  parts.bars = el("div.bars", { role: "img", "aria-label": words("dates") }, ...bins.map((bin) => dateBar(bin, most, scale)));
  parts.fromLabel = el("output");
  parts.toLabel = el("output");
  const undated = tables.articles.filter(([day]) => !Number.isFinite(dayNumber(day))).reduce((sum, [, count]) => sum + count, 0);
  const filter = el("div.dates", {},
    el("div.slider", {}, el("span", {}, words("dates")), el("output", {}, words("highest", { n: number(most), unit: words(DATE_PARTS[unit][0]) }))),
    parts.bars,
    el("div.range", {}, dateEnd("from", "fromDay"), dateEnd("to", "toDay")),
    el("div.ends", {}, parts.fromLabel, parts.toLabel),
    undated > 0 && el("p.note", {}, words("undatedArticles", { n: number(undated) })));
  markDates();
  return filter;
};

const endOf = (key) => (state[key] ? dayNumber(state[key]) : key === "from" ? span.first : span.last);

const dateEnd = (key, label) => {
  const input = el("input", {
    type: "range", min: span.first, max: span.last, step: 1, value: endOf(key), "aria-label": words(label), "aria-valuetext": dayText(endOf(key)),
    oninput: () => {
      const day = key === "from" ? Math.min(Number(input.value), endOf("to")) : Math.max(Number(input.value), endOf("from"));
      input.value = day;
      state[key] = day === span[key === "from" ? "first" : "last"] ? "" : dayText(day);
      input.setAttribute("aria-valuetext", dayText(day));
      markDates();
      later();
    },
    onchange: () => (cancelAnimationFrame(pending), filtered()),
  });
  return input;
};

// Show which bars lie within the dates chosen.
const markDates = () => {
  const [from, to] = [endOf("from"), endOf("to")];
  parts.fromLabel.textContent = dayText(from);
  parts.toLabel.textContent = dayText(to);
  for (const bar of parts.bars.children) bar.classList.toggle("outside", Number(bar.dataset.end) <= from || Number(bar.dataset.start) > to);
};
