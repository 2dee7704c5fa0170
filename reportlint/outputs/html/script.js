// Filters, and ticks that are remembered. The page says all it has to say without this.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function filter(filters) {
  const kinds = new Set(all("input:checked", filters).map((box) => box.value));
  const rule = filters.querySelector("select").value;
  const wanted = (element) => kinds.has(element.dataset.kind) && (!rule || element.dataset.rule === rule);
  for (const element of all("[data-kind]")) element.hidden = !wanted(element);
  for (const group of all("[data-group]").reverse()) group.hidden = !group.querySelector(".entry:not([hidden])");
  for (const gap of all(".gap")) gap.hidden = !gap.querySelector(".ref:not([hidden])");
  for (const mark of all("mark")) {
    const notes = mark.dataset.notes.split(" ").map((id) => document.getElementById(id));
    mark.classList.toggle("off", notes.every((note) => note.hidden));
  }
  const notes = all(".note");
  filters.querySelector(".shown").textContent = `${notes.filter((note) => !note.hidden).length} of ${notes.length} shown`;
}

function ticks(report) {
  const boxes = all(".entry input", report);
  if (!boxes.length) return;
  const key = `reportlint:${report.dataset.store}`;
  let done = new Set();
  try { done = new Set(JSON.parse(localStorage.getItem(key) || "[]")); } catch { /* nothing is remembered where storage is shut */ }
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    report.querySelector("[data-progress]").textContent = `${count} of ${boxes.length} ticked`;
    for (const box of boxes) document.getElementById(box.closest(".entry").id.replace("-entry-", "-note-")).classList.toggle("done", box.checked);
  };
  for (const box of boxes) {
    box.checked = done.has(box.dataset.key);
    box.addEventListener("change", () => {
      if (box.checked) done.add(box.dataset.key); else done.delete(box.dataset.key);
      try { localStorage.setItem(key, JSON.stringify([...done])); } catch { /* as above */ }
      tell();
    });
  }
  tell();
}

// Brings to life what there is of filters and ticks within this element.
export function start(root) {
  const filters = root.querySelector(".filters");
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("change", () => filter(filters));
    filters.addEventListener("submit", (event) => event.preventDefault());
    filter(filters);
  }
  all(".report", root).forEach(ticks);
}

start(document);
// A link to a place that a filter hides shows everything again.
addEventListener("hashchange", () => {
  const target = document.getElementById(location.hash.slice(1));
  const filters = document.querySelector(".filters");
  if (target?.closest("[hidden]") && filters) {
    filters.reset();
    filter(filters);
    target.scrollIntoView();
  }
});
