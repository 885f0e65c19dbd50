//! Settings with a few named values.

use crate::catalog::Backend;
use crate::units::ByteUnit;

/// A setting with a few named values.
pub trait Named: Copy + PartialEq + 'static {
    /// Every value.
    const ALL: &'static [Self];

    /// The value's name in the query string.
    fn name(self) -> &'static str;

    /// The value's label on the page.
    fn label(self) -> &'static str;

    /// The value with this name, upper and lower case being the same.
    fn from_name(name: &str) -> Option<Self> {
        let mut values = Self::ALL.iter().copied();
        values.find(|value| value.name().eq_ignore_ascii_case(name))
    }
}

/// Declares a setting whose values have a name in the query string and a label on the page.
macro_rules! named {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$value_doc:meta])* $value:ident = $text:literal, $label:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$value_doc])* $value,)+
        }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The value's name in the query string.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)+
                }
            }

            /// The value's label on the page.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$value => $label,)+
                }
            }

            /// The value with this name, upper and lower case being the same.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                <Self as $crate::named::Named>::from_name(name)
            }
        }

        impl $crate::named::Named for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn name(self) -> &'static str {
                self.name()
            }

            fn label(self) -> &'static str {
                self.label()
            }
        }
    };
}

pub(crate) use named;

impl Named for ByteUnit {
    const ALL: &'static [Self] = &[Self::Gb, Self::Gib];

    fn name(self) -> &'static str {
        self.name()
    }

    fn label(self) -> &'static str {
        self.symbol()
    }
}

impl Named for Backend {
    const ALL: &'static [Self] = &Self::ALL;

    fn name(self) -> &'static str {
        self.name()
    }

    fn label(self) -> &'static str {
        self.name()
    }
}
