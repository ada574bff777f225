//! How roles look. Sixteen colours of the terminal's own palette; without colour, weight alone.

use crate::app::line::Role;
use crate::app::settings::Settings;
use crate::domain::problem::{At, Problem};
use ratatui::style::{Color, Modifier, Style};
use toml::de::DeTable;

/// The look of each role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; ROLES.len()],
    /// Whether symbols and rules are replaced by ASCII signs.
    pub ascii: bool,
    /// Whether rules are drawn.
    pub rules: bool,
    /// Whether colours may tell something; else brackets do.
    pub colours: bool,
}

const ROLES: [(&str, Role); 10] = [
    ("text", Role::Text),
    ("muted", Role::Muted),
    ("accent", Role::Accent),
    ("good", Role::Good),
    ("warn", Role::Warn),
    ("bad", Role::Bad),
    ("selection", Role::Selection),
    ("border", Role::Border),
    ("title", Role::Title),
    ("field", Role::Field),
];

const COLOURS: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

impl Theme {
    /// The built-in look under these settings.
    #[must_use]
    pub fn builtin(settings: &Settings) -> Self {
        let mut theme = Self { styles: [Style::new(); ROLES.len()], ascii: false, rules: true, colours: true };
        theme.lay("config/theme.toml", include_str!("../../config/theme.toml"));
        theme.set(settings);
        theme
    }

    /// Takes colours, symbols and rules away where the settings say so.
    pub fn set(&mut self, settings: &Settings) {
        self.ascii = settings.ascii || settings.low_bandwidth;
        self.rules = !settings.low_bandwidth;
        self.colours = !settings.monochrome && !settings.low_bandwidth;
        if settings.monochrome || settings.low_bandwidth {
            for style in &mut self.styles {
                style.fg = None;
                style.bg = None;
            }
            if settings.low_bandwidth {
                self.styles = [Style::new(); ROLES.len()];
            }
        }
    }

    /// Lays a user's file over the look; a fault costs only its own line.
    pub fn lay(&mut self, file: &str, text: &str) -> Vec<Problem> {
        let (table, faults) = DeTable::parse_recoverable(text);
        let mut problems: Vec<Problem> = faults
            .iter()
            .map(|fault| {
                let at = fault.span().map_or(At::START, |span| At::of(text, span.start));
                Problem::new(file, fault.message(), "The other lines of this file still hold.").at(at)
            })
            .collect();
        for (name, value) in table.get_ref() {
            let at = At::of(text, name.span().start);
            let Some(place) = ROLES.iter().position(|(role, _)| role == name.get_ref()) else {
                let roles = ROLES.map(|(role, _)| role).join(", ");
                problems
                    .push(Problem::new(file, format!("there is no role {}.", name.get_ref()), format!("The roles are {roles}.")).at(at));
                continue;
            };
            match value.get_ref().as_str().and_then(style_of) {
                Some(style) => {
                    if let Some(slot) = self.styles.get_mut(place) {
                        *slot = style;
                    }
                }
                None => problems.push(
                    Problem::new(file, format!("{}: this is no look.", name.get_ref()), "Write it as \"red bold\", or \"\" for plain.")
                        .at(at),
                ),
            }
        }
        problems.sort_by_key(|problem| problem.at);
        problems
    }

    /// The look of a role.
    #[must_use]
    pub fn of(&self, role: Role) -> Style {
        let place = ROLES.iter().position(|(_, other)| *other == role).unwrap_or(0);
        self.styles.get(place).copied().unwrap_or_default()
    }
}

fn style_of(words: &str) -> Option<Style> {
    let mut style = Style::new();
    for word in words.split_whitespace() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "underline" => style.add_modifier(Modifier::UNDERLINED),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            colour => style.fg(COLOURS.iter().find(|(name, _)| *name == colour)?.1),
        };
    }
    Some(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_theme_has_no_fault() {
        let mut theme = Theme::builtin(&Settings::default());
        assert_eq!(theme.lay("theme.toml", include_str!("../../config/theme.toml")), []);
    }

    #[test]
    fn without_colour_no_role_has_one() {
        let theme = Theme::builtin(&Settings { monochrome: true, ..Settings::default() });
        assert!(ROLES.iter().all(|(_, role)| theme.of(*role).fg.is_none()));
        assert_eq!(theme.of(Role::Title).add_modifier, Modifier::BOLD);
    }

    #[test]
    fn a_fault_in_a_users_theme_is_told_by_line_and_costs_only_itself() {
        let mut theme = Theme::builtin(&Settings::default());
        let problems = theme.lay("theme.toml", "bad = \"pink\"\nmutted = \"red\"\ngood = \"blue bold\"\n");
        assert_eq!(problems.iter().map(|problem| problem.at.line).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(theme.of(Role::Good).fg, Some(Color::Blue));
    }
}
