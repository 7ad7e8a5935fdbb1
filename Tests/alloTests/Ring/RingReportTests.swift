import Testing

@testable import allo

@Suite struct RingReportTests {
    private func report(_ calls: [CallOutcome], tolerance: Double = 0.01) -> RingReport {
        var tally = RingTally()
        for call in calls { tally.add(call) }
        return RingReport(
            target: "sip:a@127.0.0.1", tally, elapsed: .seconds(12),
            processor: .milliseconds(250), tolerance: tolerance)
    }

    /// A call of ten seconds in which every twentieth packet is lost where asked for.
    private func answered(losing: Bool = false) -> CallOutcome {
        var call = CallOutcome()
        call.setUp = .milliseconds(2)
        call.postDialDelay = .milliseconds(1)
        call.firstPacket = .milliseconds(22)
        call.length = .seconds(10)
        let begin = ContinuousClock.now
        for number in 0..<500 where !losing || number % 20 != 7 {
            call.packets.count(
                sequence: UInt16(number), timestamp: UInt32(number) * 160,
                arrival: begin + .milliseconds(number * 20))
        }
        return call
    }

    private func failed(_ status: Int?, _ reason: String) -> CallOutcome {
        var call = CallOutcome()
        call.failure = CallOutcome.Failure(status: status, reason: reason)
        return call
    }

    @Test func `calls that went well have no faults`() {
        let report = report([answered(), answered()])
        #expect(report.faults == [])
        #expect(report.answered == 2)
        #expect(report.setUp?.p99 == 2)
        #expect(report.packets.callsInPace == 1)
        #expect(report.packets.received == 1_000)
        #expect(report.ownProcessor.perCallSecond == 12.5)
        #expect(report.prompts == nil)
    }

    @Test func `failures are told by their status, the most frequent first`() {
        let report = report(
            [answered(), failed(486, "Busy Here"), failed(503, "busy"), failed(503, "busy")])
        #expect(report.failed == 3)
        #expect(
            report.failures == [
                RingReport.Failure(status: 503, reason: "busy", count: 2),
                RingReport.Failure(status: 486, reason: "Busy Here", count: 1),
            ])
        #expect(report.faults == ["3 of 4 calls failed"])
    }

    @Test func `failures of very many kinds take no more memory`() {
        let report = report((0..<1_000).map { failed(nil, "reason \($0)") })
        #expect(report.failed == 1_000)
        #expect(report.failures.count == 51)
        #expect(report.failures.map(\.count).reduce(0, +) == 1_000)
    }

    @Test(arguments: [(0.01, ["5.00 % of the packets were lost"]), (0.06, [])])
    func `losses count where they are more than is tolerated`(
        tolerance: Double, faults: [String]
    ) {
        #expect(report([answered(losing: true)], tolerance: tolerance).faults == faults)
    }

    @Test func `an answered call without a packet is a fault`() {
        var call = CallOutcome()
        call.setUp = .milliseconds(2)
        #expect(report([call]).faults == ["nothing came in 1 calls"])
    }

    @Test func `prompts that were not heard are named`() {
        var call = answered()
        call.prompts = [
            CallOutcome.Prompt(name: "bienvenue", time: .zero), CallOutcome.Prompt(name: "menu"),
        ]
        let report = report([call])
        #expect(report.prompts == RingReport.Prompts(wanted: 2, heard: 1, missed: ["menu"]))
        #expect(report.faults == ["1 of 2 prompts were not heard"])
    }

    @Test func `the text and the JSON say the same`() {
        let report = report([answered(losing: true), failed(503, "busy")])
        #expect(
            report.text == """
                ring             sip:a@127.0.0.1
                calls            2                answered 1, failed 1, in 12 s
                  failed         1                503 busy
                set-up           2 ms             p99 2 ms, max 2 ms (INVITE to 200)
                post-dial delay  1 ms             p99 1 ms, max 1 ms (INVITE to the first answer after 100)
                first packet     22 ms            p99 22 ms, max 22 ms (INVITE to the first packet)
                packets          475              lost 25, overtaken 0
                pace             100.00 %         of the calls within 1 % of their rate
                spacing error    0 ms             p99 0 ms, max 0 ms (how far off its time a packet came)
                own processor    0.25 s           25 ms a call second

                """)
        for field in [
            "\"answered\" : 1", "\"lost\" : 25", "\"status\" : 503", "\"p99\" : 22",
            "\"perCallSecond\" : 25", "\"target\" : \"sip:a@127.0.0.1\"",
        ] {
            #expect(report.json.contains(field))
        }
    }
}
