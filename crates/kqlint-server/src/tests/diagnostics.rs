//! Findings as they are sent.

use serde_json::json;

use super::client::{Client, URI};

#[tokio::test]
async fn a_finding_has_its_place_its_rule_and_the_page_of_it() {
    let mut client = Client::connect().await;
    client.open("Heartbeat\n| take |").await;
    let findings = client.findings(Some(1)).await;
    let found = &findings["diagnostics"][0];
    assert_eq!(found["code"], "syntax-error");
    assert_eq!(found["source"], "kqlint");
    assert_eq!(found["severity"], 1);
    assert_eq!(
        found["range"]["start"],
        json!({ "line": 1, "character": 7 })
    );
    let page = found["codeDescription"]["href"].as_str().expect("a page");
    assert!(page.ends_with("docs/rules/syntax-error.md"), "{page}");
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn findings_in_markdown_are_inside_the_fence() {
    let mut client = Client::connect().await;
    let page = "# Page |\n\n- item\n\n  ```kusto\n  Heartbeat\n  | take |\n  ```\n";
    client.open_as(URI, "markdown", page).await;
    let findings = client.findings(Some(1)).await;
    let found = findings["diagnostics"].as_array().expect("findings");
    assert_eq!(
        found[0]["range"]["start"],
        json!({ "line": 6, "character": 9 })
    );
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn two_thousand_changes_in_a_row_arrive_in_order() {
    let mut client = Client::connect().await;
    client.open("").await;
    for n in 0..2000 {
        client
            .change(n + 2, Some([0, n as u32, 0, n as u32]), "x")
            .await;
    }
    client
        .change(2002, Some([0, 2000, 0, 2000]), "\n| take |")
        .await;
    let findings = client.findings(Some(2002)).await;
    let found = &findings["diagnostics"][0];
    assert_eq!(
        found["range"]["start"],
        json!({ "line": 1, "character": 7 })
    );
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn versions_never_go_back() {
    let mut client = Client::connect().await;
    client.open("T |").await;
    let mut last = 0;
    for n in 2..200 {
        client.change(n, None, "T | take |").await;
    }
    while last < 199 {
        let findings = client.findings(None).await;
        let version = findings["version"].as_i64().expect("a version");
        assert!(version > last, "{version} after {last}");
        last = version;
    }
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn findings_go_when_the_document_is_closed() {
    let mut client = Client::connect().await;
    client.open("T |").await;
    client.findings(Some(1)).await;
    client
        .notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": URI } }),
        )
        .await;
    let findings = client.findings(None).await;
    assert_eq!(findings["diagnostics"], json!([]));
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn a_document_opened_again_is_a_new_one() {
    let mut client = Client::connect().await;
    client.open("T |").await;
    client.findings(Some(1)).await;
    client
        .notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": URI } }),
        )
        .await;
    client.open("print 1").await;
    let findings = client.findings(Some(1)).await;
    assert_eq!(findings["diagnostics"], json!([]));
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn hostile_positions_do_no_harm() {
    let mut client = Client::connect().await;
    client.open("print '\u{1f600}'\n").await;
    for (n, range) in [
        [0, 8, 0, 8],
        [0, 999, 0, 999],
        [99, 0, 99, 0],
        [0, u32::MAX >> 1, 0, 0],
        [1, 3, 1, 1],
    ]
    .into_iter()
    .enumerate()
    {
        client.change(n as i32 + 2, Some(range), "x").await;
    }
    client.change(50, None, "T |").await;
    let findings = client.findings(Some(50)).await;
    assert_eq!(findings["diagnostics"].as_array().map(Vec::len), Some(1));
    client.stop().await.expect("in order");
}
