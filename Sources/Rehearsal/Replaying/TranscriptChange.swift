public import Transcripts

/// One row of two transcripts of a call laid side by side.
public enum TranscriptChange: Hashable, Sendable {
    /// The same in both.
    case same(TranscriptLine)
    /// The same, but at another time: more than 60 ms apart.
    case retimed(TranscriptLine, was: TranscriptLine)
    /// Only in the call as it goes now.
    case added(TranscriptLine)
    /// Only in the call as it was.
    case removed(TranscriptLine)

    /// Whether the two differ here.
    public var isDifference: Bool {
        if case .same = self { false } else { true }
    }
}

extension TranscriptChange {
    /// Lays two transcripts side by side, with as few differences as can be.
    ///
    /// - Parameters:
    ///   - recorded: the call as it was; what was erased of it fits anything.
    ///   - new: the call as it goes now.
    ///   - flow: the flow that takes the call.
    /// - Returns: the rows from the first to the last line of both.
    public static func changes(
        from recorded: [TranscriptLine], to new: [TranscriptLine], flow: String
    ) -> [TranscriptChange] {
        let difference = new.difference(from: recorded) { new, recorded in
            recorded.moment.isMet(by: new.moment, in: flow)
        }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var changes: [TranscriptChange] = []
        var old = 0
        var now = 0
        while old < recorded.count || now < new.count {
            if removed.contains(old), old < recorded.count {
                changes.append(.removed(recorded[old]))
                old += 1
            } else if inserted.contains(now), now < new.count {
                changes.append(.added(new[now]))
                now += 1
            } else {
                guard old < recorded.count, now < new.count else { break }
                changes.append(same(recorded[old], new[now]))
                old += 1
                now += 1
            }
        }
        return changes
    }

    private static func same(
        _ recorded: TranscriptLine, _ new: TranscriptLine
    ) -> TranscriptChange {
        guard let was = recorded.time, let now = new.time, !was.isClose(to: now) else {
            return .same(new)
        }
        return .retimed(new, was: recorded)
    }
}

extension TranscriptChange: CustomStringConvertible {
    /// The row as a reader compares it: a sign, then the line.
    public var description: String {
        switch self {
        case .same(let line): "  \(line)"
        case .retimed(let line, let was):
            "~ \(line)  (was at \(TranscriptLine(time: was.time, .anything).timeText))"
        case .added(let line): "+ \(line)"
        case .removed(let line): "- \(line)"
        }
    }
}

extension TranscriptLine {
    fileprivate var timeText: Substring {
        "\(self)".prefix { $0 != " " }
    }
}
