//! The room `read` against its cases (`tests/cases/read/`), its promises about odd input, and any bytes at all.
#![expect(clippy::unwrap_used, reason = "a test whose input cannot be set up has failed")]

use countersign::model::{Article, Block, BlockKind};
use countersign::read::{self, Format, Input, Limits, Meta, Options, Problem};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// Lines of a case file that are neither blank nor comments.
fn rows(cases: &str) -> impl Iterator<Item = &str> {
    cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn plain(text: &str) -> Article {
    read::article_from_text("a", Meta::default(), text.to_owned())
}

/// Reads bytes as a file of that name.
fn read_as(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Article, Problem>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let input = Input { name: name.to_owned(), path: Some(path), listed: false };
    read::file(&input, options)
}

fn one(name: &str, bytes: &[u8]) -> Result<Article, Problem> {
    read_as(name, bytes, &Options::default()).remove(0)
}

fn reason(name: &str, bytes: &[u8]) -> String {
    one(name, bytes).unwrap_err().to_string()
}

/// What `Article` promises of blocks and sentences.
fn check(article: &Article) -> Result<(), String> {
    let text = &article.text;
    let covered = |spans: &[countersign::text::Span]| {
        let mut at = 0;
        for span in spans {
            let (start, end) = (span.start as usize, span.end as usize);
            let between = text.get(at..start).ok_or(format!("{span:?} is out of order or cuts a character"))?;
            text.get(start..end).ok_or(format!("{span:?} cuts a character"))?;
            if !between.trim().is_empty() || start >= end {
                return Err(format!("`{between}` is not covered before {span:?}"));
            }
            at = end;
        }
        let rest = text.get(at..).unwrap_or("cut");
        if rest.trim().is_empty() { Ok(()) } else { Err(format!("`{rest}` is not covered at the end")) }
    };
    covered(&article.sentences)?;
    covered(&article.blocks.iter().map(|block| block.span).collect::<Vec<_>>())?;
    for sentence in &article.sentences {
        if !article.block_at(sentence.start).is_some_and(|block| block.span.contains(*sentence)) {
            return Err(format!("sentence {sentence:?} crosses a block"));
        }
    }
    Ok(())
}

#[test]
fn sentences_end_where_the_cases_say() {
    for row in rows(include_str!("cases/read/sentences.txt")) {
        let row = row.replace("\\n", "\n");
        let text = row.replace('¦', "");
        let article = plain(&text);
        let found: Vec<&str> = article.sentences.iter().map(|span| span.of(&text)).collect();
        let expected: Vec<&str> = row.split('¦').map(str::trim).collect();
        assert_eq!(found, expected);
        assert_eq!(check(&article), Ok(()));
    }
}

#[test]
fn blocks_are_what_the_cases_say() {
    for case in include_str!("cases/read/blocks.txt").split("\n=== ").skip(1) {
        let (name, lines) = case.split_once('\n').unwrap();
        let (mut text, mut expected) = (String::new(), Vec::<(String, String)>::new());
        for line in lines.trim_end().lines() {
            let (kind, line) = line.split_once(" | ").unwrap_or(("", line));
            text.push_str(line);
            text.push('\n');
            match (kind, expected.last_mut()) {
                ("", _) => {}
                ("+", Some((_, block))) => *block = format!("{block}\n{line}"),
                _ => expected.push((kind.to_owned(), line.trim().to_owned())),
            }
        }
        let article = one(if name.ends_with(".md") { "a.md" } else { "a.txt" }, text.as_bytes()).unwrap();
        let kind = |block: &Block| serde_json::to_string(&block.kind).unwrap().trim_matches('"').to_owned();
        let found: Vec<_> = article.blocks.iter().map(|block| (kind(block), block.span.of(&article.text).to_owned())).collect();
        assert_eq!(found, expected, "{name}");
        assert_eq!(check(&article), Ok(()), "{name}");
    }
}

#[test]
fn dates_are_read_and_not_guessed() {
    for row in rows(include_str!("cases/read/dates.txt")) {
        let (text, expected) = row.split_once(" => ").unwrap();
        let found = read::date(text).map_or("-".to_owned(), |date| date.to_string());
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn header_lines_and_front_matter_say_what_the_article_is() {
    let body =
        "Grain leaves the port under guard, as it has done since the first summer of the war, and nobody is sure for how long.";
    let head =
        "Title: Guarding the Grain\nSource: The Courier\nDate: Nov. 20, 2025\nBy: Ada Holm\nURL: https://example.org/grain\n\n";
    let article = one("a.txt", format!("{head}{body}").as_bytes()).unwrap();
    let front = "---\ntitle: \"Guarding the Grain\"\nsource: The Courier\ndate: 2025-11-20\nauthor: Ada Holm\nurl: https://example.org/grain\n---\n";
    let marked = one("a.md", format!("{front}{body}").as_bytes()).unwrap();
    for article in [article, marked.clone()] {
        assert_eq!(article.title.as_deref(), Some("Guarding the Grain"));
        assert_eq!(article.source.as_deref(), Some("The Courier"));
        assert_eq!(article.published, read::date("2025-11-20"));
        assert_eq!(article.byline.as_deref(), Some("Ada Holm"));
        assert_eq!(article.url.as_deref(), Some("https://example.org/grain"));
        assert_eq!(article.id, "https://example.org/grain");
        assert_eq!(article.lang.as_deref(), Some("en"));
    }
    assert_eq!(marked.text, body);
}

#[test]
fn title_byline_and_day_come_from_the_text_where_nothing_else_says() {
    let text = "Guarding the Grain\nBy Ada Holm\nNovember 20, 2025\nGrain leaves the port under guard, as it has done since the \
                first summer of the war, and nobody is sure for how long it will.\n";
    let article = plain(text);
    assert_eq!(article.title.as_deref(), Some("Guarding the Grain"));
    assert_eq!(article.byline.as_deref(), Some("Ada Holm"));
    assert_eq!(article.published, read::date("2025-11-20"));
}

#[test]
fn jsonl_goes_on_behind_a_bad_line() {
    let lines = "\u{feff}{\"id\": 7, \"text\": \"One.\", \"date\": \"soon\"}\n\n{\"text\": \"Two.\"}\nnot json\n{\"title\": \"no text\"}\n\
                 {\"url\": \"https://example.org/3\", \"text\": \"Three.\", \"lang\": \"en-GB\"}";
    let read = read_as("a.jsonl", lines.as_bytes(), &Options::default());
    let ids: Vec<_> = read.iter().map(|r| r.as_ref().map_or_else(|p| format!("line {:?}", p.line), |a| a.id.clone())).collect();
    assert_eq!(ids, ["7", "a.jsonl#3", "line Some(4)", "line Some(5)", "https://example.org/3"]);
    let first = read.first().unwrap().as_ref().unwrap();
    assert_eq!(first.diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["odd-date"]);
    assert_eq!(read.last().unwrap().as_ref().unwrap().lang.as_deref(), Some("en"));
}

/// The blocks of a page whose article holds this, behind some prose, with what they are.
fn page_blocks(inside: &str) -> Vec<(BlockKind, String)> {
    let prose =
        "The council met on the quay and said that the ferries would run until the end of the winter, whatever the ice does.";
    let prose = format!("<p>{prose}</p><p>{prose} Nobody voted against it.</p>");
    let page = format!("<html><head><title>A</title></head><body><article>{prose}{inside}{prose}</article></body></html>");
    let article = one("a.html", page.as_bytes()).unwrap();
    let own = article.blocks.iter().filter(|block| !block.span.of(&article.text).starts_with("The council met"));
    own.map(|block| (block.kind, block.span.of(&article.text).to_owned())).collect()
}

#[test]
fn markup_tells_captions_headings_and_paragraphs() {
    use BlockKind::{Caption, Heading, Paragraph};
    let told = page_blocks(
        "<div><img src=a.jpg><div class='ImageCaption-text'>The mole at dusk, seen from the old lighthouse</div></div>",
    );
    assert_eq!(told, [(Caption, "The mole at dusk, seen from the old lighthouse".to_owned())]);
    let long =
        "<p>The pilots asked for a second boat, and the office said that it would come before the first frost of the year.</p>";
    let told = page_blocks(&format!("<div class='has-caption'>{long}{}</div>", long.replace("pilots", "crews")));
    let kinds: Vec<BlockKind> = told.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Paragraph; 2], "what is more than a caption is none: {told:?}");
    let told = page_blocks(&format!("<h2 id=w><a href='#w'>What the pilots asked for</a></h2>{long}"));
    assert_eq!(told.first().map(|(kind, _)| *kind), Some(Heading), "a heading that leads to itself stays: {told:?}");
    let told = page_blocks("<pre>The pilots asked\nfor a second boat in the spring.\n\nIt is to come before the frost.</pre>");
    let lines = ["The pilots asked for a second boat in the spring.", "It is to come before the frost."];
    assert_eq!(told, lines.map(|line| (Paragraph, line.to_owned())));
}

#[test]
fn a_page_tells_its_day_below_its_headline_and_in_its_address() {
    let prose =
        "<p>The council met on the quay and said that the ferries would run until the end of the winter, whatever the ice.</p>";
    let day = |head: &str, above: &str, below: &str| {
        let page = format!(
            "<html><head>{head}</head><body>{above}<article><h1>Ferries run</h1>{below}{}<span class=date>1 March 2020</span>\
             </article></body></html>",
            prose.repeat(4)
        );
        let article = one("a.html", page.as_bytes()).unwrap();
        (
            article.published.map(|day| day.to_string()).unwrap_or_default(),
            article.provenance.published.unwrap_or_default().to_string(),
        )
    };
    let found = |day: &str, from: &str| (day.to_owned(), from.to_owned());
    assert_eq!(day("", "", "<div class='post-date'>Posted on 3 May 2024</div>"), found("2024-05-03", "markup"));
    assert_eq!(day("", "", "<time datetime='2024-05-03T10:00Z'>Friday</time>"), found("2024-05-03", "markup"));
    assert_eq!(day("", "<div class=date>4 May 2025</div>", ""), found("", ""), "the day of the visit, and one further below");
    assert_eq!(day("", "", "<div class='updated-date'>3 May 2024</div>"), found("", ""));
    let address = "<link rel=canonical href='https://quay.example/2024/05/03/ferries'>";
    assert_eq!(day(address, "", ""), found("2024-05-03", "url"));
    assert_eq!(day("<meta name=PublishDate content='2024-05-03'>", "", ""), found("2024-05-03", "meta tag"));
}

#[test]
fn a_text_is_a_string_or_paragraphs_and_nothing_else() {
    let lines = "{\"body\": 5}\n{\"content\": {\"name\": \"x\"}}\n{\"text\": [\"a\"]}\n{\"body\": [\"One.\", \"Two.\"]}\n\
                 {\"body\": 5, \"content\": \"Three.\"}\n{\"body\": [1, 2]}\n{\"body\": \" \"}";
    let read = read_as("a.jsonl", lines.as_bytes(), &Options::default());
    let told = |r: &Result<Article, Problem>| r.as_ref().map_or_else(|p| p.reason.clone(), |a| a.text.clone());
    let told: Vec<_> = read.iter().map(told).collect();
    let no_text = |name: &str| format!("not an article: `{name}` is no text");
    assert_eq!(
        told[..4],
        [no_text("body"), no_text("content"), "not an article: `text` is no string".into(), "One.\n\nTwo.".into()]
    );
    assert_eq!(told[4..], ["Three.".into(), no_text("body"), "not an article: missing field `text`; its fields are body".into()]);
}

#[test]
fn the_hash_is_that_of_the_bytes_or_of_the_line() {
    // sha256 of "abc", from FIPS 180-2.
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(one("a.txt", b"abc").unwrap().sha256, abc);
    let line = b"{\"text\":\"One.\"}";
    let with_end = [line.as_slice(), b"\n"].concat();
    assert_eq!(one("a.jsonl", line).unwrap().sha256, one("b.jsonl", &with_end).unwrap().sha256);
}

#[test]
fn the_limit_is_for_an_article_not_for_a_file_of_many() {
    let options = Options { limits: Limits { article: 40, ..Limits::default() }, ..Options::default() };
    let long = format!("{{\"text\": \"{}\"}}", "x".repeat(60));
    let lines = format!("{{\"text\": \"One.\"}}\n{long}\n{{\"text\": \"Two.\"}}\n{{\"text\": \"Three.\"}}\n");
    let read = read_as("a.jsonl", lines.as_bytes(), &options);
    assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true, true]);
    assert_eq!(read.iter().find_map(|r| r.as_ref().err()).unwrap().line, Some(2));
    assert!(read_as("a.txt", &[b'x'; 41], &options).remove(0).is_err());
    assert!(read_as("a.txt", &[b'x'; 40], &options).remove(0).is_ok());
}

#[test]
fn what_is_not_read_says_why_and_what_to_do() {
    assert!(reason("a.txt", b"").contains("empty file"));
    assert!(reason("a.txt", b" \n \n").contains("empty file"));
    assert!(reason("a.jsonl", b"\n\n").contains("empty file"));
    assert!(reason("a.txt", b"ab\0cd").contains("binary file"));
    assert!(reason("a.txt", b"%PDF-1.7 ...").contains("not a whole PDF"));
    assert!(reason("a.txt", b"PK\x03\x04...").contains("not a whole ZIP archive"));
    assert!(reason("a.txt", b"{\\rtf1 x}").contains("format not read: RTF; "));
    assert!(reason("a.jsonl", b"{\"text\": 5}").contains(":1: not an article: "));
    assert_eq!(one("a.txt", "\u{feff}One.".as_bytes()).unwrap().text, "One.");
}

#[test]
fn content_tells_the_format_where_the_name_lies() {
    let page = "<!DOCTYPE html><html lang='en'><head><title>Guarding the Grain</title><link rel=canonical href='https://example.org/g'>\
        </head><body><nav><a href=/>Home</a></nav><article><h2>The <em>port</em></h2><p>Grain leaves the port &amp; the pier under\n \
        guard, as it has done since the first summer of the war, and nobody is sure for how long.</p><ul><li>One ship</li><li>Two \
        ships</li></ul><blockquote><p>Nobody pays twice, the mayor said, and she meant it.</p></blockquote><table><tr><td>Norway</td>\
        <td>95</td></tr></table><p>The guards are paid by the week, and the fund that pays them was set up by four governments in \
        the spring, after long talks in the capital, with money for a year.</p></article></body></html>";
    let article = one("a.txt", page.as_bytes()).unwrap();
    let kinds: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect();
    assert_eq!(kinds.first(), Some(&(BlockKind::Heading, "The port")));
    assert!(
        kinds.iter().any(
            |(kind, text)| *kind == BlockKind::Paragraph && text.starts_with("Grain leaves the port & the pier under guard,")
        )
    );
    assert!(kinds.contains(&(BlockKind::ListItem, "Two ships")));
    assert!(kinds.contains(&(BlockKind::Quote, "Nobody pays twice, the mayor said, and she meant it.")));
    assert!(kinds.contains(&(BlockKind::Table, "Norway\t95")));
    assert_eq!((article.title.as_deref(), article.id.as_str()), (Some("Guarding the Grain"), "https://example.org/g"));
    assert_eq!(one("a.txt", b"{\"text\": \"One.\"}").unwrap().text, "One.");
    let options = Options { from: Format::Text, ..Options::default() };
    assert_eq!(read_as("a.jsonl", b"{\"text\": 5}", &options).remove(0).unwrap().text, "{\"text\": 5}");
}

#[test]
fn a_folder_is_listed_in_order_without_hidden_files_and_readmes() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    for name in ["c.txt", "a.txt", "b/d.txt", ".hidden", "README.md"] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    let file = folder.path().join("README.md");
    let missing = folder.path().join("missing.txt");
    let listed = read::paths([folder.path(), &file, &missing, Path::new("-")]);
    let names: Vec<_> = listed.iter().map(|input| input.as_ref().map_or_else(|p| p.reason.clone(), |i| i.name.clone())).collect();
    assert_eq!(names, ["a.txt", "b/d.txt", "c.txt", "README.md", "no such file or directory", "-"]);
}

#[test]
fn a_file_is_called_alike_however_it_is_come_by() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    let file = folder.path().join("b/d.txt");
    fs::write(&file, "x").unwrap();
    let name = |base: Option<&Path>, named: &[&Path]| {
        let last = read::paths_in(base, named.iter().copied()).pop();
        last.map(|input| input.unwrap().name).unwrap()
    };
    assert_eq!(name(None, &[folder.path()]), "b/d.txt");
    assert_eq!(name(None, &[folder.path(), &file]), "b/d.txt");
    assert_eq!(name(Some(folder.path()), &[&file]), "b/d.txt");
    assert_eq!(name(Some(&folder.path().join(".")), &[&file]), "b/d.txt");
    assert_eq!(name(None, &[&file]), file.to_string_lossy(), "where no folder is known, as named");
    assert_eq!(name(Some(&folder.path().join("c")), &[&file]), file.to_string_lossy());
    assert_eq!(read::list("# all\n b/d.txt \n\n-").collect::<Vec<_>>(), [Path::new("b/d.txt"), Path::new("-")]);
}

/// Text with everything that the reader looks at.
fn odd_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "word",
        "Word",
        ". ",
        ".",
        "? ",
        "…",
        "”",
        "“",
        "U.S. ",
        "No. 5",
        "1. ",
        "- ",
        "# ",
        "> ",
        "| a | b |",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u{a0}",
        "\u{2003}",
        "é",
        "Привіт",
        "日本",
        "[12]",
        "Menu",
        "By ",
        "Similar articles",
        "Title: x\n",
        "---\n",
        "```\n",
        "Dec. ",
        "a) ",
        ":",
        ";",
        "—",
        "<p>",
        "©",
        "http://x.y ",
        "2025-11-20",
        "\u{feff}",
        "\u{200b}",
        "e\u{301}",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn blocks_and_sentences_cover_any_text(text in prop_oneof![odd_text(), any::<String>()]) {
        prop_assert_eq!(check(&plain(&text)), Ok(()));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        odd_text().prop_map(String::into_bytes),
        odd_text().prop_map(|text| format!("<html><body><article><p>{text}</p></article>").into_bytes()),
    ], name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.jsonl", "a"])) {
        for article in read_as(name, &bytes, &Options::default()).into_iter().flatten() {
            prop_assert_eq!(check(&article), Ok(()));
        }
    }
}
