//! Enums whose variants have one spelling in the data and one number in the blob.

/// Declares an enum with `ALL`, `name` and `from_name`; the number of a variant is
/// its place in the list.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        pub enum $type:ident { $( $(#[$variant_meta:meta])* $variant:ident = $name:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type { $( $(#[$variant_meta])* $variant, )+ }

        impl $type {
            /// Every variant, in the order of their numbers.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The spelling in the data.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }

            /// The variant spelled exactly so in the data.
            #[must_use]
            pub fn from_exact_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.name() == name)
            }

            pub(crate) const fn number(self) -> u32 {
                self as u32
            }

            pub(crate) fn from_number(number: u32) -> Option<Self> {
                Self::ALL.get(usize::try_from(number).ok()?).copied()
            }
        }
    };
}

pub(crate) use named_enum;
