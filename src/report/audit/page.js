const form = document.querySelector("form"), cards = [...document.querySelectorAll("article.finding")];
const keys = ["verdict", "severity", "measure", "source"];
function apply() {
  const want = Object.fromEntries(keys.map(key => [key, form.elements[key].value]));
  let shown = 0;
  for (const card of cards) {
    const fits = keys.every(key => !want[key] || card.dataset[key].split("\n").includes(want[key]));
    card.hidden = !fits;
    shown += fits;
  }
  document.querySelector("#shown").textContent = `${shown} of ${cards.length} findings`;
  history.replaceState(null, "", "#" + new URLSearchParams(Object.entries(want).filter(([, value]) => value)));
}
const start = new URLSearchParams(location.hash.slice(1));
for (const key of keys) if (start.has(key)) form.elements[key].value = start.get(key);
form.addEventListener("change", apply);
form.addEventListener("reset", () => setTimeout(apply));
form.hidden = false;
apply();
