//! Lays a dialogue's own kind file over the built-in one: a field added, a label changed.

use toml::{Table, Value};

/// Lays `over` on `base`: plain keys replace; lists of tables are met by `name` (columns by `field`), and what is new is added.
pub(super) fn lay(base: &mut Table, over: Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay(below, above),
            (Some(Value::Array(below)), Value::Array(above)) if is_tables(below) && is_tables(&above) => lay_list(below, above),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn is_tables(list: &[Value]) -> bool {
    list.iter().all(Value::is_table)
}

fn lay_list(below: &mut Vec<Value>, above: Vec<Value>) {
    for item in above {
        let found = name_of(&item).and_then(|name| below.iter_mut().find(|other| name_of(other) == Some(name)));
        match (found, item) {
            (Some(Value::Table(base)), Value::Table(over)) => lay(base, over),
            (_, item) => below.push(item),
        }
    }
}

/// What a table of a list goes by: its `name`, or a column's or choice's own key.
fn name_of(item: &Value) -> Option<&str> {
    let table = item.as_table()?;
    ["name", "field", "value"].iter().find_map(|key| table.get(*key)).and_then(Value::as_str)
}
