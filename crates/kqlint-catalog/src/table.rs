//! Tables and their columns.

use crate::{
    Deprecation, Environment, KnownName, ScalarType, TablePlan,
    blob::{Blob, NOTHING},
    hash::{NameHash, Places},
    index::Entry,
};

/// Bits of a table's flags above those of its environments.
pub(crate) const OPEN: u32 = 1 << 8;
pub(crate) const BASIC_PLAN: u32 = 1 << 9;
pub(crate) const LAKE_ONLY: u32 = 1 << 10;
pub(crate) const DOCUMENTED: u32 = 1 << 11;
/// Two bits: 0 where the plan isn't known, else one more than its number.
pub(crate) const PLAN_SHIFT: u32 = 12;
const PLAN_MASK: u32 = 0x3;
/// Set while reading, where it is a guess in which service the table is.
const GUESSED: u32 = 1 << 14;

/// Bits of a column's second word: type, flags, then the offset of its details.
pub(crate) const COLUMN_TYPE_MASK: u32 = 0xf;
pub(crate) const STANDARD: u32 = 1 << 4;
pub(crate) const HIDDEN: u32 = 1 << 5;
pub(crate) const VARIES: u32 = 1 << 6;
pub(crate) const DETAIL_SHIFT: u32 = 7;

/// The size of a column in the array of columns.
pub(crate) const COLUMN_SIZE: usize = 8;

/// The places of columns by hash.
pub(crate) type ColumnPlaces<'c> = Places<'c, 2>;

/// A table and what is known of it.
#[derive(Clone, Copy)]
pub struct Table<'c> {
    blob: Blob<'c>,
    name: u32,
    flags: u32,
    description: u32,
    note: u32,
    time_column: u32,
    deprecation: u32,
    categories: u32,
    resource_types: u32,
    /// The columns.
    columns: &'c [[u8; COLUMN_SIZE]],
    /// The columns by hash of their names.
    places: ColumnPlaces<'c>,
}

impl<'c> Table<'c> {
    pub(crate) fn read(entry: Entry<'c>) -> Self {
        let blob = entry.blob;
        let mut cursor = blob.data(entry.record);
        let mut table = Self {
            blob,
            name: entry.name,
            flags: cursor.number(),
            description: cursor.number(),
            note: cursor.number(),
            time_column: cursor.number(),
            deprecation: cursor.number(),
            categories: cursor.number(),
            resource_types: cursor.number(),
            columns: &[],
            places: ColumnPlaces::new(&[]),
        };
        let count = cursor.number();
        table.columns = cursor.pieces(count).unwrap_or_default();
        let places = cursor
            .rest()
            .get(..ColumnPlaces::length(table.columns.len()));
        table.places = ColumnPlaces::new(places.unwrap_or_default());
        table
    }

    /// The same table where it is a guess which service has it: nothing is known of the
    /// types that differ between services.
    pub(crate) const fn guessed(mut self) -> Self {
        self.flags |= GUESSED;
        self
    }

    /// Whether the table of that entry exists in the environment.
    pub(crate) fn is_visible(entry: Entry<'c>, environment: Environment) -> bool {
        entry.blob.data(entry.record).number() & environment.bit() != 0
    }

    /// The name, as it has to be written.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// What the table holds, in one sentence.
    #[must_use]
    pub fn description(self) -> Option<&'c str> {
        self.blob.text(self.description)
    }

    /// A trap that who queries the table should know.
    #[must_use]
    pub fn note(self) -> Option<&'c str> {
        self.blob.text(self.note)
    }

    /// The number of columns.
    #[must_use]
    pub const fn column_count(self) -> usize {
        self.columns.len()
    }

    /// The columns in the order in which a query returns them.
    pub fn columns(self) -> impl ExactSizeIterator<Item = Column<'c>> + use<'c> {
        let pieces = self.columns.iter();
        pieces.map(move |it| self.read_column(it))
    }

    /// The column of exactly that name.
    #[must_use]
    pub fn column(self, name: &str) -> Option<Column<'c>> {
        self.with_hash(name).find(|it| it.name() == name)
    }

    /// The column of that name in any case; the exact one when there is one.
    #[must_use]
    pub fn column_ignoring_case(self, name: &str) -> Option<Column<'c>> {
        self.column(name).or_else(|| {
            self.with_hash(name)
                .find(|it| it.name().eq_ignore_ascii_case(name))
        })
    }

    /// Whether rows may have columns that nobody listed, as in `AzureDiagnostics`.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.flags & OPEN != 0
    }

    /// Whether the table can be switched to the basic plan.
    #[must_use]
    pub const fn basic_plan(self) -> bool {
        self.flags & BASIC_PLAN != 0
    }

    /// Whether the table exists in the data lake only.
    #[must_use]
    pub const fn lake_only(self) -> bool {
        self.flags & LAKE_ONLY != 0
    }

    /// Which plan the table is on, where the user's schema says it.
    #[must_use]
    pub fn plan(self) -> Option<TablePlan> {
        let number = (self.flags >> PLAN_SHIFT) & PLAN_MASK;
        TablePlan::from_number(number.checked_sub(1)?)
    }

    /// Whether its columns are those of the documentation, although a schema of the
    /// user's has the table.
    pub(crate) const fn is_documented(self) -> bool {
        self.flags & DOCUMENTED != 0
    }

    /// The column that says when a row was made, `TimeGenerated` in most tables.
    #[must_use]
    pub fn time_column(self) -> Option<&'c str> {
        self.blob.text(self.time_column)
    }

    /// The deprecation, when the table is deprecated.
    #[must_use]
    pub fn deprecation(self) -> Option<Deprecation<'c>> {
        Deprecation::read(self.blob, self.deprecation)
    }

    /// The kinds of Azure resources that write to the table, in lower case.
    pub fn resource_types(self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.blob.list(self.resource_types)
    }

    /// The subjects under which the table is listed.
    pub fn categories(self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.blob.list(self.categories)
    }

    /// The environments that have the table.
    pub fn environments(self) -> impl Iterator<Item = Environment> + use<> {
        let flags = self.flags;
        let all = (0..).map_while(Environment::from_number);
        all.filter(move |it| flags & it.bit() != 0)
    }

    fn column_at(self, at: usize) -> Option<Column<'c>> {
        self.columns.get(at).map(|it| self.read_column(it))
    }

    fn read_column(self, piece: &[u8; COLUMN_SIZE]) -> Column<'c> {
        let mut column = Column::read(self.blob, piece);
        if self.flags & GUESSED != 0 && column.word & VARIES != 0 {
            column.word = column.word & !COLUMN_TYPE_MASK | ScalarType::Unknown.number();
        }
        column
    }

    /// The columns whose names may be that one, in any case.
    fn with_hash(self, name: &str) -> impl Iterator<Item = Column<'c>> + use<'c> {
        self.places
            .find(NameHash::of(name).in_any_case())
            .filter_map(move |it| self.column_at(usize::try_from(it).ok()?))
    }
}

impl std::fmt::Debug for Table<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "Table({}, {} columns)",
            self.name(),
            self.column_count()
        )
    }
}

/// A column of a table.
#[derive(Clone, Copy)]
pub struct Column<'c> {
    blob: Blob<'c>,
    name: u32,
    word: u32,
}

impl<'c> Column<'c> {
    pub(crate) fn read(blob: Blob<'c>, piece: &[u8; COLUMN_SIZE]) -> Self {
        let [a, b, c, d, word @ ..] = *piece;
        Self {
            blob,
            name: u32::from_le_bytes([a, b, c, d]),
            word: u32::from_le_bytes(word),
        }
    }

    /// The name, as it has to be written.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// The name as a number, where the column is a built-in one.
    #[must_use]
    pub fn known_name(self) -> Option<KnownName> {
        KnownName::of(self.name).filter(|_| self.blob.is_builtin())
    }

    /// The type.
    #[must_use]
    pub fn ty(self) -> ScalarType {
        ScalarType::from_number(self.word & COLUMN_TYPE_MASK).unwrap_or(ScalarType::Unknown)
    }

    /// What the column holds, in one sentence.
    #[must_use]
    pub fn meaning(self) -> Option<&'c str> {
        self.detail(Detail::Meaning)
            .and_then(|it| self.blob.text(it))
    }

    /// A trap that who queries the column should know: its case, a number kept as text.
    #[must_use]
    pub fn note(self) -> Option<&'c str> {
        self.detail(Detail::Note).and_then(|it| self.blob.text(it))
    }

    /// The values that the column is known to hold.
    pub fn values(self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.blob
            .list(self.detail(Detail::Values).unwrap_or(NOTHING))
    }

    /// Whether no other values than [`Column::values`] occur.
    #[must_use]
    pub fn values_are_closed(self) -> bool {
        self.detail(Detail::Closed) == Some(1)
    }

    /// Whether the service adds the column to its tables by itself.
    #[must_use]
    pub const fn is_standard(self) -> bool {
        self.word & STANDARD != 0
    }

    /// Whether the column is there but not listed, as `_TimeReceived` and `_ItemId` are.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        self.word & HIDDEN != 0
    }

    /// The deprecation, when the column is deprecated.
    #[must_use]
    pub fn deprecation(self) -> Option<Deprecation<'c>> {
        Deprecation::read(self.blob, self.detail(Detail::Deprecation)?)
    }

    fn detail(self, detail: Detail) -> Option<u32> {
        let mut cursor = self.blob.data(self.word >> DETAIL_SHIFT);
        for _ in 0..detail as u32 {
            cursor.varint()?;
        }
        cursor.varint()
    }
}

impl std::fmt::Debug for Column<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.name(), self.ty().name())
    }
}

/// The fields of a column's details, in the order in which they are stored.
#[derive(Clone, Copy)]
enum Detail {
    Meaning,
    Note,
    Values,
    Closed,
    Deprecation,
}
