//! Puts what was imported into a schema file that people have edited.
//!
//! What the source says is taken over; what people wrote stays: notes, values,
//! tables and columns that no source has, and all that is marked with `keep`.

use crate::{
    import::Imported,
    model::{Column, Function, SchemaFile, Table},
};

/// What an import did to one table, column or function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// What it is: ``table `Jobs` ``.
    pub what: String,
    /// What else is worth knowing: the types before and after, why it stays.
    pub detail: Option<String>,
}

/// What became of a part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// The source doesn't have it any more, and neither has the file.
    Gone,
    /// The source doesn't have it, or has something else, and the file keeps it.
    Kept,
}

impl SchemaFile {
    /// Takes over what was imported from one source, and says what changed.
    pub fn merge(&mut self, imported: Imported) -> Vec<Change> {
        let mut out = Changes::default();
        let from = imported.tables.iter().find_map(|it| it.source.clone());
        let from = from.or_else(|| imported.functions.iter().find_map(|it| it.source.clone()));
        self.tables.retain(|table| {
            let is_there = imported.tables.iter().any(|it| it.name == table.name);
            let is_gone = table.source.is_some() && table.source == from && !is_there;
            !is_gone || out.drop(&format!("table `{}`", table.name), table_stays(table))
        });
        self.functions.retain(|function| {
            let is_there = imported.functions.iter().any(|it| it.name == function.name);
            let is_gone = function.source.is_some() && function.source == from && !is_there;
            let stays = function.keep || function.note.is_some();
            !is_gone || out.drop(&format!("function `{}`", function.name), stays)
        });
        for table in imported.tables {
            match self.tables.iter_mut().find(|it| it.name == table.name) {
                Some(found) => merge_table(found, table, &mut out),
                None => {
                    let count = table.columns.len();
                    let detail = format!("{count} column{}", if count == 1 { "" } else { "s" });
                    let what = format!("table `{}`", table.name);
                    out.add(ChangeKind::Added, what, Some(detail));
                    self.tables.push(table);
                }
            }
        }
        for function in imported.functions {
            match self
                .functions
                .iter_mut()
                .find(|it| it.name == function.name)
            {
                Some(found) => merge_function(found, function, &mut out),
                None => {
                    let what = format!("function `{}`", function.name);
                    out.add(ChangeKind::Added, what, None);
                    self.functions.push(function);
                }
            }
        }
        out.0
    }
}

#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, kind: ChangeKind, what: String, detail: Option<String>) {
        self.0.push(Change { kind, what, detail });
    }

    /// Notes that a source has something no more; whether the file keeps it.
    fn drop(&mut self, what: &str, stays: bool) -> bool {
        let (kind, detail) = match stays {
            true => {
                let why = "the source no longer has it; remove it by hand, or its notes";
                (ChangeKind::Kept, Some(why.to_owned()))
            }
            false => (ChangeKind::Gone, None),
        };
        self.add(kind, what.to_owned(), detail);
        stays
    }
}

/// Whether somebody wrote something into a table.
fn table_stays(table: &Table) -> bool {
    table.keep
        || table.note.is_some()
        || table.deprecated.is_some()
        || table.columns.iter().any(Column::has_handwriting)
}

fn merge_table(table: &mut Table, imported: Table, out: &mut Changes) {
    let what = format!("table `{}`", table.name);
    if table.keep {
        let why = "it is marked with `keep`".to_owned();
        out.add(ChangeKind::Kept, what, Some(why));
        return;
    }
    if imported.description.is_some() && imported.description != table.description {
        let detail = Some("its description".to_owned());
        out.add(ChangeKind::Changed, what, detail);
        table.description = imported.description;
    }
    // What another source said, or people, isn't this one's to take away.
    let is_own = table.source.is_some() && table.source == imported.source;
    table.source = imported.source;
    table.open |= imported.open;
    table.plan = imported.plan.or(table.plan);
    table.time_column = imported.time_column.or(table.time_column.take());
    let rest = merge_columns(&table.name, &mut table.columns, imported.columns, out);
    for column in rest {
        let what = format!("column `{}.{}`", table.name, column.name);
        if !is_own || out.drop(&what, column.has_handwriting()) {
            table.columns.push(column);
        }
    }
    let has = |name: &String| table.columns.iter().any(|it| it.name == *name);
    table.time_column = table.time_column.take().filter(has);
}

/// Takes over columns in the order of the source; returns those that it doesn't have.
fn merge_columns(
    table: &str,
    columns: &mut Vec<Column>,
    imported: Vec<Column>,
    out: &mut Changes,
) -> Vec<Column> {
    let mut before = std::mem::take(columns);
    for column in imported {
        let what = format!("column `{table}.{}`", column.name);
        let Some(at) = before.iter().position(|it| it.name == column.name) else {
            let detail = Some(column.ty.name().to_owned());
            out.add(ChangeKind::Added, what, detail);
            columns.push(column);
            continue;
        };
        let mut found = before.remove(at);
        if found.ty != column.ty {
            let (old, new) = (found.ty.name(), column.ty.name());
            if found.keep {
                let why = format!("the source says `{new}`, the file keeps `{old}`");
                out.add(ChangeKind::Kept, what, Some(why));
            } else {
                found.ty = column.ty;
                out.add(ChangeKind::Changed, what, Some(format!("{old} → {new}")));
            }
        } else if !found.keep
            && column.description.is_some()
            && column.description != found.description
        {
            let detail = Some("its description".to_owned());
            out.add(ChangeKind::Changed, what, detail);
        }
        if !found.keep {
            found.description = column.description.or(found.description);
        }
        columns.push(found);
    }
    before
}

fn merge_function(function: &mut Function, imported: Function, out: &mut Changes) {
    let what = format!("function `{}`", function.name);
    if function.keep {
        let why = "it is marked with `keep`".to_owned();
        out.add(ChangeKind::Kept, what, Some(why));
        return;
    }
    let merged = Function {
        note: function.note.take(),
        description: imported.description.clone().or(function.description.take()),
        columns: imported.columns.clone().or_else(|| {
            let is_by_hand = imported.body.is_none();
            function.columns.clone().filter(|_| is_by_hand)
        }),
        ..imported
    };
    let is_same = merged.parameters == function.parameters
        && merged.body == function.body
        && merged.columns == function.columns;
    *function = merged;
    if !is_same {
        out.add(ChangeKind::Changed, what, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ImportSource, import};

    fn file(columns: &str) -> Imported {
        let source = ImportSource {
            name: "db.csl",
            table: "db",
        };
        import(&format!(".create table Jobs ({columns})"), source).unwrap()
    }

    #[track_caller]
    fn check(file: &mut SchemaFile, imported: Imported, expected: &[(ChangeKind, &str)]) {
        let changes = file.merge(imported);
        let found: Vec<_> = changes
            .iter()
            .map(|it| (it.kind, it.what.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_the_source_changed_is_updated() {
        let mut schema = SchemaFile::default();
        check(
            &mut schema,
            file("a: long, b: string"),
            &[(ChangeKind::Added, "table `Jobs`")],
        );
        check(&mut schema, file("a: long, b: string"), &[]);
        check(
            &mut schema,
            file("c: long, a: real"),
            &[
                (ChangeKind::Added, "column `Jobs.c`"),
                (ChangeKind::Changed, "column `Jobs.a`"),
                (ChangeKind::Gone, "column `Jobs.b`"),
            ],
        );
        let names: Vec<_> = schema.tables[0].columns.iter().map(|it| &it.name).collect();
        assert_eq!(names, ["c", "a"]);
    }

    #[test]
    fn one_source_takes_nothing_from_another() {
        let text = r#"{"tables": {"Jobs": {"source": "other.json", "columns": {"x": "long"}}}}"#;
        let mut schema = SchemaFile::read(text).unwrap();
        check(
            &mut schema,
            file("a: long"),
            &[(ChangeKind::Added, "column `Jobs.a`")],
        );
        let names: Vec<_> = schema.tables[0].columns.iter().map(|it| &it.name).collect();
        assert_eq!(names, ["a", "x"]);
    }

    #[test]
    fn what_people_wrote_stays() {
        let mut schema = SchemaFile::read(
            r#"{"tables": {
                "Own": {"columns": {"x": "long"}},
                "Jobs": {"note": "Late.", "source": "db.csl", "columns": {
                    "a": {"type": "long", "note": "An a."},
                    "b": {"type": "int", "keep": true},
                    "c": {"type": "string", "values": ["x"]},
                    "d": "string"
                }},
                "Old": {"source": "db.csl", "columns": {}},
                "Else": {"source": "other.csl", "columns": {}}
            }}"#,
        )
        .unwrap();
        check(
            &mut schema,
            file("a: real, b: long"),
            &[
                (ChangeKind::Gone, "table `Old`"),
                (ChangeKind::Changed, "column `Jobs.a`"),
                (ChangeKind::Kept, "column `Jobs.b`"),
                (ChangeKind::Kept, "column `Jobs.c`"),
                (ChangeKind::Gone, "column `Jobs.d`"),
            ],
        );
        let names: Vec<_> = schema.tables.iter().map(|it| &it.name).collect();
        assert_eq!(names, ["Own", "Jobs", "Else"]);
        let jobs = &schema.tables[1];
        assert_eq!(jobs.note.as_deref(), Some("Late."));
        assert_eq!(jobs.columns[0].note.as_deref(), Some("An a."));
    }
}
