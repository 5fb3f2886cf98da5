"""What moves in the HTML report: filters, which the address keeps (``#status=failed&severity=HIGH``), and the theme.

Without it everything is shown, and the filters are not there.
"""

from __future__ import annotations

SCRIPT = """
"use strict";
const form = document.getElementById("filters");
const findings = [...document.querySelectorAll(".finding")];
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const theme = form.elements.theme, words = form.elements.words;

function chosen(name) {
  return boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
}

function show() {
  const statuses = chosen("status"), severities = chosen("severity"), sought = words.value.trim().toLowerCase();
  let count = 0;
  for (const finding of findings) {
    const fits = statuses.includes(finding.dataset.status) && severities.includes(finding.dataset.severity)
      && finding.textContent.toLowerCase().includes(sought);
    finding.hidden = !fits;
    count += fits ? 1 : 0;
  }
  document.getElementById("shown").textContent = `${count} of ${findings.length} shown`;
  document.getElementById("none").hidden = count > 0 || findings.length === 0;
  if (theme.value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
}

function keep() {
  const parts = new URLSearchParams();
  for (const name of ["status", "severity"]) {
    const all = boxes.filter((box) => box.name === name), on = chosen(name);
    if (on.length < all.length) parts.set(name, on.join(","));
  }
  if (words.value.trim()) parts.set("words", words.value.trim());
  if (theme.value !== "auto") parts.set("theme", theme.value);
  history.replaceState(null, "", "#" + parts.toString().replaceAll("%2C", ","));
}

function recall() {
  const address = location.hash.slice(1);
  const target = address && !address.includes("=") ? document.getElementById(address) : null;
  if (target) {
    const details = target.querySelector("details");
    if (details) details.open = true;
    target.scrollIntoView();
  } else if (address) {
    const parts = new URLSearchParams(address);
    for (const box of boxes) {
      const on = parts.get(box.name);
      box.checked = on === null || on.split(",").includes(box.value);
    }
    words.value = parts.get("words") ?? "";
    theme.value = ["light", "dark"].includes(parts.get("theme")) ? parts.get("theme") : "auto";
  }
  show();
}

form.hidden = false;
form.addEventListener("input", () => { show(); keep(); });
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", recall);
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
recall();
""".strip()
