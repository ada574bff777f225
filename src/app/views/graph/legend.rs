//! What stands around the picture in words: how the network is as a whole, the actor under the cursor, and what the signs mean.

use super::Seen;
use super::picture::Shown;
use super::stroke::Stroke;
use crate::app::fit;
use crate::app::line::{Line, Role};
use crate::app::pages::{count, words};
use crate::domain::dialogue::Dialogue;
use unicode_width::UnicodeWidthStr;

/// The whole network in one line: what is seen of it.
pub(super) fn summary(shown: &Shown, seen: Seen, width: usize) -> Line {
    let Some(network) = &shown.network else { return Line::blank() };
    let density = |density: Option<f64>| density.map_or_else(|| "not known".to_owned(), |density| format!("{density:.2}"));
    let pairs = |n: usize| count(n, "linked pair", "linked pairs");
    let before = shown.pairs.iter().filter(|pair| pair.seen(Seen::Before).is_some()).count();
    let made = count(network.ties_through_dialogue, "tie", "ties");
    let actors = count(network.nodes.len(), "actor", "actors");
    let parts = match seen {
        Seen::Now | Seen::Pairs => {
            vec![actors, pairs(network.pairs), format!("density {}, before {}", density(network.density), density(network.density_before))]
        }
        Seen::Before => vec!["Before the dialogue".to_owned(), pairs(before), format!("density {}", density(network.density_before))],
        Seen::Made => vec![format!("The dialogue made {made}"), format!("{} of them between pairs with none before", network.new_pairs)],
    };
    Line::of(Role::Title, format!(" {}", fit::fit(&parts.join(" · "), width.saturating_sub(2))))
}

/// The actor under the cursor: what it is, and with whom it is tied how; in at most so many lines.
pub(super) fn words(shown: &Shown, here: usize, dialogue: &Dialogue, width: usize, most: usize) -> Vec<Line> {
    let Some((actor, node)) = shown.actors.get(here).and_then(|actor| Some((actor, shown.network.as_ref()?.node(&actor.id)?))) else {
        return Vec::new();
    };
    let mut traits = vec![words::kind_word(dialogue, &node.kind)];
    if actor.broker {
        traits.push("broker".to_owned());
    }
    let mut said = Vec::new();
    let mut made = 0;
    let mut ties: Vec<_> = shown.around(here).collect();
    ties.sort_by_key(|(other, pair)| (std::cmp::Reverse(pair.ties.iter().map(|tie| tie.intensity).max()), *other));
    for (other, pair) in ties {
        let Some(other) = shown.actors.get(other) else { continue };
        let kinds: Vec<String> =
            pair.ties.iter().filter_map(|tie| Some(words::choice(dialogue, "ties", "kind", tie.kind.as_deref()?))).collect();
        let kinds = kinds.into_iter().chain(pair.conflict.then(|| "conflict".to_owned())).collect::<Vec<_>>().join(" and ");
        made += pair.ties.iter().filter(|tie| tie.is_through_dialogue()).count();
        said.push(format!("{} {kinds}", other.name));
    }
    match node.degree {
        0 => traits.push("stands alone: no tie is shown".to_owned()),
        linked => traits.push(format!("tied with {linked}, {made} through the dialogue")),
    }
    let mut lines =
        vec![Line::of(Role::Text, format!(" {}", fit::fit(&actor.name, 20))).with(Role::Muted, format!("  {}", traits.join(" · ")))];
    let mut rest = fit::wrap(&said.join(", "), width.saturating_sub(3).max(8));
    let room = most.saturating_sub(1);
    if rest.len() > room {
        rest.truncate(room);
        if let Some(last) = rest.last_mut() {
            *last = format!("{}…", fit::fit(last, width.saturating_sub(4)).trim_end_matches(['…', ',']));
        }
    }
    lines.extend(rest.into_iter().map(|line| Line::of(Role::Muted, format!("   {line}"))));
    lines
}

/// What lines and letters mean.
pub(super) fn signs(shown: &Shown, dialogue: &Dialogue, width: usize) -> [Line; 2] {
    let intensity = |n: i64| words::choice_short(dialogue, "ties", "intensity", n);
    let mut strokes: Vec<(String, String)> =
        (1..=4).map(|n| (Stroke::of(Some(n)).straight(true).to_string().repeat(2), intensity(n))).collect();
    strokes.push(("A–Z".to_owned(), "by the dialogue".to_owned()));
    let mut kinds: Vec<String> = shown
        .pairs
        .iter()
        .flat_map(|pair| &pair.ties)
        .filter_map(|tie| Some(words::choice(dialogue, "ties", "kind", tie.kind.as_deref()?)))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut letters: Vec<(String, String)> = kinds.into_iter().map(|kind| (kind.chars().take(1).collect(), kind)).collect();
    if shown.pairs.iter().any(|pair| pair.conflict) {
        letters.push(("×".to_owned(), "conflict".to_owned()));
    }
    letters.push(("◆".to_owned(), "broker: it falls apart without".to_owned()));
    [line(strokes, width), line(letters, width)]
}

/// What the numbers of the table mean.
pub(super) fn closeness(dialogue: &Dialogue, width: usize) -> Line {
    line((1..=4).map(|n| (n.to_string(), words::choice_short(dialogue, "ties", "intensity", n))).collect(), width)
}

/// Signs with their words, as many as fit whole.
fn line(signs: Vec<(String, String)>, width: usize) -> Line {
    let mut line = Line::of(Role::Text, " ");
    for (sign, word) in signs {
        if line.width() + sign.width() + word.width() + 3 > width {
            break;
        }
        line = line.with(Role::Accent, sign).with(Role::Muted, format!(" {word}  "));
    }
    line
}
