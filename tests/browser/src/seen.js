// What a visitor sees of the page, in words.
const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? null;
// What comes when the page rests is no part of what a step shows.
const without = (element, selector) => {
  const copy = element?.cloneNode(true);
  copy?.querySelector(selector)?.remove();
  return text(copy);
};
const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const near = (a, b) =>
  ["cx", "cy"].every((name) => Math.abs(a.getAttribute(name) - b.getAttribute(name)) < 0.2);
const ring = one(".ring-selected");
return {
  address: location.search.slice(1),
  view: one("[data-testid=how]") ? "how" : "explorer",
  answer: text(one("[data-testid=answer] .answer-sentence")),
  counts: text(one("[data-testid=answer] .answer-more")),
  rows: all("[data-testid=table] tbody tr").map((row) => {
    const cell = (column) => row.querySelector(`.column-${column}`);
    const speed = cell("speed");
    return {
      pick: row.dataset.pick,
      selected: row.classList.contains("selected"),
      model: text(row.querySelector(".row-name")),
      quantization: text(cell("quantization").querySelector("code")),
      bits: text(cell("quantization").querySelector(".uncertainty")),
      memory: text(cell("memory")),
      quality: without(cell("quality"), ".frontier-probability"),
      speed: getComputedStyle(speed).display === "none" ? null : text(speed),
      license: text(cell("license")),
    };
  }),
  points: all(".frontier-point[data-pick]").map((point) => point.dataset.pick),
  line: one("[data-testid=chart] .frontier-line")?.getAttribute("d") ?? null,
  budget: one(".budget-handle")?.style.left ?? null,
  ringed: ring !== null,
  ringed_point: ring && (all(".frontier-point[data-pick]").find((point) => near(point, ring))?.dataset.pick ?? null),
  breakdown: text(one("[data-testid=breakdown] .panel-name")),
  command: text(one("[data-testid=breakdown] pre")),
  controls: Object.fromEntries(
    all(".controls input, .controls select")
      .filter((control) => control.type !== "radio" || control.checked)
      .map((control) =>
        control.type === "checkbox"
          ? [`${control.name}:${control.value}`, String(control.checked)]
          : [control.name, control.value],
      ),
  ),
  reading: one("input[name=show]:checked")?.value ?? null,
  notice: all("[data-testid=notice] li").map(text),
  problems: all(".field-problem").map(text).filter((problem) => problem),
};
