import Media
import Telephony
import TestSupport
import Testing

/// What the caller heard, as `--wav` keeps it, against what the transcript and the journal tell.
@Suite struct `A live call with --wav` {
    /// Said nowhere in the flow.
    private static let other = "Les chemins de montagne sont fermés jusqu'au printemps."

    @Test func `holds each prompt at the time that the transcript says`() async throws {
        let isOnTime = try await Punctuality.isShown {
            let (desk, remains) = try await call()
            #expect(remains.end == .exit(0))
            return try await greatestDistance(in: desk, remains) <= Punctuality.tolerance
        }
        #expect(isOnTime)
    }

    /// How far at most a prompt is from where the transcript has it; all of them are there.
    private func greatestDistance(
        in desk: Desk, _ remains: ChildProcess.Remains
    ) async throws -> Duration {
        let whole = try Sound(wav: desk.path("out.wav"))
        let other = try await desk.sound(of: Self.other)
        #expect(Correlation.best(of: other, in: whole).value < 0.3)
        let lines = remains.transcript.compactMap(Heard.init)
        #expect(lines.count == 6)
        var greatest = Duration.zero
        for (index, heard) in lines.enumerated() {
            let next = index + 1 < lines.count ? lines[index + 1].time : nil
            let prompt = try await desk.sound(of: heard.text)
            // A key may have cut it short.
            let length = min(prompt.duration, next.map { $0 - heard.time } ?? prompt.duration)
            let wanted = prompt.part(from: .zero, to: length - Punctuality.tolerance)
            let start = max(.zero, heard.time - .milliseconds(500))
            let around = whole.part(from: start, to: heard.time + length + .milliseconds(500))
            let found = Correlation.best(of: wanted, in: around)
            #expect(found.value > 0.8, "\(heard)")
            let distance = start + found.time - heard.time
            greatest = max(greatest, max(distance, .zero - distance))
        }
        return greatest
    }

    @Test func `leaves in the journal what it showed`() async throws {
        let (desk, remains) = try await call()
        let name = try #require(await desk.calls().first)
        #expect(try await desk.transcript(of: name) == remains.transcript)
        let events = try await desk.events()
        #expect(events.map(\.call) == events.map { _ in name })
        #expect(events.map(\.number) == Array(1...events.count))
        #expect(
            events.compactMap(\.event.text)
                == remains.transcript.compactMap { Heard($0)?.text })
        #expect(events.compactMap(\.event.digits) == ["1", "2"])
        #expect(events.last?.event.kind == "ended")
    }

    @Test func `goes in virtual time as it went, by the journal and by its transcript`()
        async throws
    {
        let isTheSame = try await Punctuality.isShown {
            let (desk, remains) = try await call()
            #expect(remains.end == .exit(0))
            let replay = try await desk.run("replay", "--check", "boucle.yaml")
            let test = try await desk.run("test", "out.call")
            // A flow that says something else is told from it.
            try desk.write(
                SmallFlow.loop.replacing("say: Deux.", with: "say: Trois."), to: "boucle.yaml")
            #expect(try await desk.run("replay", "--check", "boucle.yaml").end == .exit(1))
            #expect(try await desk.run("test", "out.call").end == .exit(1))
            return replay.end == .exit(0) && test.end == .exit(0)
        }
        #expect(isTheSame)
    }

    /// A call of about seven seconds, in which the second key cuts a prompt.
    private func call() async throws -> (Desk, ChildProcess.Remains) {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "boucle.yaml")
        let remains = try await desk.run(
            "call", "boucle.yaml", "--device", "none", "--keys", "@4.2:1 @5.6:2",
            "--wav", "out.wav", "--save", "out.call")
        return (desk, remains)
    }
}
