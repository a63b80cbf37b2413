"use strict";
const form = document.querySelector("form"), cards = [...document.querySelectorAll("[data-verdict]")];
const keys = ["verdict", "severity", "measure", "source", "review"];
const findings = cards.filter(card => card.matches("article"));
function apply(keep) {
  const want = Object.fromEntries(keys.map(key => [key, form.elements[key].value]));
  const fits = card => keys.every(key => !want[key] || card.dataset[key].split("\n").includes(want[key]));
  for (const card of cards) card.hidden = !fits(card);
  for (const part of document.querySelectorAll("[data-part]")) part.hidden = ![...part.querySelectorAll("[data-verdict]")].some(card => !card.hidden);
  const shown = findings.filter(card => !card.hidden).length;
  document.querySelector("#shown").textContent = `${shown} of ${findings.length} findings`;
  document.querySelector("#none").hidden = shown > 0 || !findings.length;
  if (keep !== true) history.replaceState(null, "", "#" + new URLSearchParams(Object.entries(want).filter(([, value]) => value)));
}
function start() {
  const state = new URLSearchParams(location.hash.slice(1));
  const known = keys.filter(key => state.has(key));
  for (const key of known) form.elements[key].value = state.get(key);
  apply(!known.length);
}
form.addEventListener("change", apply);
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => setTimeout(apply));
addEventListener("hashchange", start);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(part => part.open = true));
form.hidden = false;
start();
