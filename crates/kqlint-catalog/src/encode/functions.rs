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
    record.fixed(
        function.kind.number()
            | flags(&[
                (function.obsolete, OBSOLETE),
                (function.hidden, HIDDEN),
                (function.constant_foldable, CONSTANT_FOLDABLE),
            ]),
    );
    record.fixed(out.text(function.summary.as_deref()));
    record.fixed(out.text(function.example.as_deref()));
    record.fixed(out.text(function.alternative.as_deref()));
    record.fixed(function.result_name.number());
    record.fixed(out.text(function.result_name_prefix.as_deref()));
    record.fixed(length(function.signatures.len()));
    for it in &function.signatures {
        signature(out, &mut record, it);
    }
    out.name(section(function.kind), &function.name, record);
}

fn signature(out: &mut Writer, record: &mut Record, signature: &Signature) {
    let parameters = &signature.parameters;
    let first = parameters.iter().position(|it| it.repeats);
    let last = parameters.iter().rposition(|it| it.repeats);
    record.fixed(flags(&[(signature.hidden, SIGNATURE_HIDDEN)]));
    record.fixed(signature.min_arguments);
    record.fixed(signature.max_arguments);
    record.fixed(signature.returns.number());
    for repeating in [first, last] {
        record.fixed(repeating.map_or(0, |it| length(it + 1)));
    }
    record.fixed(length(parameters.len()));
    for it in parameters {
        parameter(out, record, it);
    }
}

fn parameter(out: &mut Writer, record: &mut Record, parameter: &Parameter) {
    let types = parameter.types.iter();
    record.fixed(out.string(&parameter.name));
    record.bytes.extend([
        flags(&[
            (parameter.optional, OPTIONAL),
            (parameter.repeats, REPEATS),
            (parameter.takes_type, TAKES_TYPE),
        ]),
        parameter.kind.number() as u8,
        parameter.argument.number() as u8,
        0,
    ]);
    record.fixed(types.fold(0, |bits, it| bits | 1 << it.number()));
    record.fixed(out.list(&parameter.values));
    record.fixed(out.text(parameter.default.as_deref()));
}
