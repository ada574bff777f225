//! With what the full-screen program begins, and how that is laid over what is built in.

use crate::app::model::Model;
use crate::app::settings::Settings;
use crate::domain::audience::Audience;
use crate::domain::problem::Problem;
use crate::store::Paths;
use crate::ui::theme::Theme;
use chrono::NaiveDate;
use std::path::PathBuf;

/// With what the full-screen program begins.
#[derive(Clone, Debug)]
pub struct Options {
    /// The dialogue to open; none offers the sample, a new one, or those opened before.
    pub folder: Option<PathBuf>,
    /// Today.
    pub today: NaiveDate,
    /// The day views are set back to.
    pub as_of: Option<NaiveDate>,
    /// The audience the program limits itself to.
    pub audience: Audience,
    /// Settings, the user's and the command line's.
    pub settings: Settings,
    /// The user's keymap file: its name and text.
    pub keymap: Option<(String, String)>,
    /// The user's theme file: its name and text.
    pub theme: Option<(String, String)>,
    /// Faults found in the settings.
    pub problems: Vec<Problem>,
    /// The user's own places; none without a home.
    pub paths: Option<Paths>,
    /// Nothing is written.
    pub read_only: bool,
}

/// Lays the user's keys, settings and theme over the built-in ones.
pub(super) fn equip(model: &mut Model, options: &Options) -> Theme {
    let mut problems = options.problems.clone();
    if let Some((file, text)) = &options.keymap {
        problems.extend(model.keymap.lay(file, text));
    }
    let mut theme = Theme::builtin(&Settings::default());
    if let Some((file, text)) = &options.theme {
        problems.extend(theme.lay(file, text));
    }
    theme.set(&options.settings);
    model.sight.as_of = options.as_of;
    model.sight.audience = options.audience;
    model.sight.hide_names = options.settings.hide_names;
    model.settings = options.settings.clone();
    model.read_only = options.read_only;
    model.config_problems = problems;
    theme
}
