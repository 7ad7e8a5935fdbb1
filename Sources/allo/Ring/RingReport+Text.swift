import Foundation

extension RingReport {
    /// The figures for people, each line ending in a newline.
    var text: String {
        var rows: [[String]] = [
            ["calls", "\(calls)", "answered \(answered), failed \(failed), in \(elapsed.short) s"]
        ]
        for failure in failures {
            rows.append(
                [
                    "  failed", "\(failure.count)",
                    "\(failure.status.map { "\($0) " } ?? "")\(failure.reason)",
                ])
        }
        rows += RingReport.row("set-up", setUp, "INVITE to 200")
        rows += RingReport.row(
            "post-dial delay", postDialDelay, "INVITE to the first answer after 100")
        rows += RingReport.row("first packet", firstPacket, "INVITE to the first packet")
        rows += RingReport.row("key to prompt", keyToSound, "end of a key to the next sound")
        rows.append(
            [
                "packets", "\(packets.received)",
                "lost \(packets.lost), overtaken \(packets.overtaken)",
            ])
        if let part = packets.callsInPace {
            rows.append(["pace", part.asPercent, "of the calls within 1 % of their rate"])
        }
        rows += RingReport.row(
            "spacing error", packets.spacingError, "how far off its time a packet came")
        if let prompts {
            rows.append(["prompts", "\(prompts.heard)", "heard of \(prompts.wanted)"])
            rows += prompts.missed.map { ["  missed", "", $0] }
        }
        rows.append(
            [
                "own processor", "\(ownProcessor.seconds.short) s",
                ownProcessor.perCallSecond.map { "\($0.short) ms a call second" } ?? "",
            ])
        return Table(header: ["ring", target, ""], rows: rows).text
    }

    /// The figures as JSON, on one line for each field.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Numbers, texts and lists of them can always be encoded.
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func row(_ name: String, _ spans: Spans?, _ meaning: String) -> [[String]] {
        guard let spans else { return [] }
        return [
            [
                name, "\(spans.p50.short) ms",
                "p99 \(spans.p99.short) ms, max \(spans.max.short) ms (\(meaning))",
            ]
        ]
    }
}

extension Double {
    /// With three decimals at most, and none where there is nothing behind the point.
    fileprivate var short: String {
        let rounded = (self * 1_000).rounded() / 1_000
        return rounded == rounded.rounded() && abs(rounded) < 1e15
            ? "\(Int(rounded))" : "\(rounded)"
    }
}
