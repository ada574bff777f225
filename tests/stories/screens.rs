//! Whole screens as they look on 2026-03-16, on the sample dialogue. Each stands in `tests/snapshots`; a change of one is looked at
//! before it is taken.

use crate::story::Story;

/// The screen after some keys, at a size.
fn look(name: &str, width: u16, height: u16, keys: &str, text: &str) {
    let mut story = Story::sample_at(width, height);
    for keys in keys.split(" then ").filter(|keys| !keys.is_empty()) {
        story.press(keys);
    }
    story.write(text);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), story.screen());
    });
}

macro_rules! screens {
    ($($sentence:ident $name:literal $keys:literal $text:literal [$(($width:literal, $height:literal))+])*) => {
        $(#[test]
        fn $sentence() {
            $(look($name, $width, $height, $keys, $text);)+
        })*
    };
}

screens! {
    home_says_what_needs_the_host_first "home" "" "" [(80, 24) (120, 40)]
    a_phase_says_what_it_is_for_and_when_it_is_done "phase" "2" "" [(80, 24)]
    the_matrix_shows_who_stands_where "matrix" "2 Tab" "" [(80, 24) (120, 40)]
    the_radar_shows_what_clashes "radar" "2 Tab Tab" "" [(80, 24)]
    the_roadmap_shows_commitments_by_priority "roadmap" "4" "" [(80, 24) (120, 40)]
    the_framework_shows_who_supports_what "isf" "5" "" [(80, 24)]
    the_network_shows_who_talks_to_whom "network" "6" "" [(80, 24) (60, 18) (120, 40)]
    the_actors_of_the_network_stand_in_a_table "actors" "6 Tab" "" [(80, 24)]
    the_toolkit_shows_the_nineteen_tools "toolkit" "7" "" [(80, 24)]
    a_commitment_shows_its_reports_first "commitment" "4 then Down then Enter" "" [(80, 24) (120, 40)]
    a_note_fills_the_screen "note" "c m o l Enter" "Ilda Marev alone again.\n!- #o2c not before the legal opinion (i)\n" [(80, 24) (120, 40)]
    the_leader_shows_what_may_follow "leader" "Space" "" [(80, 24)]
    the_palette_shows_a_key_beside_each_command "palette" ":" "the" [(80, 24)]
    help_shows_what_can_be_done_here "help" "?" "" [(80, 24)]
    problems_are_shown_with_their_places "problems" "Space p" "" [(80, 24)]
    a_search_shows_where_the_words_stand "search" "Space /" "interpreter\n" [(80, 24)]
    where_are_we_is_answered_on_one_page "status" "Space s" "" [(80, 24)]
}
