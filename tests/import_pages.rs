//! Import of lines whose places on pages are known: columns, titles over a column's foot, small gaps,
//! justified lines, faces.

use jianbao::bulletin::Issue;
use jianbao::import::extract::{Piece, Place};
use jianbao::import::{Format, Sheet, import_sheet};

/// Size of the text in points.
const EM: f32 = 10.0;

/// Writes lines on pages of one or two columns.
struct Printer {
    pieces: Vec<Piece>,
    page: u32,
    column: u8,
    left: f32,
    /// Width of the column.
    width: f32,
    base: f32,
    justified: bool,
}

impl Printer {
    fn new(width: f32) -> Self {
        Self {
            pieces: Vec::new(),
            page: 1,
            column: 0,
            left: 80.0,
            width,
            base: 80.0,
            justified: false,
        }
    }

    /// A line `down` points below the last one. Letters take an em, digits half of one.
    fn line(&mut self, text: &str, down: f32, size: f32, bold: bool) {
        self.base += down;
        let ems: f32 = text
            .chars()
            .map(|c| if c.is_ascii() { 0.5 } else { 1.0 })
            .sum();
        let natural = ems * size;
        let full = self.justified && self.width - natural < size;
        let right = self.left + if full { self.width } else { natural };
        self.put(text, self.left, right, size, bold);
    }

    fn put(&mut self, text: &str, left: f32, right: f32, size: f32, bold: bool) {
        self.pieces.push(Piece {
            text: text.to_owned(),
            page: self.page,
            size,
            bold,
            place: Place::Fixed {
                left,
                right,
                base: self.base,
                column: self.column,
                spaced: false,
            },
        });
    }

    /// A paragraph cut to the column, `down` points below what is before it; its last line is not
    /// stretched.
    fn paragraph(&mut self, text: &str, down: f32) {
        let most = (self.width / EM) as usize;
        let letters: Vec<char> = text.chars().collect();
        let lines: Vec<String> = letters
            .chunks(most)
            .map(|line| line.iter().collect())
            .collect();
        for (nth, line) in lines.iter().enumerate() {
            let stretched = self.justified;
            self.justified = stretched && nth + 1 < lines.len();
            self.line(line, if nth == 0 { down } else { 15.0 }, EM, false);
            self.justified = stretched;
        }
    }

    fn page(&mut self) {
        self.page += 1;
        self.base = 80.0;
    }

    fn masthead(&mut self) {
        self.line("滨海简报", 20.0, 24.0, true);
        self.line("2025年第4期", 30.0, EM, false);
    }

    fn issue(self) -> Issue {
        self.read(Format::Pdf)
    }

    fn read(self, format: Format) -> Issue {
        let sheet = Sheet {
            pages: self.page,
            pieces: self.pieces,
            scanned: Vec::new(),
            recognised: false,
            remarks: Vec::new(),
            others: Vec::new(),
        };
        let imported = import_sheet(b"pages", "pages", format, sheet);
        imported.expect("it is a bulletin").issue
    }
}

/// A sentence of so many letters, the mark at its end counted.
fn sentence(letters: usize, of: char) -> String {
    let mut text: String = std::iter::repeat_n(of, letters - 1).collect();
    text.push('。');
    text
}

fn texts(issue: &Issue, article: usize) -> Vec<String> {
    let blocks = issue.articles[article].blocks.iter();
    blocks.map(|block| block.text.clone()).collect()
}

#[test]
fn a_gap_of_a_fifth_of_a_line_parts_paragraphs_where_it_is_always_the_same() {
    let mut printer = Printer::new(200.0);
    printer.masthead();
    printer.line("海州区建成共享实验室", 40.0, 14.0, true);
    let wanted: Vec<String> = ['甲', '乙', '丙', '丁', '戊']
        .into_iter()
        // Whole lines: nothing but the gap shows where a paragraph ends.
        .map(|letter| sentence(60, letter))
        .collect();
    for text in &wanted {
        printer.paragraph(text, 18.0);
    }
    let issue = printer.issue();
    assert_eq!(texts(&issue, 0), wanted);
}

#[test]
fn lines_of_uneven_distance_are_no_gaps() {
    let mut printer = Printer::new(200.0);
    printer.masthead();
    printer.line("海州区建成共享实验室", 40.0, 14.0, true);
    for (nth, letter) in ['甲', '乙', '丙'].into_iter().enumerate() {
        let text: String = std::iter::repeat_n(letter, 20).collect();
        printer.line(&text, if nth == 0 { 30.0 } else { 15.0 }, EM, false);
        // A Latin word in a taller face.
        printer.line(&text, 17.5, EM, false);
        printer.line(&text, 15.0, EM, false);
    }
    printer.line("完。", 15.0, EM, false);
    let issue = printer.issue();
    assert_eq!(issue.articles[0].blocks.len(), 1, "{:?}", texts(&issue, 0));
}

#[test]
fn the_last_line_of_a_justified_paragraph_is_known_though_it_fills_its_line() {
    // Twenty letters and a third of one: stretched lines end at the edge, others do not.
    let mut printer = Printer::new(203.3);
    printer.justified = true;
    printer.masthead();
    printer.line("海州区建成共享实验室", 40.0, 14.0, true);
    let wanted: Vec<String> = ['甲', '乙', '丙', '丁', '戊', '己']
        .into_iter()
        .zip([60, 155, 155, 60, 155, 155])
        .map(|(letter, count)| sentence(count, letter))
        .collect();
    for text in &wanted {
        printer.paragraph(text, 15.0);
    }
    let issue = printer.issue();
    assert_eq!(texts(&issue, 0), wanted);
}

#[test]
fn a_title_may_run_over_the_foot_of_a_column_and_over_more_than_three_lines() {
    let mut printer = Printer::new(100.0);
    printer.masthead();
    printer.page();
    let body = sentence(47, '文');
    for (title, split) in [
        (["白沙县扩建柑橘", "加工线带动周边", "村民就近上班", ""], 0),
        (
            ["海州区建成首个", "共享实验室并向", "小微企业全开放", "预约"],
            2,
        ),
    ] {
        printer.column = 1;
        printer.left = 80.0;
        printer.base = 80.0;
        printer.paragraph(&body, 15.0);
        for (nth, part) in title
            .into_iter()
            .filter(|part| !part.is_empty())
            .enumerate()
        {
            if split > 0 && nth == split {
                printer.column = 2;
                printer.left = 200.0;
                printer.base = 80.0;
            }
            printer.line(part, 20.0, 14.0, true);
        }
        printer.paragraph(&body, 20.0);
        printer.paragraph(&body, 15.0);
        printer.page();
    }
    let issue = printer.issue();
    let titles: Vec<&str> = issue
        .articles
        .iter()
        .map(|article| &*article.title)
        .collect();
    assert_eq!(
        titles,
        [
            "白沙县扩建柑橘加工线带动周边村民就近上班",
            "海州区建成首个共享实验室并向小微企业全开放预约"
        ]
    );
}

#[test]
fn a_title_that_its_author_broke_has_a_space_where_there_was_room_for_more() {
    let mut printer = Printer::new(200.0);
    printer.masthead();
    printer.line("海州区建成共享实验室", 40.0, 14.0, true);
    printer.line("小微企业按小时预约", 20.0, 14.0, true);
    printer.paragraph(&sentence(75, '文'), 30.0);
    printer.paragraph(&sentence(75, '段'), 15.0);
    // Fourteen letters of 14 points leave no room for another.
    printer.line("白沙县扩建柑橘加工线带动村民", 40.0, 14.0, true);
    printer.line("就近上班", 20.0, 14.0, true);
    printer.paragraph(&sentence(75, '文'), 30.0);
    let issue = printer.issue();
    let titles: Vec<&str> = issue
        .articles
        .iter()
        .map(|article| &*article.title)
        .collect();
    assert_eq!(
        titles,
        [
            "海州区建成共享实验室 小微企业按小时预约",
            "白沙县扩建柑橘加工线带动村民就近上班"
        ]
    );
}

#[test]
fn titles_that_nothing_sets_apart_are_found_by_their_form() {
    let titles = [
        "海州区建成共享实验室",
        "白沙县扩建柑橘加工线",
        "青岭市：启用水质监测站",
    ];
    let mut printer = Printer::new(300.0);
    printer.line("滨海简报", 0.0, 0.0, false);
    printer.line("2025年第4期", 0.0, 0.0, false);
    for title in titles {
        printer.line(title, 0.0, 0.0, false);
        printer.line(&sentence(120, '文'), 0.0, 0.0, false);
        printer.line(
            &format!("一是登记。{}", sentence(90, '段')),
            0.0,
            0.0,
            false,
        );
    }
    for piece in &mut printer.pieces {
        piece.page = 0;
        piece.place = Place::Flow {
            centred: false,
            level: 0,
            broken: false,
        };
    }
    let issue = printer.read(Format::Ole);
    let found: Vec<&str> = issue
        .articles
        .iter()
        .map(|article| &*article.title)
        .collect();
    assert_eq!(found, titles);
    assert!(
        issue
            .articles
            .iter()
            .all(|article| article.blocks.len() == 2)
    );
}

#[test]
fn titles_of_a_page_that_look_as_text_does_are_found_by_their_form() {
    let titles = [
        "海州区建成共享实验室",
        "白沙县扩建柑橘加工线",
        "青岭市：启用水质监测站",
    ];
    let mut printer = Printer::new(300.0);
    printer.masthead();
    for title in titles {
        printer.line(title, 30.0, EM, false);
        for letter in ['甲', '乙', '丙'] {
            // The first line of each paragraph is indented by two letters.
            printer.left += 2.0 * EM;
            printer.width -= 2.0 * EM;
            let first: String = std::iter::repeat_n(letter, 28).collect();
            printer.line(&first, 15.0, EM, false);
            printer.left -= 2.0 * EM;
            printer.width += 2.0 * EM;
            printer.paragraph(&sentence(47, letter), 15.0);
        }
    }
    let issue = printer.issue();
    let found: Vec<&str> = issue
        .articles
        .iter()
        .map(|article| &*article.title)
        .collect();
    assert_eq!(found, titles);
}

#[test]
fn a_colophon_below_two_columns_is_no_part_of_the_left_one() {
    let mut printer = Printer::new(100.0);
    printer.masthead();
    printer.page();
    printer.column = 1;
    printer.line("白沙县扩建柑橘", 20.0, 14.0, true);
    printer.paragraph(&sentence(53, '文'), 20.0);
    let cut: String = std::iter::repeat_n('段', 20).collect();
    printer.paragraph(&cut, 15.0);
    let foot = printer.base;
    printer.line("编辑：王芳", 15.0, EM, false);
    printer.line("电话：1234567", 15.0, EM, false);
    printer.column = 2;
    printer.left = 200.0;
    printer.base = foot - 90.0;
    printer.paragraph(&sentence(37, '段'), 15.0);
    let issue = printer.issue();
    assert_eq!(texts(&issue, 0), [sentence(53, '文'), sentence(57, '段')]);
    assert_eq!(issue.editor.as_deref(), Some("王芳"));
    assert_eq!(issue.phone.as_deref(), Some("1234567"));
}
