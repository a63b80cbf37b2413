//! Feeds of all versions, whole and damaged: an entry is an article, and a bad one costs itself.

use countersign::read::{self, Options};

/// Each entry as "title | day | author | address | text", and what is told.
fn entries(feed: &[u8]) -> (Vec<String>, String) {
    let (mut found, mut told) = (Vec::new(), String::new());
    for read in read::bytes("a.xml", feed, &Options::default()) {
        match read {
            Ok(article) => {
                let or = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
                let day = or(article.published.map(|day| day.to_string()));
                let text = article.text.trim().replace('\n', " / ");
                found.push(format!("{} | {day} | {} | {} | {text}", or(article.title), or(article.byline), or(article.url)));
            }
            Err(problem) => told.push_str(&format!("{problem}\n")),
        }
    }
    (found, told)
}

#[test]
fn feeds_of_all_versions_give_title_day_author_address_and_text() {
    let old_atom = r#"<?xml version="1.0" encoding="utf-8"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Pier</title>
        <entry><title>Cranes</title><link rel="edit" href="https://pier.example/edit"/><link rel="alternate" href="https://pier.example/1"/>
        <issued>2025-03-04T10:00:00Z</issued><author><name>Ola Berg</name></author>
        <content type="text/html" mode="escaped">&lt;p&gt;Norway sent 12 cranes &amp;amp; a ship.&lt;/p&gt;</content></entry></feed>"#;
    assert_eq!(
        entries(old_atom.as_bytes()).0,
        ["Cranes | 2025-03-04 | Ola Berg | https://pier.example/1 | Cranes / Norway sent 12 cranes & a ship."]
    );
    let bare_rss = r#"<rss xmlns:dc="d" xmlns:content="c"><channel><title>Pier</title><item><title>Ships</title>
        <guid isPermaLink="false">https://pier.example/no</guid><link>https://pier.example/2</link><dc:creator>Ida Holm</dc:creator>
        <pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate><description>In short.</description>
        <content:encoded><![CDATA[<p>Norway sent <b>3</b> ships.</p>]]></content:encoded></item></channel></rss>"#;
    assert_eq!(
        entries(bare_rss.as_bytes()).0,
        ["Ships | 2025-03-04 | Ida Holm | https://pier.example/2 | Ships / Norway sent 3 ships."]
    );
    let markup = r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div>Old <i>and</i> new</div></title>
        <updated>2025-03-05</updated><id>https://pier.example/3</id><summary type="text">5 &lt; 7 tugs</summary></entry></feed>"#;
    assert_eq!(
        entries(markup.as_bytes()).0,
        ["Old and new | 2025-03-05 | - | https://pier.example/3 | Old and new / 5 < 7 tugs"]
    );
}

#[test]
fn an_odd_entry_costs_itself_and_damage_leaves_what_came_before() {
    let odd = r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A sound</title><content type="audio/x" src="x"/></entry>
        <entry><content type="application/x-data">AAAA</content></entry><entry><title>Two</title></entry></feed>"#;
    let (found, told) = entries(odd.as_bytes());
    assert_eq!(found, ["A sound | - | - | - | A sound", "Two | - | - | - | Two"]);
    assert_eq!(told, "a.xml:2: an entry without title and text\n");
    let cut = "<rss><channel><item><title>One</title></item><item><title>Two</title><description>Norway sent";
    let (found, told) = entries(cut.as_bytes());
    assert_eq!(found, ["One | - | - | - | One", "Two | - | - | - | Two"]);
    assert!(told.contains("the feed is damaged") && told.contains("2 entries were read before that"), "{told}");
    assert!(entries(b"<rss><channel><title>Empty</title></channel></rss>").1.contains("the feed has no entries"));
}

#[test]
fn a_feed_is_read_in_the_encoding_that_it_declares() {
    let feed =
        "<!-- late -->\n<?xml version='1.0' encoding='koi8-u'?><rss><channel><item><title>Мости</title></item></channel></rss>";
    let (bytes, _, _) = encoding_rs::KOI8_U.encode(feed);
    assert_eq!(entries(&bytes).0, ["Мости | - | - | - | Мости"]);
    let wide: Vec<u8> = feed.replace("koi8-u", "utf-16").encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(entries(&[b"\xFE\xFF".as_slice(), &wide].concat()).0, ["Мости | - | - | - | Мости"]);
}
