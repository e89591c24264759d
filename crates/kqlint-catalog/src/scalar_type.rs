//! The scalar types of Kusto.

use crate::named::named_enum;

named_enum! {
    /// A scalar type, under the name that Kusto prints.
    pub enum ScalarType {
        /// `true` or `false`.
        Bool = "bool",
        /// A point in time, UTC.
        DateTime = "datetime",
        /// A decimal number of 34 digits.
        Decimal = "decimal",
        /// A JSON-like value.
        Dynamic = "dynamic",
        /// A 128-bit identifier.
        Guid = "guid",
        /// A whole number of 32 bits.
        Int = "int",
        /// A whole number of 64 bits.
        Long = "long",
        /// A floating-point number of 64 bits.
        Real = "real",
        /// Text.
        String = "string",
        /// A span of time.
        TimeSpan = "timespan",
        /// Any of them: the type could not be determined.
        Unknown = "unknown",
    }
}

impl ScalarType {
    /// The type of that name, or of one of the other names that Kusto, its
    /// services and .NET have for it (`boolean`, `date`, `double`, `int64`,
    /// `System.String` …), whatever the case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        if name.len() > LONGEST_NAME {
            return None;
        }
        let lower = name.to_ascii_lowercase();
        let lower = lower.strip_prefix("system.").unwrap_or(&lower);
        let ty = match lower {
            "bool" | "boolean" | "sbyte" | "i8" => Self::Bool,
            "datetime" | "date" => Self::DateTime,
            "decimal" | "sqldecimal" | "data.sqltypes.sqldecimal" => Self::Decimal,
            "dynamic" | "object" | "json" => Self::Dynamic,
            "guid" | "uuid" | "uniqueid" => Self::Guid,
            "int" | "int32" | "uint" | "uint32" | "int16" | "uint16" | "int8" | "uint8" | "i32"
            | "i16" => Self::Int,
            "long" | "int64" | "ulong" | "uint64" | "i64" => Self::Long,
            "real" | "double" | "float" | "single" | "r64" => Self::Real,
            "string" => Self::String,
            "timespan" | "time" => Self::TimeSpan,
            "unknown" => Self::Unknown,
            _ => return None,
        };
        Some(ty)
    }

    /// The type that the suffix of a column's name tells, in open tables of a
    /// workspace: `Amount_d` is a real.
    #[must_use]
    pub fn from_column_suffix(name: &str) -> Option<Self> {
        match name.rsplit_once('_')?.1 {
            "s" => Some(Self::String),
            "d" => Some(Self::Real),
            "b" => Some(Self::Bool),
            "t" => Some(Self::DateTime),
            "g" => Some(Self::Guid),
            _ => None,
        }
    }

    /// Whether values are numbers: `int`, `long`, `real` or `decimal`.
    #[must_use]
    pub const fn is_numeric(self) -> bool {
        matches!(self, Self::Int | Self::Long | Self::Real | Self::Decimal)
    }
}

/// No name of a type is longer; a longer text is not worth folding.
const LONGEST_NAME: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for &ty in ScalarType::ALL {
            assert_eq!(ScalarType::from_name(ty.name()), Some(ty));
            assert_eq!(ScalarType::from_number(ty.number()), Some(ty));
        }
    }

    #[test]
    fn suffixes_of_open_columns_tell_types() {
        let ty = ScalarType::from_column_suffix;
        assert_eq!(ty("Amount_d"), Some(ScalarType::Real));
        assert_eq!(ty("requestUri_s"), Some(ScalarType::String));
        assert_eq!(ty("Amount"), None);
        assert_eq!(ty("Amount_x"), None);
    }

    #[test]
    fn aliases_are_known_and_other_names_are_not() {
        assert_eq!(ScalarType::from_name("Boolean"), Some(ScalarType::Bool));
        assert_eq!(
            ScalarType::from_name("dateTime"),
            Some(ScalarType::DateTime)
        );
        assert_eq!(
            ScalarType::from_name("System.Double"),
            Some(ScalarType::Real)
        );
        assert_eq!(ScalarType::from_name("uniqueid"), Some(ScalarType::Guid));
        assert_eq!(ScalarType::from_name("time"), Some(ScalarType::TimeSpan));
        assert_eq!(ScalarType::from_name("varchar"), None);
        assert_eq!(ScalarType::from_name(&"x".repeat(10_000)), None);
    }
}
