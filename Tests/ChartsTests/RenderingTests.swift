import Flows
import Foundation
import FoundationXML
import Flows
import Telephony
import Testing

@testable import Charts

@Suite struct RenderingTests {
    private final class Reader: NSObject, XMLParserDelegate {
        var names: [String] = []
        var texts: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String] = [:]
        ) {
            names.append(name)
            texts += attributes.values
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { texts.append(text) }
    }

    private static let hostile = FlowChart(
        flow: "a<b",
        nodes: [
            .init(role: .step(kind: "say"), name: "x\"]; y", said: "<script>&\"'\u{7}\n`# \\n*_"),
            .init(role: .hangUp, name: "hang-up"),
        ], edges: [.init(from: 0, to: 1, exits: [StepExit("a|b", .hangUp, label: "\"|<&")])],
        start: 0)

    @Test func `a picture is XML whatever a designer writes`() throws {
        let picture = ChartSVG([Self.hostile]).text
        let parser = XMLParser(data: Data(picture.utf8))
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(!reader.names.contains("script"))
        #expect(reader.texts.joined().contains("<script>&\"'"))
        #expect(reader.names.count(where: { $0 == "title" }) >= 3)
    }

    @Test func `a picture needs nothing else, and is for light and for dark`() {
        let picture = ChartSVG([Self.hostile]).text
        let addresses = picture.matches(of: /https?:\/\/[^"]*/).map { String($0.0) }
        #expect(Set(addresses) == ["http://www.w3.org/2000/svg"])
        #expect(picture.contains("prefers-color-scheme:dark"))
    }

    @Test func `quotes and backslashes of DOT are escaped`() {
        let text = ChartDOT([Self.hostile]).text
        #expect(text.hasPrefix("digraph \"a<b\" {\n"))
        #expect(text.contains(#"[label="x\"]; y: say\n"#))
        #expect(text.contains(#"\\n*_"#))
        #expect(text.contains(#"f0n0 -> f0n1 [label="\"|<&"];"#))
    }

    @Test func `what means something to Mermaid is an entity`() {
        let text = ChartMermaid([Self.hostile]).text
        #expect(text.contains("f0n0[\"x#quot;]; y: say<br/>“#lt;script#gt;#amp;#quot;'"))
        #expect(text.contains("f0n0 -->|\"#quot;|#lt;#amp;\"| f0n1"))
        let inner = text.split(separator: "\n").dropFirst().map { line in
            line.count(where: { $0 == "\"" })
        }
        #expect(inner.allSatisfy { $0.isMultiple(of: 2) })
    }

    @Test func `called flows are clusters, and their steps lead there`() {
        let calling = FlowChart(
            flow: "a", nodes: [.init(role: .step(kind: "call"), name: "un", calledFlow: "b")],
            edges: [], start: 0)
        let called = FlowChart(
            flow: "b", nodes: [.init(role: .step(kind: "say"), name: "deux")], edges: [], start: 0)
        #expect(
            ChartDOT([calling, called]).text.contains("subgraph cluster_1 {\n    label=\"b\";"))
        #expect(ChartDOT([calling, called]).text.contains("f0n0 -> f1n0 [style=dashed"))
        #expect(ChartMermaid([calling, called]).text.contains("subgraph f1[\"b\"]"))
        #expect(ChartMermaid([calling, called]).text.contains("f0n0 -.-> f1n0"))
        #expect(ChartSVG([calling, called]).text.contains("<a href=\"#flow-b\">"))
        #expect(!ChartSVG([calling]).text.contains("<a href"))
    }

    @Test(arguments: [
        ("un deux trois", 45.0, 2, ["un deux", "trois"]),
        ("un deux trois quatre cinq", 46.0, 2, ["un deux", "trois q…"]),
        ("", 40.0, 2, []),
    ])
    func `texts are broken between words, and cut at the end`(
        text: String, width: Double, limit: Int, lines: [String]
    ) {
        #expect(TextMeasure.wrap(text, size: 10, to: width, lines: limit) == lines)
    }

    @Test(arguments: [
        (0, 4, "0 %"), (1, 8, "12.5 %"), (1, 3, "33.3 %"), (3, 3, "100 %"), (1, 0, "n/a"),
    ])
    func `shares have one place at most`(part: Int, whole: Int, text: String) {
        #expect("\(Share(part, of: whole))" == text)
    }
}
