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
pub(crate) const OPTIONAL: u8 = 1;
pub(crate) const REPEATS: u8 = 1 << 1;
pub(crate) const TAKES_TYPE: u8 = 1 << 2;

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
        let words = cursor.words().unwrap_or_default();
        let [
            flags,
            summary,
            example,
            alternative,
            result_name,
            result_name_prefix,
            signature_count,
        ] = words;
        Self {
            blob: entry.blob,
            name: entry.name,
            flags,
            summary,
            example,
            alternative,
            result_name,
            result_name_prefix,
            signature_count,
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
    /// The first and the last parameter that repeats, counted from one; zero for none.
    repeating: [u32; 2],
    parameters: &'c [[u8; PARAMETER_SIZE]],
}

impl<'c> Signature<'c> {
    /// Reads a signature and moves on to the next.
    fn read(blob: Blob<'c>, cursor: &mut Cursor<'c>) -> Option<Self> {
        let [
            flags,
            min_arguments,
            max_arguments,
            returns,
            first,
            last,
            count,
        ] = cursor.words()?;
        Some(Self {
            blob,
            flags,
            min_arguments,
            max_arguments,
            returns,
            repeating: [first, last],
            parameters: cursor.pieces(count)?,
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
    pub fn parameters(self) -> impl ExactSizeIterator<Item = Parameter<'c>> + use<'c> {
        let pieces = self.parameters.iter();
        pieces.map(move |it| Parameter::read(self.blob, it))
    }

    /// The parameter at a place.
    #[must_use]
    pub fn parameter(self, at: usize) -> Option<Parameter<'c>> {
        let piece = self.parameters.get(at)?;
        Some(Parameter::read(self.blob, piece))
    }

    /// The places of the first and the last parameter that repeats.
    #[must_use]
    pub fn repeating(self) -> Option<(usize, usize)> {
        let [first, last] = self.repeating.map(|it| (it as usize).checked_sub(1));
        first.zip(last)
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
    flags: u8,
    kind: u8,
    argument: u8,
    types: u32,
    values: u32,
    default: u32,
}

/// The size of a parameter in the array of parameters.
const PARAMETER_SIZE: usize = 20;

impl<'c> Parameter<'c> {
    fn read(blob: Blob<'c>, piece: &[u8; PARAMETER_SIZE]) -> Self {
        let (words, _) = piece.as_chunks::<4>();
        let [name, form, types, values, default] = match words {
            [a, b, c, d, e] => [*a, *b, *c, *d, *e],
            _ => Default::default(),
        };
        let [flags, kind, argument, _] = form;
        Self {
            blob,
            name: u32::from_le_bytes(name),
            flags,
            kind,
            argument,
            types: u32::from_le_bytes(types),
            values: u32::from_le_bytes(values),
            default: u32::from_le_bytes(default),
        }
    }

    /// The name, which a call may use: `f(name=1)`.
    #[must_use]
    pub fn name(self) -> &'c str {
        self.blob.string(self.name)
    }

    /// Which types it takes.
    #[must_use]
    pub fn kind(self) -> ParameterKind {
        ParameterKind::from_number(self.kind.into()).unwrap_or(ParameterKind::Any)
    }

    /// The types it takes, where the kind is [`ParameterKind::Declared`].
    pub fn types(self) -> impl Iterator<Item = ScalarType> + use<'c> {
        let types = ScalarType::ALL.iter().copied();
        types.filter(move |it| self.takes(*it))
    }

    /// Whether a type is one of [`Parameter::types`].
    #[must_use]
    pub const fn takes(self, ty: ScalarType) -> bool {
        self.types & (1 << ty.number()) != 0
    }

    /// How many [`Parameter::types`] there are.
    #[must_use]
    pub const fn type_count(self) -> u32 {
        self.types.count_ones()
    }

    /// Whether it takes the name of a type: `typeof(long)`.
    #[must_use]
    pub const fn takes_type(self) -> bool {
        self.flags & TAKES_TYPE != 0
    }

    /// What form the argument must have.
    #[must_use]
    pub fn argument(self) -> ArgumentKind {
        ArgumentKind::from_number(self.argument.into()).unwrap_or(ArgumentKind::Expression)
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
