//! Built-in functions, aggregates and plug-ins with their signatures.

mod kinds;

use crate::{
    ScalarType,
    blob::{Blob, Cursor},
    index::Entry,
};

pub use kinds::{ArgumentKind, FunctionKind, ParameterKind, ResultNameKind, Returns};

/// Bits of a function's flags; the kind is in the lowest two.
pub(crate) const KIND_MASK: u32 = 3;
pub(crate) const OBSOLETE: u32 = 1 << 2;
pub(crate) const HIDDEN: u32 = 1 << 3;
pub(crate) const CONSTANT_FOLDABLE: u32 = 1 << 4;

/// Bits of a signature's and of a parameter's flags.
pub(crate) const SIGNATURE_HIDDEN: u32 = 1;
pub(crate) const OPTIONAL: u32 = 1;
pub(crate) const REPEATS: u32 = 1 << 1;
pub(crate) const TAKES_TYPE: u32 = 1 << 2;

/// A built-in function, aggregate or plug-in.
#[derive(Clone, Copy)]
pub struct Function<'c> {
    blob: Blob<'c>,
    name: u32,
    flags: u32,
    summary: u32,
    example: u32,
    alternative: u32,
    result_name: u32,
    result_name_prefix: u32,
    signature_count: u32,
    signatures: Cursor<'c>,
}

impl<'c> Function<'c> {
    pub(crate) fn read(entry: Entry<'c>) -> Self {
        let mut cursor = entry.blob.data(entry.record);
        Self {
            blob: entry.blob,
            name: entry.name,
            flags: cursor.number(),
            summary: cursor.number(),
            example: cursor.number(),
            alternative: cursor.number(),
            result_name: cursor.number(),
            result_name_prefix: cursor.number(),
            signature_count: cursor.number(),
            signatures: cursor,
        }
    }

    /// The name, in the case in which it has to be written.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> FunctionKind {
        FunctionKind::from_number(self.flags & KIND_MASK).unwrap_or(FunctionKind::Scalar)
    }

    /// What it does, in one sentence.
    #[must_use]
    pub fn summary(self) -> Option<&'c str> {
        self.blob.text(self.summary)
    }

    /// A query that shows it and runs anywhere.
    #[must_use]
    pub fn example(self) -> Option<&'c str> {
        self.blob.text(self.example)
    }

    /// Whether another function took its place.
    #[must_use]
    pub const fn obsolete(self) -> bool {
        self.flags & OBSOLETE != 0
    }

    /// The name of the function that took its place; with several, the one that
    /// always fits comes first.
    #[must_use]
    pub fn alternative(self) -> Option<&'c str> {
        self.blob.text(self.alternative)
    }

    /// Whether it works but isn't offered.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        self.flags & HIDDEN != 0
    }

    /// Whether a call with constant arguments is a constant.
    #[must_use]
    pub const fn constant_foldable(self) -> bool {
        self.flags & CONSTANT_FOLDABLE != 0
    }

    /// How the column of an unnamed call is named.
    #[must_use]
    pub fn result_name_kind(self) -> ResultNameKind {
        ResultNameKind::from_number(self.result_name).unwrap_or(ResultNameKind::None)
    }

    /// What that name begins with.
    #[must_use]
    pub fn result_name_prefix(self) -> Option<&'c str> {
        self.blob.text(self.result_name_prefix)
    }

    /// The ways to call it.
    pub fn signatures(self) -> impl Iterator<Item = Signature<'c>> + use<'c> {
        let mut cursor = self.signatures;
        (0..self.signature_count).map_while(move |_| Signature::read(self.blob, &mut cursor))
    }
}

impl std::fmt::Debug for Function<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.kind().name(), self.name())
    }
}

/// One way to call a function.
#[derive(Clone, Copy)]
pub struct Signature<'c> {
    blob: Blob<'c>,
    flags: u32,
    min_arguments: u32,
    max_arguments: u32,
    returns: u32,
    parameter_count: u32,
    parameters: Cursor<'c>,
}

impl<'c> Signature<'c> {
    /// Reads a signature and moves on to the next: its length stands before it.
    fn read(blob: Blob<'c>, cursor: &mut Cursor<'c>) -> Option<Self> {
        let len = cursor.varint()?;
        let mut own = *cursor;
        cursor.skip(len);
        Some(Self {
            blob,
            flags: own.varint()?,
            min_arguments: own.varint()?,
            max_arguments: own.varint()?,
            returns: own.varint()?,
            parameter_count: own.varint()?,
            parameters: own,
        })
    }

    /// The least number of arguments.
    #[must_use]
    pub const fn min_arguments(self) -> usize {
        self.min_arguments as usize
    }

    /// The greatest number of arguments.
    #[must_use]
    pub const fn max_arguments(self) -> usize {
        self.max_arguments as usize
    }

    /// What a call yields.
    #[must_use]
    pub fn returns(self) -> Returns {
        Returns::from_number(self.returns)
    }

    /// The parameters in order.
    pub fn parameters(self) -> impl Iterator<Item = Parameter<'c>> + use<'c> {
        let mut cursor = self.parameters;
        (0..self.parameter_count).map_while(move |_| Parameter::read(self.blob, &mut cursor))
    }

    /// Whether it works but isn't offered.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        self.flags & SIGNATURE_HIDDEN != 0
    }
}

/// A parameter of a signature.
#[derive(Clone, Copy)]
pub struct Parameter<'c> {
    blob: Blob<'c>,
    name: u32,
    flags: u32,
    kind: u32,
    types: u32,
    argument: u32,
    values: u32,
    default: u32,
}

impl<'c> Parameter<'c> {
    fn read(blob: Blob<'c>, cursor: &mut Cursor<'c>) -> Option<Self> {
        Some(Self {
            blob,
            name: cursor.varint()?,
            flags: cursor.varint()?,
            kind: cursor.varint()?,
            types: cursor.varint()?,
            argument: cursor.varint()?,
            values: cursor.varint()?,
            default: cursor.varint()?,
        })
    }

    /// The name, which a call may use: `f(name=1)`.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// Which types it takes.
    #[must_use]
    pub fn kind(self) -> ParameterKind {
        ParameterKind::from_number(self.kind).unwrap_or(ParameterKind::Any)
    }

    /// The types it takes, where the kind is [`ParameterKind::Declared`].
    pub fn types(self) -> impl Iterator<Item = ScalarType> + use<'c> {
        let types = ScalarType::ALL.iter().copied();
        types.filter(move |it| self.types & (1 << it.number()) != 0)
    }

    /// Whether it takes the name of a type: `typeof(long)`.
    #[must_use]
    pub const fn takes_type(self) -> bool {
        self.flags & TAKES_TYPE != 0
    }

    /// What form the argument must have.
    #[must_use]
    pub fn argument(self) -> ArgumentKind {
        ArgumentKind::from_number(self.argument).unwrap_or(ArgumentKind::Expression)
    }

    /// Whether it may be left out.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        self.flags & OPTIONAL != 0
    }

    /// Whether it may be given several times.
    #[must_use]
    pub const fn repeats(self) -> bool {
        self.flags & REPEATS != 0
    }

    /// The only values that make sense, or none when any value does.
    pub fn values(self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.blob.list(self.values)
    }

    /// What can be written to get the default: `~`.
    #[must_use]
    pub fn default(self) -> Option<&'c str> {
        self.blob.text(self.default)
    }
}
