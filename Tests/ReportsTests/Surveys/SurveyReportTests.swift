import Foundation
import Reports
import Telephony
import Testing

/// What callers answered, question by question.
@Suite struct SurveyReportTests {
    private func call(_ name: String, _ answers: (String, LoggedText)...) -> CallFacts {
        var stream = Stream.incoming(name)
        stream.at(0, .enqueued("n1"))
        stream.at(1, .connected(agent: "anne"))
        stream.at(9, .talkEnded(by: .agent))
        for (place, answer) in answers.enumerated() {
            stream.at(Double(10 + place), .survey(question: answer.0, answer: answer.1))
        }
        stream.at(30, .ended(.flow))
        return stream.facts(wallOffset: .seconds(1_793_577_600))
    }

    private func report() -> SurveyReport {
        var report = SurveyReport(zone: .utc)
        report.add(call("a", ("satisfaction", .common("5")), ("attente", .common("10"))))
        report.add(call("b", ("satisfaction", .common("5")), ("attente", .common("2"))))
        report.add(call("c", ("satisfaction", .common("2")), ("attente", .common("oui"))))
        report.add(call("d"))
        return report
    }

    @Test func `each answer has its count and its share of those who answered`() {
        let told = report().rows.map {
            "\($0.question) \($0.answer ?? "") \($0.count)/\($0.answers)"
        }
        #expect(
            told == [
                "attente 2 1/3", "attente 10 1/3", "attente oui 1/3", "satisfaction 2 1/3",
                "satisfaction 5 2/3",
            ])
        #expect(report().mean(of: "satisfaction") == 4)
        #expect(report().mean(of: "attente") == 6)
        #expect(report().mean(of: "autre") == nil)
    }

    @Test func `the table has a line for each question as a whole`() {
        let table = report().table(in: .english)
        let last = table.rows.last ?? []
        #expect(
            last == [
                .name("satisfaction"), .name("all"), .number("3"), .number("100.00"),
                .number("4.00"),
            ])
        #expect(table.rows.count == 7)
        #expect(report().callsTable(in: .french).rows.count == 6)
        #expect(SurveyReport(zone: .utc).table(in: .english).rows.isEmpty)
    }

    @Test func `JSON has the same numbers, and the calls where they are wanted`() throws {
        let parsed = try JSONSerialization.jsonObject(
            with: Data(report().json(withCalls: true).utf8))
        let questions = (parsed as? [String: Any])?["questions"] as? [[String: Any]]
        let question = try #require(questions?.last)
        #expect(question["n"] as? Int == 3 && question["mean"] as? Double == 4)
        let answers = question["answers"] as? [[String: Any]]
        #expect(answers?.last?["behind"] as? [String] == ["a", "b"])
        #expect(!report().json(withCalls: false).contains("behind"))
    }

    @Test func `only what counts is told`() {
        var report = SurveyReport(zone: .utc)
        report.add(call("a", ("nps", .common("9")))) { $0.agent == "bruno" }
        #expect(report.rows.isEmpty)
        report.add(call("a", ("nps", .common("9")))) { $0.agent == "anne" && $0.queue == "n1" }
        #expect(report.rows.map(\.answer) == ["9"])
    }
}
