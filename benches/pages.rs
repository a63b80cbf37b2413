//! Web pages a second, from files to a committed index, against reading them alone. The pages are made articles between the furniture
//! that news pages have.

use super::generator::{Generator, Made};
use countersign::index::IndexError;
use countersign::lexicon::Lexicon;
use countersign::pipeline::{self, Watch};
use countersign::read::{self, Flow, Problem, Record};
use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::time::Instant;

/// How many pages.
const PAGES: u64 = 1_000;

/// Prints pages a second, read alone and end to end.
pub fn measure() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::TempDir::new()?;
    let files = folder.path().join("pages");
    fs::create_dir(&files)?;
    for n in 0..PAGES {
        fs::write(files.join(format!("{n:05}.html")), page(&Generator::new(2).article(n)))?;
    }
    let inputs = read::paths([&files]);
    let rate = |start: Instant| PAGES as f64 / start.elapsed().as_secs_f64();
    let (start, mut letters) = (Instant::now(), 0);
    let _ = pipeline::batches(&inputs, &read::Options::default(), &mut |batch| {
        let read = |record: Result<Record, Problem>| record.and_then(Record::read).map_or(0, |article| article.text.len());
        letters += batch.into_par_iter().map(read).sum::<usize>();
        Flow::Continue(())
    });
    let alone = rate(start);
    let start = Instant::now();
    ingested(&inputs, &folder.path().join("index"))?;
    let whole = rate(start);
    println!("web pages: {alone:.0} a second read alone ({letters} bytes of text), {whole:.0} a second end to end");
    Ok(())
}

fn ingested(inputs: &[Result<read::Input, Problem>], index: &std::path::Path) -> Result<(), IndexError> {
    let reviews = pipeline::Reviews::default();
    pipeline::ingest(index, inputs, &read::Options::default(), &Lexicon::built_in(), &reviews, &mut Silent).map(|_| ())
}

fn page(made: &Made) -> String {
    let menu: String = (0..40).map(|n| format!("<li><a href=\"/section/{n}\">Section {n}</a></li>")).collect();
    let text: String = made.text.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    let related: String =
        (0..12).map(|n| format!("<div class=\"card\"><a href=\"/a/{n}\">Another story {n}</a></div>")).collect();
    format!(
        "<!doctype html><html><head><title>{title} | {source}</title><meta property=\"article:published_time\" content=\"{date}\">\
         <style>body {{ font: 1em serif }}</style><script>var a = 1;</script></head><body><nav><ul>{menu}</ul></nav>\
         <main><article><h1>{title}</h1>{text}</article></main><aside>{related}</aside><footer>All rights reserved</footer></body></html>",
        title = made.title,
        source = made.source,
        date = made.date,
    )
}

/// Watches nothing.
struct Silent;

impl Watch for Silent {
    fn done(&mut self, _: u64) {}
    fn failed(&mut self, _: &Problem) {}
    fn linking(&mut self) {}
}
