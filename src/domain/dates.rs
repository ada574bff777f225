//! Days and times as people write and say them.
//!
//! `today` is always passed in: nothing here knows a clock. What is read without a year means the year of `today`, so that
//! what [`say_day`] says is read back as the same day.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const MONTHS_SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// Reads a day.
///
/// `2026-03-16`, `today`, `tomorrow`, `yesterday`, `+3d`, `-2w`, `+1m`, `+1y`, `fri` or `friday` (the first one after
/// today, so never today itself), `16 mar`, `mar 16 2027`, `Mon 16 Mar`, `16.3.`, `16/3/2026` (the day first). Capitals
/// count for nothing; nothing else is guessed.
///
/// ```
/// use chrono::NaiveDate;
/// use convenor::domain::dates::parse_day;
///
/// let monday = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
/// assert_eq!(parse_day("fri", monday), NaiveDate::from_ymd_opt(2026, 3, 20));
/// assert_eq!(parse_day("+3d", monday), NaiveDate::from_ymd_opt(2026, 3, 19));
/// assert_eq!(parse_day("soon", monday), None);
/// ```
#[must_use]
pub fn parse_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "" => return None,
        "today" => return Some(today),
        "tomorrow" => return today.checked_add_days(Days::new(1)).filter(writable),
        "yesterday" => return today.checked_sub_days(Days::new(1)).filter(writable),
        _ => {}
    }
    let found = iso(&text)
        .or_else(|| relative(&text, today))
        .or_else(|| weekday(&text).map(|day| next(day, today)))
        .or_else(|| numeric(&text, today))
        .or_else(|| in_words(&text, today));
    found.filter(writable)
}

/// Reads a day that lies ahead: as [`parse_day`], and `3d`, `2w`, `1m` without their sign.
#[must_use]
pub fn parse_ahead(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let counted = |text: &str| text.len() > 1 && text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(['d', 'w', 'm', 'y']);
    parse_day(text, today).or_else(|| if counted(text.trim()) { parse_day(&format!("+{}", text.trim()), today) } else { None })
}

/// Reads a day that lies behind: as [`parse_day`], but `3d`, `2w`, `1m` count back, and `fri` is the last one before today.
#[must_use]
pub fn parse_back(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let lower = text.trim().to_lowercase();
    let counted = lower.len() > 1 && lower.starts_with(|c: char| c.is_ascii_digit()) && lower.ends_with(['d', 'w', 'm', 'y']);
    let last = || {
        let day = weekday(&lower)?;
        (1..=7).filter_map(|back| today.checked_sub_days(Days::new(back))).find(|date| date.weekday() == day)
    };
    last().or_else(|| parse_day(&lower, today)).or_else(|| if counted { parse_day(&format!("-{lower}"), today) } else { None })
}

/// A file holds years of four digits.
fn writable(date: &NaiveDate) -> bool {
    (1000..=9999).contains(&date.year())
}

fn iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, day) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(digits(year)?, digits(month)?, digits(day)?)
}

/// A number of digits alone: no sign, no space.
fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (back, rest) = match text.chars().next()? {
        '+' => (false, text.strip_prefix('+')?),
        '-' => (true, text.strip_prefix('-')?),
        '\u{2212}' => (true, text.strip_prefix('\u{2212}')?),
        _ => return None,
    };
    let rest = rest.trim();
    let unit = rest.chars().next_back()?;
    let (number, unit) = if unit.is_ascii_digit() { (rest, 'd') } else { (rest.strip_suffix(unit)?.trim(), unit) };
    if number.is_empty() {
        return None;
    }
    let number: u32 = digits(number)?;
    let days = |days: u64| if back { today.checked_sub_days(Days::new(days)) } else { today.checked_add_days(Days::new(days)) };
    let months = |months: u32| {
        if back { today.checked_sub_months(Months::new(months)) } else { today.checked_add_months(Months::new(months)) }
    };
    match unit {
        'd' => days(u64::from(number)),
        'w' => days(u64::from(number) * 7),
        'm' => months(number),
        'y' => months(number.checked_mul(12)?),
        _ => None,
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    if text.len() < 3 {
        return None;
    }
    DAYS.iter().find(|(name, _)| name.starts_with(text)).map(|(_, day)| *day)
}

/// The first such day after today.
fn next(day: Weekday, today: NaiveDate) -> NaiveDate {
    today.iter_days().skip(1).take(7).find(|date| date.weekday() == day).unwrap_or(today)
}

fn month(text: &str) -> Option<u32> {
    if text.len() < 3 {
        return None;
    }
    MONTHS
        .iter()
        .position(|name| name.starts_with(text) || (text == "sept" && *name == "september"))
        .and_then(|n| u32::try_from(n + 1).ok())
}

fn year(text: &str) -> Option<i32> {
    match text.len() {
        4 => digits(text),
        2 => digits::<i32>(text).map(|year| 2000 + year),
        _ => None,
    }
}

/// `16.3.`, `16.3.2026`, `16/3`, `16/3/26`: the day first.
fn numeric(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let separator = ['.', '/'].into_iter().find(|separator| text.contains(*separator))?;
    let mut parts = text.split(separator).map(str::trim);
    let (day, month) = (digits(parts.next()?)?, digits(parts.next()?)?);
    let year = match parts.next() {
        None | Some("") => today.year(),
        Some(text) => year(text)?,
    };
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month, day)
}

/// `16 mar`, `mar 16`, `16 march 2027`, `mon 16 mar`.
fn in_words(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let mut words: Vec<&str> = text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let said = words.first().and_then(|word| weekday(word));
    if said.is_some() {
        words.remove(0);
    }
    let (first, second, year) = match words.as_slice() {
        [first, second] => (*first, *second, today.year()),
        [first, second, last] => (*first, *second, year(last)?),
        _ => return None,
    };
    let (day, month) = match (month(first), month(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        _ => return None,
    };
    let day = ["st", "nd", "rd", "th", "."].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    let date = NaiveDate::from_ymd_opt(year, month, digits(day)?)?;
    if said.is_none_or(|said| said == date.weekday()) { Some(date) } else { None }
}

/// Reads a time of day: `14:30`, `14.30`, `14h30`, `9`.
#[must_use]
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase();
    let mut parts = text.splitn(3, [':', '.', 'h']);
    let hour = digits(parts.next().filter(|hour| (1..=2).contains(&hour.len()))?)?;
    let minute = match parts.next() {
        None | Some("") => 0,
        Some(minute) if minute.len() == 2 => digits(minute)?,
        Some(_) => return None,
    };
    let second = match parts.next() {
        None => 0,
        Some(second) if second.len() == 2 => digits(second)?,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// Says a day: `Thu 9 Apr`, with the year when it is not that of `today`: `Thu 9 Apr 2027`.
#[must_use]
pub fn say_day(date: NaiveDate, today: NaiveDate) -> String {
    let short = format!("{} {}", date.weekday(), say_day_and_month(date));
    if date.year() == today.year() { short } else { format!("{short} {}", date.year()) }
}

/// Says a day without its weekday and year: `9 Apr`.
#[must_use]
pub fn say_day_and_month(date: NaiveDate) -> String {
    let month = usize::try_from(date.month0()).ok().and_then(|n| MONTHS_SHORT.get(n)).copied().unwrap_or_default();
    format!("{} {month}", date.day())
}

/// Says how far off a day is: `today`, `tomorrow`, `24 days`; past it `1 day late`, `6 days late`.
#[must_use]
pub fn say_distance(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "1 day late".to_owned(),
        days if days < 0 => format!("{} days late", -days),
        days => format!("{days} days"),
    }
}

/// How far a day lies from today, where nothing is due: `6 days ago`, `today`, `in 24 days`.
#[must_use]
pub fn say_since(date: NaiveDate, today: NaiveDate) -> String {
    match (date - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days < 0 => format!("{} days ago", -days),
        days => format!("in {days} days"),
    }
}

#[cfg(test)]
mod tests;
