//! What stands where on the pages of a PDF: notes, running heads, symbols. Hostile ones are in `hostile`.

use crate::hostile::pdf;
use countersign::model::BlockKind;
use countersign::read::{self, Options};

/// The blocks of a PDF of pages of lines: size of type, height above the foot, words.
fn blocks(pages: &[&[(u32, u32, &str)]]) -> Vec<(BlockKind, String)> {
    let kids: String = (0..pages.len()).map(|n| format!("{} 0 R ", 4 + 2 * n)).collect();
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    objects.push(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()));
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned());
    for (n, lines) in pages.iter().enumerate() {
        let draws: String = lines.iter().map(|(size, y, words)| format!("BT /F {size} Tf 72 {y} Td ({words}) Tj ET\n")).collect();
        let rest = format!("/Contents {} 0 R /Resources << /Font << /F 3 0 R >> >>", 5 + 2 * n);
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {rest} >>"));
        objects.push(format!("<< /Length {} >>\nstream\n{draws}\nendstream", draws.len()));
    }
    let article = read::bytes("a.pdf", &pdf(&objects), &Options::default()).remove(0).unwrap();
    article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text).to_owned())).collect()
}

#[test]
fn notes_wait_for_the_paragraph_that_they_interrupt() {
    let first: &[(u32, u32, &str)] = &[
        (12, 600, "The harbour office has counted all crews that sail the"),
        (12, 586, "winter route, and the ministry that pays them has now"),
        (7, 130, "__________________"),
        (7, 120, "1 The office counts the crews of tugs, too."),
        (7, 110, "They are few."),
        (7, 100, "2 In the old list."),
        (9, 40, "25-06271 \\(E\\)"),
    ];
    let found = blocks(&[first, &[(12, 600, "promised to count them every year."), (9, 40, "25-06271 \\(E\\)")]]);
    let texts: Vec<(BlockKind, &str)> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    assert_eq!(
        texts,
        [
            (
                BlockKind::Paragraph,
                "The harbour office has counted all crews that sail the\nwinter route, and the ministry that pays them has now\npromised to count them every year."
            ),
            (BlockKind::Boilerplate, "__________________"),
            (BlockKind::Boilerplate, "1"),
            (BlockKind::Paragraph, "The office counts the crews of tugs, too.\nThey are few."),
            (BlockKind::Boilerplate, "2"),
            (BlockKind::Paragraph, "In the old list."),
            (BlockKind::Boilerplate, "25-06271 (E)"),
        ]
    );
}

#[test]
fn small_type_without_a_number_is_text_and_a_line_with_words_at_an_edge_stays() {
    let page: &[(u32, u32, &str)] = &[
        (12, 600, "The harbour office has counted all crews that sail the route."),
        (7, 120, "Printed in the harbour by its own press."),
        (12, 40, "In 2025 some 1500 crews sailed."),
    ];
    let found = blocks(&[page]);
    assert!(found.iter().all(|(kind, _)| *kind != BlockKind::Boilerplate), "{found:?}");
}

/// The text and what is told of a PDF of one page that draws so.
fn drawn(draws: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> (String, Vec<String>) {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{draws}\nendstream", draws.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    match read::bytes("a.pdf", &change(pdf(&objects)), &Options::default()).remove(0) {
        Ok(article) => (article.text.trim().to_owned(), article.diagnostics.into_iter().map(|told| told.code).collect()),
        Err(problem) => (String::new(), vec![problem.reason]),
    }
}

const CREWS: &str = "BT /F 12 Tf 72 600 Td (The harbour office counts 40 crews.) Tj ET\n";

#[test]
fn what_other_programs_forgive_is_forgiven() {
    let text = "The harbour office counts 40 crews.";
    let whole = (text.to_owned(), Vec::new());
    assert_eq!(drawn(CREWS, |bytes| bytes), whole);
    assert_eq!(
        drawn(&format!("% drawn by hand (twice\n{CREWS}% the end"), |bytes| bytes),
        whole,
        "comments are none of the page"
    );
    let kept = drawn("BT /F 12 Tf 72 600 Td (Of 40 crews 10 % sail.) Tj ET", |bytes| bytes);
    assert_eq!(kept.0, "Of 40 crews 10 % sail.", "a sign in a text is no comment");
    let cut = |bytes: Vec<u8>| bytes[..bytes.windows(4).rposition(|w| w == b"xref").unwrap() - 30].to_vec();
    assert_eq!(drawn(CREWS, cut), whole, "the table of objects was cut off");
    let shifted = |bytes: Vec<u8>| [b"\n".repeat(700), bytes].concat();
    assert_eq!(drawn(CREWS, shifted), whole, "places are counted from elsewhere");
    let (_, told) = drawn(CREWS, |bytes| bytes[..60].to_vec());
    assert!(told[0].starts_with("not a whole PDF"), "{told:?}");
}

#[test]
fn what_a_page_draws_behind_damage_is_not_lost_without_a_word() {
    let (text, told) = drawn(&format!("{CREWS} <<)> }} {CREWS}"), |bytes| bytes);
    assert_eq!((text.as_str(), told), ("The harbour office counts 40 crews.", vec!["pages-broken".to_owned()]));
}

#[test]
fn a_page_that_lies_on_its_side_is_read_and_a_stamp_on_the_margin_is_not() {
    let lying = "BT /F 12 Tf 0 1 -1 0 300 72 Tm (Crews by harbour) Tj ET BT /F 12 Tf 0 1 -1 0 320 72 Tm (Oslo 40) Tj ET";
    assert_eq!(drawn(lying, |bytes| bytes).0.lines().collect::<Vec<_>>(), ["Crews by harbour", "Oslo 40"]);
    let stamp = format!("BT /F 9 Tf 0 1 -1 0 30 72 Tm (copy 12 of 40) Tj ET {CREWS}");
    assert_eq!(drawn(&stamp, |bytes| bytes).0, "The harbour office counts 40 crews.");
}

#[test]
fn letters_that_are_spaced_out_are_a_word() {
    let spaced = "BT /F 12 Tf 3 Tc 72 600 Td (Oslo) Tj 0 Tc 12 0 Td ET BT /F 12 Tf 72 580 Td (and) Tj 26 0 Td (Bergen) Tj ET";
    assert_eq!(drawn(spaced, |bytes| bytes).0, "Oslo\nand Bergen");
}

#[test]
fn heads_of_columns_are_no_running_heads() {
    let column = |x: u32, name: &str| {
        format!("BT /F 12 Tf {x} 740 Td (Table {x}) Tj ET BT /F 12 Tf {x} 600 Td ({name} has 40 crews.) Tj ET\n")
    };
    let (text, _) = drawn(&(column(72, "Oslo") + &column(320, "Bergen")), |bytes| bytes);
    assert!(text.contains("Table 72") && text.contains("Table 320"), "{text}");
}
