//! What several pages of one site have in common: notices, promotions and captions go, background and quotations stay, whatever came
//! first, from files and from the index alike.

use crate::linking::{LEXICON, Silent};
use countersign::index::Reader;
use countersign::model::{Article, BlockKind, Figure};
use countersign::pipeline::{self, Reviews};
use countersign::read;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The first sentences of the stories of one outlet.
const LEADS: &[&str] = &[
    "Crews cleared the northern channel of mines on Tuesday and the first grain carrier left before noon, the pilot station said.",
    "A court in the capital ordered the release of two fishermen who had been held since their boat crossed the line in fog.",
    "Engineers began to lay the second cable to the island, a job that the utility expects to take until the end of the winter.",
    "The regional council voted for a shelter in every school after a long evening in which parents spoke one after the other.",
    "Rail workers went back to their depots when the company promised to pay the wages that it had owed them since the spring.",
    "Divers found the wreck of the tug where the old chart had it, and the insurers will now have to say whose loss that is.",
];
/// What the outlet says in each of its stories, and means.
const BACKGROUND: &str =
    "Kalvia has let 40 ships a month pass since the corridor opened in 2023, according to its harbour office.";
const LAST: &str = "Kalvia denies that it has shelled the port, where 312 people have been killed since the invasion began.";
const QUOTE: &str = "“We have lost 70 boats and we will not lose one more,” the admiral told the assembly in Kalvia last week.";
/// What it prints around them.
const CAPTION: &str = "The old harbour seen from the mole with its 14 cranes";
const PROMOTION: &str = "Our newsroom sends 5 stories to 20,000 readers each morning: sign up for the letter.";
const WRITER: &str = "Mara Lind is a reporter at the desk for the sea and has won 3 awards.";
const ABOUT: &str = "Coast Daily is written on the quay and read by 12,000 people.";
const ELSEWHERE: &str = "Three ways to bake bread without an oven";
const TEASER: &str = "All you need is a pan, 400 grams of flour and a little patience.";
/// A sentence may be an act ("I therefore veto this."), though no word of it is in the article.
const WISH: &str = "Fair winds, and see you here tomorrow.";

const SITE: &[&str] = &[CAPTION, PROMOTION, WRITER, ABOUT, ELSEWHERE, TEASER];
const OWN: &[&str] = &[BACKGROUND, LAST, QUOTE, WISH];

/// A page of a site.
fn page(host: &str, n: usize) -> String {
    let lead = LEADS[n % LEADS.len()];
    let paragraphs = [
        &format!(
            "{lead} It was the {}th such day, and people in Kalvia spoke of little else while they waited for the tide.",
            n + 4
        ),
        BACKGROUND,
        PROMOTION,
        QUOTE,
        &format!(
            "What comes next is for the assembly to say; its {} members were not of one mind when they met on the steps.",
            n + 60
        ),
        LAST,
        WRITER,
        ABOUT,
    ];
    let paragraphs: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "<html><head><title>Story {n} of the coast</title><link rel=canonical href='https://{host}/story-{n}'>\
         <meta property='og:site_name' content='Coast Daily'></head><body><article><h1>Story {n} of the coast</h1>\
         <figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure>{paragraphs}\
         <p>{ELSEWHERE}</p><p>{TEASER}</p><p>{WISH}</p></article></body></html>"
    )
}

/// A folder with the pages of these numbers.
fn folder(pages: &[(usize, String)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    pages.iter().for_each(|(n, page)| fs::write(folder.path().join(format!("{n:02}.html")), page).unwrap());
    folder
}

fn pages(host: &str, numbers: &[usize]) -> TempDir {
    folder(&numbers.iter().map(|n| (*n, page(host, *n))).collect::<Vec<_>>())
}

/// What `analyze` reads in a folder, by id.
fn analysed(folder: &Path) -> BTreeMap<String, (Article, Vec<Figure>)> {
    let mut all = BTreeMap::new();
    let seen = std::sync::Mutex::new(&mut all);
    let show = |article: &Article, found: countersign::model::Analysis| {
        seen.lock().unwrap().insert(article.id.clone(), (article.clone(), found.figures));
        String::new()
    };
    pipeline::analyse_all(&read::paths([folder]), &read::Options::default(), &LEXICON, &show, &mut |line| assert!(line.is_ok()));
    all
}

fn ingest(index: &Path, folder: &Path) {
    let inputs = read::paths([folder]);
    pipeline::ingest(index, &inputs, &read::Options::default(), &LEXICON, &Reviews::default(), &mut Silent).unwrap();
}

/// What an index holds, by id: articles, and figures with their words.
fn held(index: &Path) -> (BTreeMap<String, Article>, Vec<String>) {
    let reader = Reader::open(index).unwrap();
    let ids = reader.every_article().unwrap().map(|stored| stored.unwrap().id);
    let articles = ids.map(|id| (id.clone(), pipeline::stored_article(&reader, &id).unwrap().unwrap().0)).collect();
    let figures = reader.figures().unwrap().map(|part| part.unwrap());
    let mut figures: Vec<String> =
        figures.map(|part| format!("{} {}", part.document, String::from_utf8(part.payload).unwrap())).collect();
    figures.sort();
    (articles, figures)
}

/// The texts of an article's blocks that its site made furniture.
fn marked(article: &Article) -> Vec<&str> {
    let site = article.blocks.iter().filter(|block| block.alone.is_some() && block.kind == BlockKind::Boilerplate);
    site.map(|block| block.span.of(&article.text)).collect()
}

#[test]
fn what_three_pages_of_a_site_have_goes_and_its_background_stays() {
    let folder = pages("coast.example", &[0, 1, 2, 3, 4]);
    for (id, (article, figures)) in analysed(folder.path()) {
        let marked = marked(&article);
        SITE.iter().for_each(|text| assert!(marked.contains(text), "{id}: “{text}” stays: {marked:?}"));
        OWN.iter().for_each(|text| assert!(!marked.contains(text), "{id}: “{text}” is gone"));
        assert_eq!(marked.len(), SITE.len(), "{id}: {marked:?}");
        let outside =
            figures.iter().find(|figure| marked.iter().any(|text| text.contains(&figure.text) && figure.text.len() > 2));
        assert!(outside.is_none(), "{id}: {outside:?}");
        assert!(figures.iter().any(|figure| figure.text.starts_with("312")), "{id}: {figures:?}");
    }
}

#[test]
fn two_pages_or_three_copies_or_three_sites_show_nothing() {
    for folder in [pages("coast.example", &[0]), pages("coast.example", &[0, 1])] {
        analysed(folder.path()).values().for_each(|(article, _)| assert_eq!(marked(article), Vec::<&str>::new()));
    }
    let copy = |n: usize| (n, page("coast.example", 0).replace("story-0", &format!("story-0?print={n}")));
    let copies = folder(&[copy(0), copy(1), copy(2), (3, page("coast.example", 3))]);
    analysed(copies.path()).values().for_each(|(article, _)| assert_eq!(marked(article), Vec::<&str>::new()));
    let apart = folder(&[(0, page("a.example", 0)), (1, page("b.example", 1)), (2, page("c.example", 2))]);
    analysed(apart.path()).values().for_each(|(article, _)| assert_eq!(marked(article), Vec::<&str>::new()));
}

#[test]
fn headings_lists_and_the_article_itself_are_its_own_on_every_page() {
    let story = |n: usize| {
        let lead = LEADS[n];
        let page = format!(
            "<html><head><title>Daily note {n}</title><link rel=canonical href='https://desk.example/{n}'></head><body><article>\
             <h1>Daily note {n}</h1><h2>What we know</h2><p>{lead} Nobody was hurt, and the ferries ran as they do on other days.</p>\
             <p>The parties to the accord are:</p><ul><li>Kalvia</li><li>the Northern League</li></ul>\
             <h2>Background</h2><p>{BACKGROUND} The {n} boats that were turned back have since come home to their own ports.</p>\
             <h2>More of the day</h2></article></body></html>"
        );
        (n, page)
    };
    let folder = folder(&(0..4).map(story).collect::<Vec<_>>());
    for (article, _) in analysed(folder.path()).values() {
        assert_eq!(marked(article), ["More of the day"], "{:?}", article.blocks);
    }
}

#[test]
fn the_index_reads_a_site_as_its_articles_show_it_whatever_came_first() {
    let all = pages("coast.example", &[0, 1, 2, 3, 4]);
    let (first, second) = (pages("coast.example", &[3, 0]), pages("coast.example", &[1, 4, 2]));
    let (once, twice) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    ingest(once.path(), all.path());
    ingest(twice.path(), first.path());
    assert!(held(twice.path()).0.values().all(|article| marked(article).is_empty()));
    ingest(twice.path(), second.path());
    let ((articles, figures), (later, its)) = (held(once.path()), held(twice.path()));
    let from_files = analysed(all.path());
    for (id, article) in &articles {
        assert_eq!(article.blocks, from_files[id].0.blocks, "{id}");
        assert_eq!(article.blocks, later[id].blocks, "{id}");
        assert_eq!(marked(article).len(), SITE.len(), "{id}");
    }
    assert_eq!(figures, its);
    assert_eq!(pipeline::verify(&Reader::open(twice.path()).unwrap()).unwrap(), Vec::<String>::new());
}

#[test]
fn what_a_site_no_longer_shows_is_an_article_s_own_again() {
    let (index, all) = (TempDir::new().unwrap(), pages("coast.example", &[0, 1, 2]));
    ingest(index.path(), all.path());
    let (before, figures) = held(index.path());
    assert!(before.values().all(|article| marked(article).len() == SITE.len()));
    let gone = ["https://coast.example/story-1".to_owned()];
    pipeline::remove(index.path(), &gone, &LEXICON, &Reviews::default()).unwrap();
    let (after, more) = held(index.path());
    assert_eq!(after.len(), 2);
    assert!(after.values().all(|article| marked(article).is_empty()));
    assert!(more.iter().any(|figure| figure.contains("20,000")) && !figures.iter().any(|figure| figure.contains("20,000")));
    // The same again as an article with another text in the third one's place, and anew from what is stored.
    let other = folder(&[(1, page("coast.example", 5).replace("story-5", "story-1"))]);
    ingest(index.path(), other.path());
    assert!(held(index.path()).0.values().all(|article| marked(article).len() == SITE.len()));
    pipeline::reindex(index.path(), &LEXICON, &Reviews::default(), &mut |_| {}).unwrap();
    assert!(held(index.path()).0.values().all(|article| marked(article).len() == SITE.len()));
}
