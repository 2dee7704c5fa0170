// What makes the pages quicker to use. Each of them says and does all it has to without this.
import { start } from "/static/report.js";

const LINES = "application/x-ndjson";
// Every page of this tab that can be gone back to without asking the server, which keeps nothing: results, and the way to them.
const views = new Map();
const MOST = 20;
let current = history.state?.view ?? `${Date.now()}-0`;
let made = 0;
let working = false;

const main = () => document.querySelector("main");
const top = () => document.querySelector("header.top");
const kept = () => [...views.values()].some((view) => view.main.hasAttribute("data-result"));
const now = () => ({ title: document.title, main: main(), top: top(), files: views.get(current)?.files ?? [] });

function show(view) {
  document.title = view.title;
  main().replaceWith(view.main);
  top().replaceWith(view.top);
}

// Another page in place of this one, which stays within reach.
function open(text, address, files = []) {
  const page = new DOMParser().parseFromString(text, "text/html");
  views.set(current, now());
  current = `${Date.now()}-${++made}`;
  const view = { title: page.title, main: page.querySelector("main"), top: page.querySelector("header.top"), files };
  views.set(current, view);
  if (views.size > MOST) views.delete(views.keys().next().value);
  history.pushState({ view: current }, "", address);
  show(view);
  begin();
  const hash = new URL(address, location).hash.slice(1);
  const target = (hash && document.getElementById(hash)) || main().querySelector("h1");
  if (!hash) scrollTo(0, 0);
  target?.focus();
}

addEventListener("popstate", (event) => {
  const wanted = event.state?.view;
  if (!wanted) {
    // A place within this page.
    history.replaceState({ view: current }, "");
  } else if (wanted !== current) {
    const view = views.get(wanted);
    if (!view) return location.reload();
    views.set(current, now());
    current = wanted;
    show(view);
    (location.hash ? document.getElementById(location.hash.slice(1)) : main().querySelector("h1"))?.focus({ preventScroll: !location.hash });
  }
});

// Links lead on as ever, but not out of a page whose result would be lost.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.target || link.hasAttribute("download") || link.pathname.startsWith("/api/")) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  if (!kept() && !main().hasAttribute("data-result")) return;
  event.preventDefault();
  await follow(link.href);
});

async function follow(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.headers.get("content-type")?.startsWith("text/html")) throw new TypeError("no page");
    open(await answer.text(), address);
  } catch {
    location.href = address;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form.check")) {
    event.preventDefault();
    check(form);
  } else if (form.id === "kept") {
    event.preventDefault();
    take(form, event.submitter);
  } else if (form.matches("form.find") && kept()) {
    event.preventDefault();
    follow(`${form.action}?${new URLSearchParams(new FormData(form))}`);
  }
});

async function check(form) {
  if (working) return;
  const files = [...form.querySelector("input[type=file]").files];
  const problem = refusal(form, files);
  tell(form, problem);
  if (problem) return;
  busy(form, `Sending ${files.length === 1 ? files[0].name : `${files.length} files`} …`);
  try {
    await read(await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: LINES } }), form, files);
  } catch {
    tell(form, "The file could not be sent. If you have changed it since you chose it, choose it again; else ask whether the server runs.");
  } finally {
    busy(form, "");
  }
}

// Follows the lines in which the server tells how far it is, to the page at their end.
async function read(answer, form, files) {
  if (!answer.headers.get("content-type")?.startsWith(LINES)) return tell(form, await reason(answer));
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const step = JSON.parse(line);
      if (step.turn) busy(form, step.of === 1 ? `Reading ${step.name} …` : `Reading ${step.turn} of ${step.of}: ${step.name} …`);
      if (step.problem) return tell(form, step.problem);
      if (step.page) {
        busy(form, "");
        return open(step.page, step.address, files);
      }
    }
  }
  throw new TypeError("no end");
}

async function reason(answer) {
  if (answer.headers.get("content-type")?.startsWith("application/problem+json")) return (await answer.json()).detail;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return (page.querySelector(".summary p, .lead")?.textContent ?? "The server did not answer as it should.").trim();
}

function refusal(form, files) {
  const { files: most, megabytes } = form.dataset;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (!files.length) return "Choose at least one file to check.";
  if (files.length > most) return `These are ${files.length} files; no more than ${most} can be checked at once.`;
  if (size > megabytes * 1024 * 1024) {
    return `${files.length === 1 ? "This file is" : "These files are"} too large (${Math.ceil(size / 1024 / 1024)} MB); no more than ${megabytes} MB can be checked at once.`;
  }
  return "";
}

function busy(form, words) {
  working = Boolean(words);
  form.querySelector(".working").hidden = !words;
  form.querySelector("#working-words").textContent = words;
  const button = form.querySelector("button");
  if (words) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled");
}

// Says above the form and beside the file what is wrong, or no longer.
function tell(form, problem) {
  const column = form.closest(".column");
  const field = form.querySelector("[data-drop]");
  const input = field.querySelector("input");
  field.querySelector(".wrong-words")?.remove();
  field.classList.toggle("wrong", Boolean(problem));
  const described = new Set(input.getAttribute("aria-describedby").split(" "));
  const summary = column.querySelector("[data-problem]");
  summary.replaceChildren();
  document.title = document.title.replace(/^Error: /, "");
  described.delete("file-problem");
  if (problem) {
    document.title = `Error: ${document.title}`;
    const box = element("div", { className: "summary", role: "alert", tabIndex: -1 });
    const link = element("a", { href: "#file", textContent: problem });
    box.append(element("h2", { textContent: "There is a problem" }), element("p", {}, link));
    summary.append(box);
    const words = element("p", { className: "wrong-words", id: "file-problem" }, element("span", { className: "unseen", textContent: "Error: " }), problem);
    input.before(words);
    described.add("file-problem");
    box.focus();
  }
  input.setAttribute("aria-describedby", [...described].join(" "));
}

function element(name, properties, ...inside) {
  const one = Object.assign(document.createElement(name), properties);
  one.append(...inside);
  return one;
}

// A download without leaving the page, from the file that was chosen rather than a copy of it in the page.
async function take(form, button) {
  const told = document.querySelector("[data-told]");
  const address = new URL(button?.formAction ?? form.action);
  const place = Number(address.searchParams.get("document"));
  const files = views.get(current)?.files ?? [];
  const data = new FormData(form);
  if (files.length) {
    address.searchParams.delete("document");
    for (const file of place ? [files[place - 1]] : files) data.append("file", file);
  }
  told.classList.remove("wrong");
  told.textContent = "Making the file …";
  try {
    const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "*/*" } });
    if (!answer.ok) throw new Error(await reason(answer));
    const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition"))?.[1];
    const link = element("a", { href: URL.createObjectURL(await answer.blob()), download: decodeURIComponent(named ?? "report") });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    told.textContent = `${link.download} is downloaded.`;
  } catch (fault) {
    told.classList.add("wrong");
    told.textContent = fault instanceof TypeError
      ? "The file could not be made. If you have changed the document since, check it again; else ask whether the server runs."
      : fault.message;
    told.scrollIntoView({ block: "nearest" });
  }
}

// Files may be dropped anywhere on a page with the form.
const field = () => document.querySelector("[data-drop]");
for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, (event) => {
    if (!field() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    field().classList.add("dropping");
  });
}
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) field()?.classList.remove("dropping");
});
addEventListener("drop", (event) => {
  if (!field() || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  field().classList.remove("dropping");
  const input = field().querySelector("input");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
});
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-drop] input")) return;
  const files = [...event.target.files];
  const names = files.map((file) => file.name);
  field().querySelector(".chosen").textContent = names.length > 1 ? `${names.length} files chosen:\n${names.join("\n")}` : "";
});

// From the document back to a checklist that stands beside it: only the list moves.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".note .back");
  const entry = link && document.getElementById(link.hash.slice(1));
  const list = entry?.closest(".found");
  if (!list || getComputedStyle(list).position !== "sticky" || entry.hidden) return;
  event.preventDefault();
  history.pushState({ view: current }, "", link.hash);
  list.scrollTop += entry.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  entry.querySelector("a").focus({ preventScroll: true });
}, { capture: true });

function begin() {
  start(main());
  offer();
}

// Only where this runs can files be dropped.
function offer() {
  const here = document.querySelector(".drop-here");
  if (here) here.hidden = false;
}

history.replaceState({ view: current }, "");
document.querySelector(".summary")?.focus();
offer();
