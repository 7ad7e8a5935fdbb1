import Reports
import Telephony
import TestSupport
import Testing

@Suite struct RenderingTests {
    private static func report(
        _ calls: [CallFacts], _ figures: [Figure], by dimension: Dimension = .queue,
        every interval: ReportInterval = .whole
    ) -> Report {
        ReportTests.report(
            ReportQuestion(figures: figures, by: dimension, every: interval, zone: .paris), calls)
    }

    private static let example = report(
        WorkedExampleTests.calls, [.visits, .serviceLevelConnect, .averageSpeedOfAnswer, .dmtLike])

    @Test func `text is aligned and ends no line with spaces`() {
        #expect(
            Self.example.table(in: .english).text == """
                queue  queue visits  service level (Connect) (%)  average speed of answer (s)  occupancy (%)
                queue            12                        66.67                        18.50            n/a
                total            12                        66.67                        18.50            n/a
                X = 20 s, short abandons up to 5 s.

                """, "occupancy makes no sense of a queue, so the total tells more than the row")
        #expect(Self.example.table(in: .french).headings[3] == "délai avant décroché (s)")
    }

    @Test func `one row that tells all has no total`() {
        let table = Self.report(WorkedExampleTests.calls, [.visits]).table(in: .english)
        #expect(table.rows.count == 1)
    }

    @Test func `a page tells many figures of few one below the other`() {
        let page = Self.example.html(title: "Figures", in: .english)
        #expect(page.contains("<th scope=\"row\">queue visits</th>"))
    }

    @Test func `several rows have a total, and weekdays are spoken`() {
        let calls = [
            ReportTests.call("a", at: ReportTests.utc("2026-11-23 09:10")),
            ReportTests.call("b", at: ReportTests.utc("2026-11-24 09:10"), queue: "n2"),
        ]
        let table = Self.report(calls, [.visits], every: .weekday).table(in: .french)
        #expect(
            table.text == """
                file   jour de la semaine  passages en file
                n1     lundi                              1
                n2     mardi                              1
                total                                     2

                """)
        let whole = Self.report(calls, [.visits], by: .all).table(in: .english)
        #expect(whole.rows == [[.name("total"), .number("2")]])
    }

    @Test func `other tables stand under their captions`() {
        let text = Self.report(FigureTests.calls, [.visits]).text(in: .english)
        #expect(text.contains("The way through the menus\nstep "))
        #expect(
            text.contains("accueil/menu        4        2         50.00         1         1      1")
        )
        #expect(text.contains("Who calls when\n"))
    }

    @Test(arguments: [1, 2, 3, 4, 100])
    func `lines written row by row are those of the table, whenever they are let go`(ahead: Int) {
        let rows: [[ReportTable.Cell]] = [
            [.name("support"), .number("7.00"), .name("x")],
            [.name("vip"), .number("n/a"), .name("")],
            [.name("n1"), .number("12.50"), .name("y\n")],
        ]
        let table = ReportTable(caption: "", headings: ["queue", "a", ""], rows: rows)
        var lines = ReportLines(headings: table.headings, ahead: ahead)
        var pieces = rows.map { lines.lines(with: $0) }
        #expect(pieces.count { $0.isEmpty } == min(3, ahead - 1), "the first are held back")
        pieces.append(lines.lastLines())
        let words = pieces.joined().split(separator: "\n").map { $0.split(separator: " ") }
        #expect(words == table.text.split(separator: "\n").map { $0.split(separator: " ") })
        if ahead >= 3 { #expect(pieces.joined() == table.text) }
        #expect(lines.lastLines().isEmpty)
    }

    @Test func `a wider cell further down moves its own line alone`() {
        var lines = ReportLines(headings: ["queue", "wait"], ahead: 1)
        let first = lines.lines(with: [.name("vip"), .number("3")])
        let wide = lines.lines(with: [.name("complaints"), .number("12345")])
        let last = lines.lines(with: [.name("vip"), .number("4")])
        #expect(first + wide + last == "queue  wait\nvip       3\ncomplaints  12345\nvip       4\n")
        var none = ReportLines(headings: ["queue", "wait"], ahead: 9)
        #expect(none.lastLines() == "queue  wait\n")
    }

    /// Names that come from outside, as hostile as they get.
    static let hostile = [
        "=1+1", "+33", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "a\"b", "a,b", "a;=1", "a\n=1",
        "\u{FF1D}1", "<script>alert(1)</script>", "\" onload=\"x", "' onload='x", "a&b",
        "\u{1B}[31mred", "\u{202E}evil", "]]>", "=cmd|' /C calc'!A0", "",
    ]

    static func hostileCalls() -> [CallFacts] {
        hostile.enumerated().map { ReportTests.call("call-\($0)", at: 0, queue: $1) }
    }

    @Test func `no name becomes a formula or breaks out of its cell`() throws {
        let csv = Self.report(Self.hostileCalls(), [.visits]).table(in: .english).csv
        #expect(csv.hasSuffix("\r\n"))
        let lines = csv.utf8.split(separator: UInt8(ascii: "\n")).map { String(Substring($0)) }
        // Headings, a line for each name, the total; no name brings another line.
        #expect(lines.count == Self.hostile.count + 2)
        for line in lines.dropFirst() {
            let cells = Self.cells(of: line)
            #expect(cells.count == 2)
            let first = try #require(cells.first).drop { $0.isWhitespace }.first
            #expect(first.map { !"=+-@\u{FF1D}".contains($0) } ?? true)
            #expect(line.hasPrefix("\""))
        }
        #expect(csv.contains("\"'=1+1\",1\r\n"))
        #expect(csv.contains("\"a\"\"b\",1\r\n"))
        #expect(csv.contains("\"a;=1\",1\r\n"))
        #expect(csv.contains("\"' =1\",1\r\n"))
    }

    @Test func `numbers below nothing stay numbers`() {
        var stream = Stream.incoming()
        stream.at(0, .enqueued("n1"), .connected(agent: "anne"), .talkEnded(by: .agent))
        stream.at(1, .survey(question: "nps", answer: .common("2")), .ended(.caller))
        let csv = Self.report([stream.facts()], [.netPromoterScore]).table(in: .english).csv
        #expect(csv == "\"queue\",\"NPS\"\r\n\"n1\",-100.00\r\n")
    }

    /// The cells of a line of RFC 4180, read by its rules.
    private static func cells(of line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        var characters = Array(line)[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"" where isQuoted && characters.first == "\"":
                cells[cells.count - 1].append("\"")
                characters.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    @Test func `no name becomes markup, steers a terminal or fetches anything`() {
        let report = Self.report(Self.hostileCalls() + FigureTests.calls, Figure.usual)
        for language in ReportLanguage.allCases {
            let html = report.html(title: "<b>\"l'été\"</b>", in: language)
            #expect(!html.contains("<script") && !html.contains("<b>"))
            #expect(!html.contains("onload=\"") && !html.contains("onload='"))
            #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(html.contains("a&amp;b"))
            #expect(!html.contains("http://") && !html.contains("https://"))
            #expect(!html.contains("src=") && !html.contains("@import") && !html.contains("url("))
            #expect(html.contains("default-src 'none'"))
            #expect(html.contains("prefers-color-scheme: dark"))
            #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
            let text = report.text(in: language)
            for steering in ["\u{1B}", "\u{202E}", "\t"] {
                #expect(!html.contains(steering) && !text.contains(steering))
            }
        }
    }

    @Test func `the page has its charts and tables, every element closed`() {
        let html = Self.report(
            WorkedExampleTests.calls + FigureTests.calls, Figure.usual
        ).html(title: "Allo", in: .french)
        func count(_ text: String) -> Int { html.ranges(of: text).count }
        #expect(count("<svg ") == 4 && count("</svg>") == 4)
        #expect(count("<desc>") == 4 && count("<figcaption>") == 4)
        #expect(count("<table>") == 3 && count("<caption>") == 3)
        for element in ["g", "tr", "td", "th", "figure", "section", "dt", "dd", "title", "text"] {
            #expect(
                count("<\(element)>") + count("<\(element) ") == count("</\(element)>"),
                "\(element)")
        }
        #expect(html.contains("<title>00 h: 100.00</title>") || html.contains("01 h: "))
    }

    @Test func `JSON has full precision, null for n-a, and both parts of the division`() {
        let json = Self.example.json
        #expect(
            json.contains(
                #""sl.connect":{"denominator":12,"numerator":8,"provisional":false,"value":66.66666666666667}"#
            ))
        #expect(
            json.contains(
                #""occupancy":{"denominator-ms":0,"numerator-ms":0,"provisional":false,"value":null}"#
            ))
        let hostile = Self.report(Self.hostileCalls(), [.visits, .visits]).json
        #expect(hostile.contains(#""name":"a\"b""#))
        #expect(hostile.contains(#""name":"a\n=1""#))
    }
}

extension Figure {
    /// A figure of which the example has nothing.
    fileprivate static let dmtLike = Figure.occupancy
}
