// Names of folded communities: in their circles as far as there is room, else above or below them.

const INSIDE = 26; // pixels: a circle of this radius has room for a short name,
const MIDDLING = 44; // and one of this radius for a long one that is cut
const FULL = 1.5; // times its radius: so high are the lines in a circle at most
const LEADING = 1.25; // from line to line, of the size of the letters
const FEWEST_SHOWN = 4; // characters of a name that is cut, the dots among them
const segmenter = Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

// The names of folded communities stand in their circles, as far as there is room: the strongest members, who
// holds its posts, and how many there are; below a circle that is too small for its name.
const placeGroupNames = (context, scale, boxes) => {
  const found = [];
  const ownerOf = (bubble) => -10 - bubble.group.number;
  for (const bubble of visible.bubbles.filter(({ group }) => !isSmall(group.number))) {
    const [x, y, r] = [bubble.x * scale, bubble.y * scale, 0.85 * bubble.r * scale];
    boxes.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, owner: ownerOf(bubble) });
  }
  for (const bubble of visible.bubbles) {
    const r = bubble.r * scale;
    const [x, y] = [bubble.x * scale, bubble.y * scale];
    const boxOf = ({ lines, down }) => {
      const widest = Math.max(...lines.map(({ text, font }) => widthOf(context, text, font)));
      const high = heightOf(lines);
      return { left: x - widest / 2 - 3, right: x + widest / 2 + 3, top: y + down - high / 2, bottom: y + down + high / 2, owner: -1 };
    };
    const choices = r < 7 ? [] : waysToName(context, bubble, r);
    const chosen = choices.find((way) => boxes.free(boxOf(way), ownerOf(bubble)));
    if (!chosen) continue;
    const box = boxOf(chosen);
    boxes.add(box);
    let top = box.top;
    for (const { text, font, quiet } of chosen.lines) {
      const width = widthOf(context, text, font);
      found.push({ node: bubble, text, quiet, font, dx: -width / 2 / scale, dy: top / scale - bubble.y, width, must: false });
      top += font.size * LEADING;
    }
  }
  return found;
};

const heightOf = (lines) => lines.reduce((sum, { font }) => sum + font.size * LEADING, 0);

// How wide a line may be that lies so far above and below the middle of a circle.
const chordOf = (r, top, bottom) => 2 * Math.sqrt(Math.max(0, r * r - Math.max(Math.abs(top), Math.abs(bottom)) ** 2)) - 6;

// Lines as they fit into a circle, names cut where they may be; null where they do not.
const fitted = (context, lines, r) => {
  let top = -heightOf(lines) / 2;
  const rooms = lines.map(({ font }) => chordOf(r, top, (top += font.size * LEADING)));
  const fit = lines.map((line, at) => (line.cut ? { ...line, text: cutTo(context, line.text, line.font, rooms[at]) } : line));
  return fit.every(({ text, font }, at) => widthOf(context, text, font) <= rooms[at]) ? fit : null;
};

const cutTo = (context, text, font, room) => {
  let cut = shorten(text, 40);
  for (let most = [...cut].length; most > FEWEST_SHOWN && widthOf(context, cut, font) > room; most -= 1) cut = shorten(text, most - 1);
  return cut;
};

// A long name in two lines, broken between words as near the middle as can be.
const halvesOf = (name) => {
  const breaks = segmenter ? [...segmenter.segment(name)].map(({ index }) => index).slice(1) : [];
  const middle = name.length / 2;
  const at = breaks.reduce((best, each) => (Math.abs(each - middle) < Math.abs(best - middle) ? each : best), breaks[0] ?? Math.ceil(middle));
  return [name.slice(0, at), name.slice(at)];
};

// The ways to name a circle, the best first: names whole in it, the first one beside it, the first one cut.
const waysToName = (context, bubble, r) => {
  const size = Math.round(Math.max(11, Math.min(16, r * 0.24)));
  const [font, small] = [{ size, css: `600 ${size}px ${ink.serif}` }, { size: 11, css: `400 11px ${ink.sans}` }];
  const own = bubble.group.number;
  const quiet = (text) => ({ text, font: small, quiet: true });
  const many = quiet(r > 36 ? words("andOthers", { n: number(bubble.count) }) : number(bubble.count));
  if (own < 0) return [{ lines: [quiet(words("noGroup")), many], down: 0 }];
  const ways = [];
  const inside = (lines) => heightOf(lines) < FULL * r && (lines = fitted(context, lines, r)) && ways.push({ lines, down: 0 });
  const posts = toldOf(own).posts.map(quiet);
  const years = r > 44 && yearsOf(own) ? [[quiet(`${many.text} · ${yearsOf(own)}`)]] : [];
  const tails = [...(r > 92 ? [posts] : []), ...(r > 56 ? posts.map((post) => [post]) : []), []].flatMap((some) => [...years, [many]].map((last) => [...some, ...last]));
  const names = leaders(own).slice(0, r > 60 ? 3 : r > 38 ? 2 : 1);
  const line = (text) => ({ text, font, quiet: false });
  if (r >= INSIDE) {
    for (let count = names.length; count > 0 && !ways.length; count -= 1) {
      const some = names.slice(0, count);
      const heads = [some.map(line), some.flatMap((name) => (name.length * size > 1.6 * r ? halvesOf(name) : [name])).map(line)];
      for (const head of heads) for (const tail of count > 1 || r > MIDDLING ? tails : [...tails, []]) inside([...head, ...tail]);
    }
  }
  const beside = { text: shorten(names[0] ?? "", 9), font: { size: 11, css: `600 11px ${ink.serif}` }, quiet: false };
  const away = r + 2 + (beside.font.size * LEADING) / 2;
  if (r < MIDDLING) ways.push({ lines: [beside], down: away }, { lines: [beside], down: -away });
  if (r >= INSIDE) {
    inside([{ ...line(names[0] ?? ""), cut: true }, many]);
    inside([{ ...line(names[0] ?? ""), cut: true }]);
  }
  return ways;
};
