import Flows
import Rehearsal
import Telephony
import Testing
import Transcripts

@Suite struct StageTests {
    private let call = CallID(rawValue: "call-1")

    private func stage(_ lengths: PromptLengths = PromptLengths(.text)) throws -> Stage {
        try Stage(program: Fixture.program(), lengths: lengths)
    }

    /// Answers look-ups from the customer files, all else not at all.
    private func run(_ stage: inout Stage, until limit: Duration = .seconds(86_400)) {
        repeat {
            for question in stage.takeQuestions() {
                switch question.kind {
                case .lookUp(let id, let directory, let column, let value):
                    let customers = stage.program.centre.directories[directory]?.customers
                    let answer = customers?.answer(column: column, value: value) ?? .failed
                    stage.take(.answered(id, answer), for: question.call, at: stage.now)
                case .request(let id, _):
                    stage.take(.answered(id, .failed), for: question.call, at: stage.now)
                case .reach:
                    stage.take(
                        .transferFailed(reason: "busy"), for: question.call, at: stage.now)
                }
            }
        } while (stage.nextTime ?? limit) < limit && stage.advance()
    }

    @Test func `a caller who says nothing hears all and is hung up on`() throws {
        var stage = try stage()
        stage.take(.arrived(Fixture.arrival()), for: call, at: .seconds(7))
        run(&stage)
        let records = stage.takeRecords()
        #expect(records.last?.event == .ended(.flow))
        #expect(records.map(\.number) == Array(1...records.count))
        #expect(records.first?.time == .seconds(7))
        #expect(records.count { if case .noInput = $0.event { true } else { false } } == 3)
        #expect(!stage.isOpen(call))
        #expect(stage.openCalls == 0)
    }

    @Test func `time stands still until the length of a prompt is told`() throws {
        var stage = try stage(PromptLengths(.sound))
        stage.take(.arrived(Fixture.arrival()), for: call, at: .zero)
        #expect(stage.wantedLength?.text == "Bonjour.")
        #expect(stage.nextTime == nil)
        #expect(stage.silentSince(call) == nil)
        stage.learn(.milliseconds(1_250))
        #expect(stage.wantedLength == nil)
        #expect(stage.nextTime == .milliseconds(1_250))
        // What is known once is known for every call.
        stage.take(
            .arrived(Fixture.arrival()), for: CallID(rawValue: "call-2"), at: .milliseconds(100))
        #expect(stage.wantedLength == nil)
    }

    @Test func `a timer that was cancelled never fires`() throws {
        var stage = try stage()
        stage.take(.arrived(Fixture.arrival()), for: call, at: .zero)
        run(&stage, until: .seconds(15))
        let time = stage.now
        // The key ends the wait for input; its timer stays on the agenda, and is passed over.
        stage.take(.digit(.one), for: call, at: time)
        run(&stage, until: time + .seconds(60))
        #expect(
            !stage.takeRecords().contains {
                if case .noInput = $0.event { $0.time > time } else { false }
            })
        #expect(stage.silentSince(call) != nil)
    }

    @Test func `a prompt that was stopped has no end of its own`() throws {
        var stage = try stage()
        stage.take(.arrived(Fixture.arrival()), for: call, at: .zero)
        run(&stage, until: .seconds(1))
        // The menu would be heard until 10.140; the code is asked for from 1.000 to 2.105, and once
        // more after five seconds, to 8.210.
        stage.take(.digit(.two), for: call, at: .seconds(1))
        run(&stage, until: .seconds(12))
        #expect(stage.silentSince(call) == .milliseconds(8_210))
    }

    @Test func `eight hours of calls are the same over two runs, byte for byte`() throws {
        func day() throws -> String {
            var stage = try stage()
            var text = ""
            var printers: [CallID: TranscriptPrinter] = [:]
            for number in 1...500 {
                let call = CallID(rawValue: "call-\(number)")
                let start = Duration.seconds(number * 57)
                stage.schedule(
                    .arrived(Fixture.arrival(from: number % 3 == 0 ? nil : "+33612345678")),
                    for: call, at: start)
                let key = Digit(rawValue: UInt8(number % 7)) ?? .zero
                stage.schedule(.digit(key), for: call, at: start + .seconds(number % 17))
                if number % 4 == 0 {
                    stage.schedule(.hungUp, for: call, at: start + .seconds(number % 900))
                }
            }
            run(&stage, until: .seconds(8 * 3_600 + 1_200))
            for record in stage.takeRecords() {
                if let line = printers[record.call, default: TranscriptPrinter()].line(for: record)
                {
                    text += "\(record.call) \(record.number) \(line)\n"
                }
            }
            #expect(stage.now > .seconds(8 * 3_600 - 600))
            #expect(stage.openCalls == 0)
            return text
        }
        let first = try day()
        #expect(first.utf8.count > 100_000)
        let second = try day()
        #expect(second == first)
    }
}
