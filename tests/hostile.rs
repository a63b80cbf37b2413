//! Hostile input: bounded time and memory, and a clear line each. What is large is made here and never stored.

use countersign::model::Article;
use countersign::read::{self, Flow, Input, Limits, Options, Problem};
use std::fs;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn read_as(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Article, Problem>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let begun = Instant::now();
    let read = read::file(&Input { name: name.to_owned(), path: Some(path), listed: false }, options);
    assert!(begun.elapsed() < Duration::from_secs(60), "{name} took {:?}", begun.elapsed());
    read
}

/// Everything said about an input that must not be read.
fn said(name: &str, bytes: &[u8]) -> String {
    read_as(name, bytes, &Options::default())
        .iter()
        .filter_map(|read| read.as_ref().err())
        .map(|problem| format!("{problem}\n"))
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_beyond_measure_is_ended() {
    let zeros = vec![b' '; 32 << 20];
    let bomb: Vec<u8> = (0..6).flat_map(|_| gzip(&zeros)).collect();
    assert!(said("a.jsonl.gz", &bomb).contains("unpacks to more than 250 times its size"), "{}", said("a.jsonl.gz", &bomb));
    assert!(said("a.txt.gz", &gzip(&vec![b'a'; 20 << 20])).contains("article longer than 8388608 bytes"));
    assert!(said("a.zip", &zip(&[("a.txt", &vec![b'a'; 20 << 20])])).contains("article longer than"));
}

#[test]
fn archives_in_archives_are_opened_to_a_small_depth() {
    let nest = |depth: usize| (0..depth).fold(b"Norway sent 12 tanks.".to_vec(), |inner, _| gzip(&inner));
    assert_eq!(read_as("a", &nest(4), &Options::default()).remove(0).unwrap().text, "Norway sent 12 tanks.");
    assert!(said("a", &nest(5)).contains("nested more than 4 deep"));
    let inner = (0..5).fold(zip(&[("a.txt", b"text")]), |inner, _| zip(&[("b.zip", &inner)]));
    assert!(said("a.zip", &inner).contains("nested more than 4 deep"));
}

#[test]
fn paths_out_of_an_archive_are_left_out_and_the_rest_is_read() {
    let bytes = zip(&[("../../up.txt", b"One."), ("/etc/root.txt", b"Two."), ("in/good.txt", b"Three.")]);
    let read = read_as("a.zip", &bytes, &Options::default());
    let ids: Vec<&str> = read.iter().flatten().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["a.zip/in/good.txt"]);
    assert!(said("a.zip", &bytes).contains("`../../up.txt` has a path out of the archive"));
}

#[test]
fn a_line_without_end_is_passed_over_and_not_kept() {
    // As a stream: nothing of it is ever held but a chunk.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    file.write_all(b"{\"text\": \"").unwrap();
    let chunk = vec![b'x'; 1 << 20];
    (0..64).for_each(|_| file.write_all(&chunk).unwrap());
    file.write_all(b"\"}\n{\"text\": \"Two.\"}\n").unwrap();
    file.flush().unwrap();
    let read = read::file(&Input { name: "a.jsonl".into(), path: Some(path), listed: false }, &Options::default());
    assert_eq!(read.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, true]);
    let row = [b"title,text\nx,\"".as_slice(), &vec![b'y'; 20 << 20]].concat();
    assert!(said("a.csv", &row).contains("longer than"), "{}", said("a.csv", &row));
}

#[test]
fn deep_nesting_is_told() {
    let html = format!("<html><body>{}text", "<div>".repeat(100_000));
    assert!(said("a.html", html.as_bytes()).contains("nested more than"));
    let html = format!("<html><body>{}", "<p>text</p>".repeat(110_000));
    assert!(said("a.html", html.as_bytes()).contains("--max-elements"), "{}", said("a.html", html.as_bytes()));
    let json = format!("{{\"text\": {}1{}}}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(!said("a.jsonl", json.as_bytes()).is_empty());
    let list = format!("[{{\"text\": {}", "[".repeat(200_000));
    assert!(!said("a.json", list.as_bytes()).is_empty());
}

#[test]
fn pages_of_one_endless_thing_stay_in_proportion() {
    let prose =
        "<p>The council met on the quay and said that the ferries would run until the end of the winter, come what may.</p>";
    let page = |inside: &str| format!("<html><body><article>{}{inside}</article></body></html>", prose.repeat(4));
    let attributes: String = (0..50_000).map(|n| format!(" a{n}='{n}'")).collect();
    assert!(said("a.html", page(&format!("<div{attributes}>x</div>")).as_bytes()).contains("more than 1000 attributes"));
    // A sentence without an end is cut, so that no later stage meets it whole.
    let links: String = (0..8000).map(|n| format!("<a href='/s/{n}'>Read story number {n}</a> ")).collect();
    let article = read_as("a.html", page(&links).as_bytes(), &Options::default()).remove(0).unwrap();
    assert!(article.sentences.len() > 30 && article.sentences.iter().all(|sentence| sentence.len() <= 4096));
    let solid = read_as("a.txt", "x".repeat(20_000).as_bytes(), &Options::default()).remove(0).unwrap();
    assert_eq!(solid.sentences.iter().map(|sentence| sentence.len()).sum::<usize>(), 20_000);
    let clauses = "the first part of the list that goes on and on; ".repeat(200);
    let article = read_as("a.txt", clauses.as_bytes(), &Options::default()).remove(0).unwrap();
    let ends = |sentence: &countersign::text::Span| sentence.of(&article.text).ends_with(';');
    assert!(article.sentences.len() > 1 && article.sentences.iter().all(ends), "{:?}", article.sentences);
}

#[test]
fn entities_are_never_expanded() {
    let mut xml = String::from("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"ha\">");
    (0..12).for_each(|n| xml.push_str(&format!("<!ENTITY a{n} \"{}\">", "&a;".repeat(10))));
    xml.push_str("]><rss version=\"2.0\"><channel><title>&a11;</title><item><title>&a11;</title></item></channel></rss>");
    let feed = read_as("a.xml", xml.as_bytes(), &Options::default()).remove(0).unwrap();
    assert_eq!(feed.title.as_deref(), Some("&a11;"), "it stands as it is written");
    let document = format!(
        "{}<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>so &a11; it is</w:t></w:r></w:p></w:body></w:document>",
        xml.split("]>").next().unwrap().to_owned() + "]>"
    );
    let read = read_as("a.docx", &zip(&[("word/document.xml", document.as_bytes())]), &Options::default()).remove(0);
    assert!(read.is_err() || read.unwrap().text.len() < 100);
}

/// A PDF of objects.
pub(crate) fn pdf(objects: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (n, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend([format!("{} 0 obj\n", n + 1).as_bytes(), object.as_ref(), b"\nendobj\n"].concat());
    }
    let (table, size) = (out.len(), objects.len() + 1);
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{places}").into_bytes());
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    out
}

/// A stream, deflated.
fn deflated(rest: &str, bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    let packed = encoder.finish().unwrap();
    let head = format!("<< /Filter /FlateDecode /Length {} {rest} >>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

#[test]
fn what_a_pdf_unpacks_to_is_bounded() {
    let catalog = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
    let pages = b"<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>".to_vec();
    let fonts = "/Resources << /Font << /F 7 0 R >> >>";
    let bomb = deflated("", &vec![b' '; 40 << 20]);
    let text = b"<< /Length 61 >>\nstream\nBT /F 12 Tf 72 700 Td (Norway sent tanks to the front.) Tj ET\nendstream".to_vec();
    let font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec();
    let page = |contents: &str| page(&format!("/Contents {contents} {fonts}")).into_bytes();
    let many = page(&format!("[{}]", "6 0 R ".repeat(400_000)));
    let read = |objects: &[Vec<u8>]| read_as("a.pdf", &pdf(objects), &Options::default()).remove(0).unwrap();
    let article = read(&[catalog.clone(), pages.clone(), page("4 0 R"), bomb.clone(), page("6 0 R"), text.clone(), font.clone()]);
    assert_eq!(article.text.trim(), "Norway sent tanks to the front.", "the page beside the bomb is read");
    let article = read(&[catalog.clone(), pages.clone(), many, bomb, page("6 0 R"), text, font]);
    assert!(article.diagnostics.iter().any(|told| told.message == "1 of 2 pages could not be read to their end: 1"));
    let objects = deflated("/Type /ObjStm /N 1 /First 4", &vec![b' '; 80 << 20]);
    assert!(said("a.pdf", &pdf(&[catalog, pages, objects])).contains("objects unpack to more than 64 MiB"));
}

#[test]
fn drawings_in_drawings_are_bounded_by_what_they_draw() {
    let form = |inner: &str, body: &str| {
        let head = format!("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {} {inner} >>", body.len());
        format!("{head}\nstream\n{body}\nendstream")
    };
    let draws = "/X Do /X Do /X Do /X Do";
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    objects.push("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned());
    objects.push(page("/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"));
    objects.push(format!("<< /Length {} >>\nstream\n{draws}\nendstream", draws.len()));
    for n in 6..26 {
        objects.push(form(&format!("/Resources << /XObject << /X {n} 0 R >> >>"), draws));
    }
    objects.push(form("", "0 0 m"));
    assert!(
        said("a.pdf", &pdf(&objects)).contains("1 of 1 pages of the PDF could not be read"),
        "{}",
        said("a.pdf", &pdf(&objects))
    );
    // A drawing without resources of its own draws itself by those of the page.
    objects[4] = form("", "/X Do");
    objects.truncate(5);
    assert!(said("a.pdf", &pdf(&objects)).contains("1 of 1 pages of the PDF could not be read"));
}

fn page(rest: &str) -> String {
    format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {rest} >>")
}

#[test]
fn a_pdf_that_leads_in_circles_ends() {
    let catalog = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    let kids = pdf(&[catalog.clone(), "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>".into()]);
    assert!(!said("a.pdf", &kids).is_empty());
    let pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>".to_owned();
    let parents = pdf(&[catalog.clone(), pages.clone(), page("/Contents 4 0 R"), "<< /Length 0 >>\nstream\n\nendstream".into()]);
    assert!(!said("a.pdf", &parents).is_empty());
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 5 /Resources << /XObject << /X 5 0 R >> >> >>\nstream\n/X Do\nendstream";
    let draws = "<< /Length 5 >>\nstream\n/X Do\nendstream".to_owned();
    let plain = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned();
    let drawings = pdf(&[catalog, plain, page("/Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>"), draws, form.into()]);
    let told = said("a.pdf", &drawings);
    assert!(told.contains("1 of 1 pages of the PDF could not be read"), "{told}");
}

#[test]
fn a_pdf_of_many_pages_is_read_up_to_the_limit_and_says_so() {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), String::new()];
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".into());
    objects.push("<< /Length 61 >>\nstream\nBT /F 12 Tf 72 700 Td (Norway sent tanks to the front.) Tj ET\nendstream".into());
    let first = objects.len() + 1;
    (0..300).for_each(|_| objects.push(page("/Contents 4 0 R /Resources << /Font << /F 3 0 R >> >>")));
    let kids: String = (first..first + 300).map(|n| format!("{n} 0 R ")).collect();
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count 300 >>");
    let options = Options { limits: Limits { pages: 20, ..Limits::default() }, ..Options::default() };
    let article = read_as("a.pdf", &pdf(&objects), &options).remove(0).unwrap();
    assert_eq!(article.text.matches("Norway").count(), 20);
    assert!(article.diagnostics.iter().any(|told| told.message == "20 of 300 pages were read"));
    let options = Options { limits: Limits { article: 6000, ..Limits::default() }, ..Options::default() };
    let article = read_as("a.pdf", &pdf(&objects), &options).remove(0).unwrap();
    assert!(article.diagnostics.iter().any(|told| told.message.ends_with(" of 300 pages were read")), "the text is bounded, too");
}

#[test]
fn odd_bytes_are_told_and_the_text_stays_as_it_is() {
    assert!(said("a.txt", b"Norway sent\0 12 tanks.").contains("binary file"));
    let wide: Vec<u8> = "Norway sent 12 tanks.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_as("a.txt", &wide, &Options::default()).remove(0).unwrap().text, "Norway sent 12 tanks.");
    for order in [u32::to_le_bytes, u32::to_be_bytes] {
        let widest: Vec<u8> = "\u{feff}Norway sent 12 tanks 🚜.".chars().flat_map(|c| order(u32::from(c))).collect();
        assert_eq!(read_as("a.txt", &widest, &Options::default()).remove(0).unwrap().text, "Norway sent 12 tanks 🚜.");
    }
    let (shifted, _, _) = encoding_rs::ISO_2022_JP.encode("橋は十二本。");
    assert_eq!(read_as("a.txt", &shifted, &Options::default()).remove(0).unwrap().text, "橋は十二本。");
    let codes = |bytes: &[u8]| -> Vec<String> {
        let article = read_as("a.txt", bytes, &Options::default()).remove(0).unwrap();
        article.diagnostics.iter().map(|told| told.code.clone()).collect()
    };
    assert_eq!(codes(b"The caf\xe9 na\xefve was full of voil\xe0 and d\xe9j\xe0 vu."), ["encoding"]);
    assert_eq!(codes("Itâ€™s here, they said, and itâ€™s late.".as_bytes()), ["mojibake"]);
    // A Russian sentence as MS-DOS had it, which no decoder here knows.
    let dos = b"\xd3\xb7\xd4\xb7\xe3\xe5\xa8\xe1\xe3\xe5\xeb\xd6 \xd6\xa2\xd6\xe1\xd6\xd4\xf1 \xe3\xd6\xd6\xa2\xf9\xb7\xd0\xd6, \xfb\xe5\xd6 \xd2\xd6\xe3\xe5\xf1 \xd8\xd6\xe3\xe5\xe1\xd6\xa8\xd4\xf1 \xb7 \xc6\xd6\xe1\xa0\xa2\xd0\xb7 \xeb\xf1\xf5\xd0\xb7 \xb7\xf3 \xd8\xd6\xe1\xe5\xa0";
    assert_eq!(codes(dos), ["encoding", "mojibake"]);
    assert_eq!(codes("Norway sent \u{202e}21\u{202c} tanks.".as_bytes()), ["invisible"]);
    let lone = [b"Good words of many kinds: \xc3\xa9\xc3\xa8\xc3\xa0\xc3\xa9\xc3\xa8\xc3\xa0 ".as_slice(), b"\xed\xa0\x80 end."]
        .concat();
    assert_eq!(codes(&lone), ["undecodable"]);
}

#[test]
fn half_a_character_in_json_costs_itself_alone() {
    let read =
        |text: &str| read_as("a.jsonl", format!("{{\"text\": \"{text}\"}}").as_bytes(), &Options::default()).remove(0).unwrap();
    let article = read(r"Norway \ud83d sent \udc00 tanks \ud83d\ude9c \\ud83d.");
    assert_eq!(article.text, "Norway \u{fffd} sent \u{fffd} tanks 🚜 \\ud83d.");
    assert_eq!(article.diagnostics.first().map(|told| told.message.as_str()), Some("2 characters are broken"));
    assert!(read(r"Norway sent tanks \ud83d\ude9c.").diagnostics.is_empty());
    assert!(said("a.jsonl", br#"{"text": "Norway \x sent"}"#).contains("a.jsonl:1: not JSON"));
    assert!(said("a.json", "[".repeat(1000).as_bytes()).contains("no JSON object in it"));
}

#[test]
#[cfg(unix)]
fn a_pipe_is_read_from_its_first_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let writer = std::thread::spawn({
        let path = path.clone();
        move || fs::write(path, "Norway sent 12 tanks.").unwrap()
    });
    let named = Input { name: "pipe".into(), path: Some(path), listed: false };
    assert_eq!(read::file(&named, &Options::default()).remove(0).unwrap().text, "Norway sent 12 tanks.");
    writer.join().unwrap();
    let listed = read::file(&Input { listed: true, ..named }, &Options::default()).remove(0);
    assert_eq!(listed.unwrap_err().reason, "not a regular file", "in a folder it is passed over");
}

#[test]
#[cfg(unix)]
fn loops_of_links_and_odd_names_are_listed_once_or_not_at_all() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("in");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.txt"), "One.").unwrap();
    std::os::unix::fs::symlink(folder.path(), inner.join("again")).unwrap();
    std::os::unix::fs::symlink(inner.join("self"), inner.join("self")).unwrap();
    let odd = inner.join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"));
    let named = fs::write(&odd, "Two.").is_ok();
    let inputs = read::paths([folder.path()]);
    let articles: Vec<_> = inputs.iter().flatten().flat_map(|input| read::file(input, &Options::default())).collect();
    assert_eq!(articles.iter().flatten().count(), 1 + usize::from(named));
    assert!(articles.iter().flatten().all(|article| !article.id.is_empty()));
}

#[test]
fn a_file_that_vanishes_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "One.").unwrap();
    let inputs = read::paths([folder.path()]);
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    let read = read::file(inputs[0].as_ref().unwrap(), &Options::default()).remove(0);
    assert_eq!(read.unwrap_err().reason, "no such file or directory");
}

#[test]
fn who_takes_records_may_have_enough() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, "{\"text\": \"One.\"}\n".repeat(100)).unwrap();
    let mut seen = 0;
    let _ = read::each(&Input { name: "a".into(), path: Some(path), listed: false }, &Arc::new(Options::default()), &mut |_| {
        seen += 1;
        if seen == 3 { Flow::Break(()) } else { Flow::Continue(()) }
    });
    assert_eq!(seen, 3);
}
