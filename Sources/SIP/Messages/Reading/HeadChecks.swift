/// What every message must have, gathered while its headers go by.
struct HeadChecks {
    /// The length of the body; nil where it is not told.
    private(set) var contentLength: Int?
    private var cSeq: CSeq?
    private var seen: Set = []

    /// The headers that may come once only.
    private struct Set: OptionSet {
        let rawValue: UInt8

        static let via = Set(rawValue: 1)
        static let from = Set(rawValue: 2)
        static let to = Set(rawValue: 4)
        static let callID = Set(rawValue: 8)
        static let cSeq = Set(rawValue: 16)
        static let contentLength = Set(rawValue: 32)
        static let maxForwards = Set(rawValue: 64)
        static let contentType = Set(rawValue: 128)

        static let required: [(Set, HeaderName)] = [
            (.via, .via), (.from, .from), (.to, .to), (.callID, .callID), (.cSeq, .cSeq),
        ]
    }

    /// Whether a header is kept; Content-Length is not, since the body tells its length itself.
    static func keeps(_ field: HeaderFields.Field) -> Bool { field.name != .contentLength }

    /// Looks at a header; tells what is wrong with it.
    mutating func take(_ field: HeaderFields.Field) -> MessageError.Reason? {
        switch field.name {
        case .via: return takeVia(field.value)
        case .from: return once(.from, field, isReadable: NameAddress(field.value) != nil)
        case .to: return once(.to, field, isReadable: NameAddress(field.value) != nil)
        case .callID: return once(.callID, field, isReadable: HeadChecks.isCallID(field.value))
        case .cSeq:
            let value = CSeq(field.value)
            if !seen.contains(.cSeq) { cSeq = value }
            return once(.cSeq, field, isReadable: value != nil)
        case .contentLength:
            let value = field.value.read { $0.takeNumber(upTo: UInt64(Int32.max)) }
            if !seen.contains(.contentLength) { contentLength = value.map { Int($0) } }
            return once(.contentLength, field, isReadable: value != nil)
        case .maxForwards:
            let value = field.value.read { $0.takeNumber(upTo: 255) }
            return once(.maxForwards, field, isReadable: value != nil)
        case .contentType:
            return once(.contentType, field, isReadable: true)
        default:
            return nil
        }
    }

    /// What is missing or does not agree with the method of a request; nil where all is well.
    func problem(of method: Method?) -> MessageError.Reason? {
        for (header, name) in Set.required where !seen.contains(header) { return .missing(name) }
        if let method, cSeq?.method != method { return .methodsDiffer }
        return nil
    }

    /// The headers from which an answer is made; nil where one of them is missing or unreadable,
    /// or there are more hops than a message can take.
    func mirror(of headers: HeaderFields) -> HeaderFields? {
        // Hops behind one that is broken are lost; the answer goes to the first one.
        let vias = headers.list(.via).prefix { Via($0) != nil }
        guard (1...70).contains(vias.count), let from = headers.first(.from),
            let to = headers.first(.to), let callID = headers.first(.callID),
            let cSeq = headers.first(.cSeq), NameAddress(from) != nil, NameAddress(to) != nil,
            HeadChecks.isCallID(callID), CSeq(cSeq) != nil
        else { return nil }
        var mirror = HeaderFields()
        for via in vias { mirror.append(.via, via) }
        mirror.append(.from, from)
        mirror.append(.to, to)
        mirror.append(.callID, callID)
        mirror.append(.cSeq, cSeq)
        return mirror
    }

    private mutating func once(
        _ header: Set, _ field: HeaderFields.Field, isReadable: Bool
    ) -> MessageError.Reason? {
        guard seen.insert(header).inserted else { return .repeated(field.name) }
        return isReadable ? nil : .unreadable(field.name)
    }

    private mutating func takeVia(_ value: String) -> MessageError.Reason? {
        seen.insert(.via)
        return value.scanned { scanner in
            repeat {
                guard Via(scanner: &scanner) != nil else { return .unreadable(.via) }
            } while scanner.skipSeparator(UInt8(ascii: ","))
            scanner.skipBlanks()
            return scanner.isAtEnd ? nil : .unreadable(.via)
        }
    }

    /// Words of RFC 3261 §25.1, so that it is the same text in every hand.
    private static func isCallID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(ByteClass.word.contains)
    }
}
