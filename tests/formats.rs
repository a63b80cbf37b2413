//! The articles of `corpus/formats/`: each is read to what it holds, whatever it is packed in.

use countersign::model::{Article, BlockKind};
use countersign::read::{self, Options};
use std::path::Path;

fn samples() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats");
    let inputs = read::paths([folder]);
    inputs.iter().flat_map(|input| read::file(input.as_ref().unwrap(), &Options::default())).map(Result::unwrap).collect()
}

fn row(article: &Article) -> String {
    let or = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let day = article.published.map_or_else(|| "-".to_owned(), |day| day.to_string());
    format!("{} | {} | {} | {day} | {}", article.id, or(&article.title), or(&article.source), or(&article.lang))
}

#[test]
fn every_sample_of_a_format_is_read() {
    let found: Vec<String> = samples().iter().map(row).collect();
    let expected: Vec<&str> = include_str!("cases/read/formats.txt").lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(found, expected);
}

#[test]
fn blocks_of_documents_have_their_kinds() {
    let samples = samples();
    let kinds = |id: &str| -> Vec<(BlockKind, String)> {
        let article = samples.iter().find(|article| article.id == id).unwrap();
        article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text).to_owned())).collect()
    };
    let rotation = kinds("rotation-plan.docx");
    assert!(rotation.contains(&(BlockKind::Heading, "What changes".to_owned())));
    assert!(rotation.contains(&(BlockKind::ListItem, "The last course waits for the medics".to_owned())));
    assert!(rotation.contains(&(BlockKind::Table, "Old Mill \tMarch".to_owned())));
    assert!(
        rotation.contains(&(BlockKind::Paragraph, "The mission asked for more trainers & better ranges.".to_owned())),
        "what was struck out is gone"
    );
    let depot = kinds("repair-depot.pdf");
    let paragraphs = depot.iter().filter(|(kind, _)| *kind == BlockKind::Paragraph).count();
    assert_eq!(paragraphs, 2, "{depot:?}");
    assert!(depot.iter().any(|(_, text)| text.contains("years of build-\ning")), "the text is as it is printed");
    assert_eq!(depot.last(), Some(&(BlockKind::Boilerplate, "1".to_owned())), "a page number is no text");
    let parts = kinds("https://committee.example/depot");
    assert!(parts.contains(&(BlockKind::ListItem, "Shells are kept on the south side".to_owned())));
}

#[test]
fn a_word_broken_at_the_end_of_a_line_reads_as_one() {
    let of = |text: &str| countersign::text::View::new(text).text().to_owned();
    assert_eq!(of("two years of build-\ning work"), "two years of building work");
    assert_eq!(of("a long-\nterm plan"), "a long-term plan");
    assert_eq!(of("peace-\nkeepers; all peacekeepers"), "peacekeepers; all peacekeepers");
    assert_eq!(of("the Secretary-\nGeneral"), "the Secretary-\nGeneral");
    assert_eq!(of("no break - \nhere"), "no break - \nhere");
    let text = "é build-\ning on";
    let view = countersign::text::View::new(text);
    let at = view.text().find("on").unwrap() as u32;
    assert_eq!(text.get(view.home(at) as usize..), Some("on"));
}

#[test]
fn passages_in_other_languages_are_kept_and_named() {
    let english = "The harbour office said that the ships of the fleet would be counted again in the spring, and that the list of them would be sent \
        to the council with the names of all the owners. ";
    let french = "Le bureau du port a annoncé que les navires seraient comptés de nouveau au printemps et que la liste serait envoyée au conseil \
        avec les noms de tous les propriétaires, comme chaque année depuis la guerre. ";
    let text = format!("{}\n\n{}\n\n{}\n", english.repeat(4).trim(), french.repeat(4).trim(), english.repeat(3).trim());
    let article = read::article_from_text("a", read::Meta::default(), text);
    let langs: Vec<Option<&str>> = article.blocks.iter().map(|block| block.lang.as_ref().map(|lang| lang.code())).collect();
    assert_eq!((article.lang.as_deref(), langs), (Some("en"), vec![None, Some("fr"), None]));
    assert_eq!(article.blocks.iter().map(|block| article.is_read(block)).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn an_article_of_several_languages_is_in_that_of_most_letters() {
    let english = "Norway has pledged new bridges to Ukraine, the minister told reporters in Oslo on Friday, and the first of them have left the port.";
    let later = "The second batch of new bridges follows in the summer, the ministry said, once the engineers have been trained with them in Poland.";
    let ukrainian = "Норвегія пообіцяла Україні нові мости, сказав міністр журналістам в Осло, і перші з них уже залишили порт.";
    let german = "Norwegen hat der Ukraine neue Brücken zugesagt, sagte der Minister am Freitag in Oslo, und die ersten davon haben den Hafen schon verlassen.";
    let french = "La Norvège a promis de nouveaux ponts à l’Ukraine, a déclaré le ministre aux journalistes à Oslo, et les premiers ont déjà quitté le port.";
    let blocks = |parts: &[&str]| -> Vec<(BlockKind, Option<String>)> {
        let article = read::article_from_text("a", read::Meta::default(), parts.join("\n\n"));
        assert_eq!(article.lang.as_deref(), Some("en"));
        article.blocks.iter().map(|block| (block.kind, block.lang.as_ref().map(|lang| lang.code().to_owned()))).collect()
    };
    let own = |lang: Option<&str>| (BlockKind::Paragraph, lang.map(str::to_owned));
    assert_eq!(
        blocks(&[english, ukrainian, german, french, later]),
        [own(None), own(Some("uk")), own(Some("de")), own(Some("fr")), own(None)],
        "each is kept and named where running text goes on behind it"
    );
    let aside = (BlockKind::Boilerplate, None);
    assert_eq!(
        blocks(&[english, later, ukrainian]),
        [own(None), own(None), aside.clone()],
        "at the end it is a notice for readers"
    );
    assert_eq!(blocks(&[english, "Читайте також: нові мости для України", later])[1], aside, "and so is a line between");
}

#[test]
fn tables_and_lines_are_read_in_the_encodings_of_office_programs() {
    let texts = |name: &str, bytes: &[u8]| -> Vec<(Option<String>, String)> {
        let read = read::bytes(name, bytes, &Options::default());
        read.into_iter().map(Result::unwrap).map(|article| (article.title, article.text)).collect()
    };
    let wide = |text: &str| -> Vec<u8> { format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let expected = [(Some("Мости".to_owned()), "Норвегія надіслала 12 мостів.".to_owned())];
    assert_eq!(texts("a.tsv", &wide("title\ttext\nМости\tНорвегія надіслала 12 мостів.\n")), expected);
    let line = r#"{"title": "Мости", "text": "Норвегія надіслала 12 мостів."}"#;
    assert_eq!(texts("a.jsonl", &wide(&format!("{line}\n"))), expected);
    let (old, _, _) = encoding_rs::WINDOWS_1251.encode("title;text\nМости;Норвегія надіслала 12 мостів.\n");
    assert_eq!(texts("a.csv", &old), expected, "a short cell is read as its row is");
}
