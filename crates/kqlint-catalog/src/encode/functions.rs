//! Writes functions, aggregates and plug-ins.

use crate::function::{
    CONSTANT_FOLDABLE, HIDDEN, OBSOLETE, OPTIONAL, REPEATS, SIGNATURE_HIDDEN, TAKES_TYPE,
};

use super::{
    Function, Parameter, Signature, section,
    writer::{Record, Writer, flags, length},
};

/// Writes the function and lists it.
pub(super) fn write(out: &mut Writer, function: &Function) {
    let mut record = Record::default();
    record.number(
        function.kind.number()
            | flags(&[
                (function.obsolete, OBSOLETE),
                (function.hidden, HIDDEN),
                (function.constant_foldable, CONSTANT_FOLDABLE),
            ]),
    );
    record.number(out.text(function.summary.as_deref()));
    record.number(out.text(function.example.as_deref()));
    record.number(out.text(function.alternative.as_deref()));
    record.number(function.result_name.number());
    record.number(out.text(function.result_name_prefix.as_deref()));
    record.number(length(function.signatures.len()));
    for it in &function.signatures {
        record.nested(&signature(out, it));
    }
    out.name(section(function.kind), &function.name, record);
}

fn signature(out: &mut Writer, signature: &Signature) -> Record {
    let mut record = Record::default();
    record.number(flags(&[(signature.hidden, SIGNATURE_HIDDEN)]));
    record.number(signature.min_arguments);
    record.number(signature.max_arguments);
    record.number(signature.returns.number());
    record.number(length(signature.parameters.len()));
    for it in &signature.parameters {
        parameter(out, &mut record, it);
    }
    record
}

fn parameter(out: &mut Writer, record: &mut Record, parameter: &Parameter) {
    let types = parameter.types.iter();
    record.number(out.string(&parameter.name));
    record.number(flags(&[
        (parameter.optional, OPTIONAL),
        (parameter.repeats, REPEATS),
        (parameter.takes_type, TAKES_TYPE),
    ]));
    record.number(parameter.kind.number());
    record.number(types.fold(0, |bits, it| bits | 1 << it.number()));
    record.number(parameter.argument.number());
    record.number(out.list(&parameter.values));
    record.number(out.text(parameter.default.as_deref()));
}
