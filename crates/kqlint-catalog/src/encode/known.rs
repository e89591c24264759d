//! Carries what a catalog knows over into a schema that says less.

use super::{Column, Deprecation, Table};

impl Table {
    /// Adds what is known of the same table where this one says nothing: sentences,
    /// values, traps and deprecations, but no columns.
    ///
    /// An imported schema has names and types only; this keeps its tables as
    /// well described as the built-in ones.
    pub fn describe_from(&mut self, known: crate::Table<'_>) {
        let text = |text: Option<&str>| text.map(str::to_owned);
        self.description = self.description.take().or(text(known.description()));
        self.note = self.note.take().or(text(known.note()));
        let deprecation = known.deprecation().as_ref().map(Deprecation::from);
        self.deprecation = self.deprecation.take().or(deprecation);
        if self.time_column.is_none() {
            let has = |name: &&str| self.columns.iter().any(|it| it.name == *name);
            self.time_column = text(known.time_column().filter(has));
        }
        if self.categories.is_empty() {
            self.categories = known.categories().map(str::to_owned).collect();
        }
        if self.resource_types.is_empty() {
            self.resource_types = known.resource_types().map(str::to_owned).collect();
        }
        for column in &mut self.columns {
            if let Some(known) = known.column(&column.name) {
                column.describe_from(known);
            }
        }
    }
}

impl Column {
    /// Adds what is known of the same column where this one says nothing.
    fn describe_from(&mut self, known: crate::Column<'_>) {
        let known = Self::from(known);
        self.standard |= known.standard;
        self.hidden |= known.hidden;
        self.meaning = self.meaning.take().or(known.meaning);
        self.note = self.note.take().or(known.note);
        self.deprecation = self.deprecation.take().or(known.deprecation);
        if self.values.is_empty() {
            self.values = known.values;
            self.values_are_closed = known.values_are_closed;
        }
    }
}

impl From<crate::Column<'_>> for Column {
    fn from(known: crate::Column<'_>) -> Self {
        Self {
            standard: known.is_standard(),
            hidden: known.is_hidden(),
            meaning: known.meaning().map(str::to_owned),
            note: known.note().map(str::to_owned),
            values: known.values().map(str::to_owned).collect(),
            values_are_closed: known.values_are_closed(),
            deprecation: known.deprecation().as_ref().map(Deprecation::from),
            ..Self::new(known.name(), known.ty())
        }
    }
}

impl From<&crate::Deprecation<'_>> for Deprecation {
    fn from(known: &crate::Deprecation<'_>) -> Self {
        Self {
            status: known.status(),
            since: known.since().map(str::to_owned),
            retires: known.retires().map(str::to_owned),
            replacements: known.replacements().map(str::to_owned).collect(),
            note: known.note().map(str::to_owned),
        }
    }
}
