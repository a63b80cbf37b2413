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
