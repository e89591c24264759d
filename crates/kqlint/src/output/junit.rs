//! A JUnit report: each file is a suite, each finding a test that fails.

use std::io::Write;

use kqlint_workspace::LineIndex;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::{
    checking::Checked,
    output::{path_text, sentence, slashed},
};

/// Writes one report. A file without a finding is a test that succeeds.
pub(crate) fn write(out: &mut impl Write, checked: &[Checked]) -> anyhow::Result<()> {
    let mut report = Report::new("kqlint");
    for file in checked {
        report.add_test_suite(suite(file));
    }
    report.serialize(&mut *out)?;
    Ok(())
}

fn suite(file: &Checked) -> TestSuite {
    let path = slashed(&file.path);
    let mut suite = TestSuite::new(path.as_str());
    let lines = LineIndex::new(&file.text);
    for finding in &file.findings {
        let at = lines.position(finding.range.start());
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_type(finding.level.name())
            .set_message(sentence(finding))
            .set_description(format!(
                "{}:{}:{}: {}",
                path_text(&file.path),
                at.line,
                at.column,
                sentence(finding)
            ));
        let name = format!("{}:{}:{}", finding.rule, at.line, at.column);
        let mut case = TestCase::new(name, status);
        case.set_classname(path.as_str());
        suite.add_test_case(case);
    }
    if file.findings.is_empty() {
        let mut case = TestCase::new("kqlint", TestCaseStatus::success());
        case.set_classname(path.as_str());
        suite.add_test_case(case);
    }
    suite
}
