//! Keys in; effects and records out. Notes and their debrief in `note`, forms in `form`, what becomes of a draft in `draft`.

mod draft;
mod form;
mod note;

use super::{Edit, Way};
use crate::app::model::Model;
use crate::app::msg::{DraftOp, Effect, Msg};
use crate::app::screen::Screen;
use crate::app::testing::{model, press, saved, write};
use crate::app::update::update;
use crate::domain::change::Change;
use crate::domain::record::{Fields, Key};
use crate::domain::value::Value;

const UDK: &str = "2025-02-19-udk";

fn splices(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Draft(_, DraftOp::Splice { .. }))).count()
}

fn is_edit(model: &Model) -> bool {
    matches!(model.top(), Some(Screen::Edit(_)))
}

fn said(model: &Model) -> &str {
    model.notice.as_ref().map_or("", |notice| &notice.text)
}

/// Opens a record in its form.
fn edit(model: &mut Model, kind: &str, id: &str) {
    let edit = Edit::open(model, &Key::new(kind, id), &Way::Form).unwrap();
    lay_on_top(model, edit);
}

fn lay_on_top(model: &mut Model, edit: Edit) {
    model.stack.push(Screen::Edit(Box::new(edit)));
    update(model, Msg::Rested);
}

#[test]
fn no_keys_in_any_order_end_the_program_or_leave_the_cursor_nowhere() {
    let keys = [
        "Tab",
        "S-Tab",
        "Up",
        "Down",
        "Left",
        "Right",
        "Enter",
        "Esc",
        "Backspace",
        "PgUp",
        "PgDn",
        "Home",
        "End",
        "C-n",
        "C-x",
        "C-s",
        "C-f",
        "F3",
        "C-t",
        "C-/",
        "C-p",
        "C-g",
        "C-e",
        "C-u",
        "\"#o\"",
        "\"@m\"",
        "\"x\"",
        "\"3\"",
        "\"A\"",
        "\"!- #o2c no\"",
        "\"fri\"",
        "\"e\"",
        "\"soon\"",
        "\" \"",
    ];
    let mut seed = 7_u64;
    for size in [(80, 24), (60, 18), (20, 5), (1, 1)] {
        let mut model = model(size.0, size.1);
        for turn in 0..600 {
            if turn % 60 == 0 || !model.stack.iter().any(|screen| matches!(screen, Screen::Edit(_))) {
                let kinds = ["meetings", "stakeholders", "commitments", "workshops", "dialogue"];
                let kind = kinds[turn % kinds.len()];
                let key = model.dialogue.records(kind).first().map_or_else(Key::dialogue, |record| record.key.clone());
                edit(&mut model, &key.kind.clone(), &key.id.clone());
            }
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = keys[(seed >> 33) as usize % keys.len()];
            let effects = press(&mut model, key);
            write(&mut model, &effects);
        }
    }
}

#[test]
fn the_page_of_a_record_goes_with_it_to_its_new_id() {
    let mut model = model(80, 24);
    press(&mut model, "4 Enter R");
    let effects = press(&mut model, "C-u \"c99\" Enter");
    let Some(Effect::Rename { key, id, .. }) = effects.into_iter().next() else { panic!("nothing is renamed") };
    let mut record = (**model.dialogue.find(&key).unwrap()).clone();
    record.key = Key::new(&key.kind, &id);
    update(&mut model, Msg::Changed { put: vec![record], gone: vec![key], say: String::new() });
    let Some(Screen::Page(page)) = model.top() else { panic!("no page is open") };
    assert!(page.page.title.starts_with("c99  Table the"), "{}", page.page.title);
    assert_eq!(model.stack.len(), 2);
}
