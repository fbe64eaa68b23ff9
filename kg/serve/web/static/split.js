// Which articles mean somebody else: those ticked become rows of the review file, one for each name they use.
"use strict";

const apart = $("form.apart");
const ticked = () => all("input:checked", apart);
const submit = $('button[type="submit"]', apart);

apart.addEventListener("change", () => {
  submit.disabled = ticked().length === 0;
  $("output", submit).textContent = String(ticked().length);
});

apart.addEventListener("submit", async (event) => {
  event.preventDefault();
  const places = new Map();
  for (const { dataset, value } of ticked()) places.set(dataset.name, [...(places.get(dataset.name) ?? []), value]);
  const note = $('[role="status"]', apart);
  note.hidden = false;
  note.replaceChildren();
  try {
    for (const [name, some] of places) {
      const { decided } = await post("/review/decide", { action: "split", a: name, b: some.join("|"), label: apart.dataset.label, note: "" });
      const line = span("span", "line", `${name} · ${some.length} `);
      const undo = Object.assign(span("button", "quiet", document.body.dataset.undo), { type: "button" });
      undo.dataset.undo = decided.at;
      line.append(undo);
      note.append(line);
      for (const box of ticked().filter(({ dataset }) => dataset.name === name)) {
        box.closest("li").classList.add("done");
        box.closest("li").dataset.at = decided.at;
      }
      count(1);
    }
    apart.reset();
    apart.dispatchEvent(new Event("change"));
  } catch (error) {
    note.append(`${document.body.dataset.failed} ${error.message}`);
  }
});
