//! The audit page in a real browser: it opens from disk without a network, filters, fits a phone, and loses nothing in print. Where no
//! browser is installed the test says so and passes; in CI (`CI` is set) it must be there.

use super::Place;
use serde_json::Value;
use std::process::{Command, Stdio};

/// What a script in the page finds out: how many findings are shown under each filter, by hash and by hand, and whether all fits.
const PROBE: &str = r##"<script>
addEventListener("load", () => setTimeout(() => {
  const shown = () => [...document.querySelectorAll("article.finding")].filter(card => card.getClientRects().length);
  const form = document.querySelector("form"), told = () => document.querySelector("#shown").textContent;
  const choose = (name, value) => { form.elements[name].value = value; form.elements[name].dispatchEvent(new Event("change", {bubbles: true})); };
  const all = document.querySelectorAll("article.finding").length;
  const probe = {all, first: shown().map(card => card.dataset.verdict), firstTold: told(), chosen: form.elements.verdict.value};
  form.querySelector("button").click();
  setTimeout(() => {
    probe.reset = shown().length; probe.resetTold = told(); probe.hash = location.hash;
    choose("severity", "minor"); probe.minor = shown().map(card => card.dataset.severity);
    probe.groups = [...document.querySelectorAll("section.card")].filter(card => card.getClientRects().length).every(card => card.dataset.severity.split("\n").includes("minor"));
    choose("verdict", "tension"); probe.none = [shown().length, document.querySelector("#none").hidden];
    probe.fits = document.documentElement.scrollWidth <= innerWidth;
    probe.named = [...document.querySelectorAll("svg")].every(svg => svg.hasAttribute("aria-label") || svg.getAttribute("aria-hidden") === "true");
    probe.labelled = [...form.elements].filter(part => part.tagName === "SELECT").every(part => part.labels.length === 1 && part.tabIndex === 0);
    dispatchEvent(new Event("beforeprint")); probe.print = [...document.querySelectorAll("details")].every(part => part.open);
    probe.outside = performance.getEntriesByType("resource").length;
    const out = document.createElement("pre"); out.id = "probe"; out.textContent = JSON.stringify(probe); document.body.append(out);
  }, 50);
}, 50));
</script></body>"##;

/// The browser: what `CHROMIUM` names, else one of the usual names.
fn browser() -> Option<String> {
    let names = std::env::var("CHROMIUM").into_iter().chain(["chromium", "chromium-browser", "google-chrome"].map(str::to_owned));
    let runs = |name: &String| {
        let version = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    names.into_iter().find(runs)
}

/// Opens a page of the place with a fragment, and gives back what the probe in it found.
fn probe(place: &Place, browser: &str, width: u32, fragment: &str) -> Value {
    let address = format!("file://{}{fragment}", place.path("probed.html").display());
    let profile = place.path(&format!("profile-{width}{}", fragment.len()));
    let flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
                 --disable-sync --virtual-time-budget=4000 --dump-dom";
    let output = Command::new(browser)
        .args(flags.split_whitespace())
        .args(["--host-resolver-rules=MAP * ~NOTFOUND", &format!("--window-size={width},900")])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(address)
        .output()
        .expect("the browser runs");
    let page = String::from_utf8_lossy(&output.stdout).into_owned();
    let found = page.split_once("<pre id=\"probe\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (found, _) =
        found.unwrap_or_else(|| panic!("the page's script did not end: {}", String::from_utf8_lossy(&output.stderr)));
    serde_json::from_str(&found.replace("&quot;", "\"").replace("&amp;", "&")).expect("JSON")
}

#[test]
fn the_audit_page_opens_filters_and_fits_in_a_browser() {
    let Some(browser) = browser() else {
        assert!(std::env::var_os("CI").is_none(), "CI needs a browser: install chromium");
        eprintln!("skipped: no browser; install chromium, or name one in CHROMIUM");
        return;
    };
    let place = Place::with_corpus();
    let page = place.run(&["audit", "corpus", "--format", "html"]).good().out;
    assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("<link"), "the page is one file");
    place.write("probed.html", page.replace("</body>", PROBE));
    for width in [390, 1280] {
        let found = probe(&place, &browser, width, "#verdict=tension");
        let all = found["all"].as_u64().expect("a number");
        let first = found["first"].as_array().expect("a list");
        assert!(!first.is_empty() && (first.len() as u64) < all, "{found}");
        assert!(first.iter().all(|verdict| verdict == "tension"), "{found}");
        assert_eq!(found["firstTold"], format!("{} of {all} findings", first.len()), "{found}");
        assert_eq!(found["chosen"], "tension");
        assert_eq!((&found["reset"], &found["hash"]), (&all.into(), &"".into()), "{found}");
        assert_eq!(found["resetTold"], format!("{all} of {all} findings"));
        let minor = found["minor"].as_array().expect("a list");
        assert!(!minor.is_empty() && minor.iter().all(|severity| severity == "minor") && found["groups"] == true, "{found}");
        assert_eq!(found["none"], serde_json::json!([0, false]), "what fits no filter says so: {found}");
        for must in ["fits", "named", "labelled", "print"] {
            assert_eq!(found[must], true, "{must} at {width}: {found}");
        }
        assert_eq!(found["outside"], 0, "nothing is fetched: {found}");
    }
}
