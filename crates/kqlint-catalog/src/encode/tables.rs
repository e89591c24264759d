//! Writes tables and columns.

use crate::{
    blob::Section,
    hash::NameHash,
    table::{
        BASIC_PLAN, ColumnPlaces, DETAIL_SHIFT, DOCUMENTED, HIDDEN, LAKE_ONLY, OPEN, PLAN_SHIFT,
        STANDARD, VARIES,
    },
};

use super::{
    Column, Deprecation, Table, environment_bits,
    writer::{Record, Writer, first_of_each, flags, length},
};

/// Writes the table and lists it in the section.
pub(super) fn write(out: &mut Writer, section: Section, table: &Table) {
    let mut columns = first_of_each(&table.columns, |it| it.name.as_str());
    columns.truncate(usize::from(u16::MAX));

    let mut record = Record::default();
    record.number(
        environment_bits(&table.environments)
            | flags(&[
                (table.open, OPEN),
                (table.basic_plan, BASIC_PLAN),
                (table.lake_only, LAKE_ONLY),
                (table.documented, DOCUMENTED),
            ])
            | table.plan.map_or(0, |it| (it.number() + 1) << PLAN_SHIFT),
    );
    record.number(out.text(table.description.as_deref()));
    record.number(out.text(table.note.as_deref()));
    record.number(out.text(table.time_column.as_deref()));
    record.number(deprecation(out, table.deprecation.as_ref()));
    record.number(out.list(&table.categories));
    record.number(out.list(&table.resource_types));
    record.number(length(columns.len()));
    for it in &columns {
        column(out, &mut record, it);
    }
    let hashes = columns
        .iter()
        .map(|it| NameHash::of(&it.name).in_any_case());
    let places = hashes.zip(0..length(columns.len()));
    record.bytes.extend(ColumnPlaces::encode(places));
    out.name(section, &table.name, record);
}

/// Writes name, type, flags and details of the column, in eight bytes.
pub(super) fn column(out: &mut Writer, record: &mut Record, column: &Column) {
    let word = column.ty.number()
        | flags(&[
            (column.standard, STANDARD),
            (column.hidden, HIDDEN),
            (column.varies, VARIES),
        ])
        | details(out, column) << DETAIL_SHIFT;
    record.fixed(out.column_name(&column.name));
    record.fixed(word);
}

/// The offset of what few columns have; "nothing" when it doesn't fit.
fn details(out: &mut Writer, column: &Column) -> u32 {
    let fields = [
        out.text(column.meaning.as_deref()),
        out.text(column.note.as_deref()),
        out.list(&column.values),
        u32::from(column.values_are_closed),
        deprecation(out, column.deprecation.as_ref()),
    ];
    if fields.iter().all(|it| *it == 0) {
        return 0;
    }
    let mut record = Record::default();
    for field in fields {
        record.number(field);
    }
    let offset = out.record(record);
    if offset >> (u32::BITS - DETAIL_SHIFT) == 0 {
        offset
    } else {
        0
    }
}

fn deprecation(out: &mut Writer, deprecation: Option<&Deprecation>) -> u32 {
    let Some(deprecation) = deprecation else {
        return 0;
    };
    let mut record = Record::default();
    record.number(deprecation.status.number());
    record.number(out.text(deprecation.since.as_deref()));
    record.number(out.text(deprecation.retires.as_deref()));
    record.number(out.text(deprecation.note.as_deref()));
    record.number(out.list(&deprecation.replacements));
    out.record(record)
}
