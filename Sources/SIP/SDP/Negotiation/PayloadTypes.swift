/// What the payload types of one RTP stream stand for.
struct PayloadTypes {
    /// A number for sound.
    struct Codec: Equatable {
        let codec: AudioCodec
        let number: UInt8
    }

    /// The codecs of Allo among the formats, in their order.
    private(set) var codecs: [Codec] = []
    /// The number of telephone events that carry at least the ten digits.
    private(set) var telephoneEvent: UInt8?

    init(_ stream: MediaDescription) {
        let maps = stream.attributes.compactMap { attribute in
            attribute.name == "rtpmap" ? attribute.value.flatMap(Map.init) : nil
        }
        for format in stream.formats {
            guard let number = UInt8(format), number < 128 else { continue }
            let map = maps.first { $0.number == number }
            if let codec = PayloadTypes.codec(number, map) {
                codecs.append(Codec(codec: codec, number: number))
            } else if telephoneEvent == nil, let map, map.isTelephoneEvent,
                PayloadTypes.carriesDigits(number, in: stream)
            {
                telephoneEvent = number
            }
        }
    }

    /// A number with a map is what the map says, one without what RFC 3551 says.
    private static func codec(_ number: UInt8, _ map: Map?) -> AudioCodec? {
        guard let map else {
            return AudioCodec.allCases.first { $0.staticPayloadType == number }
        }
        guard map.channels == 1, let codec = AudioCodec(name: map.name) else { return nil }
        // Some phones write the rate at which G.722 samples.
        return map.clock == 8_000 || codec == .g722 && map.clock == 16_000 ? codec : nil
    }

    /// Whether the events of a number hold 0 to 9; without a list they are 0 to 15 (RFC 4733 §2.4.1).
    private static func carriesDigits(_ number: UInt8, in stream: MediaDescription) -> Bool {
        for attribute in stream.attributes where attribute.name == "fmtp" {
            guard let value = attribute.value else { continue }
            let digits = value.scanned { scanner -> Bool? in
                guard scanner.takeNumber(upTo: 127) == UInt64(number) else { return nil }
                return scanner.takeEvents().isSuperset(of: 0...9)
            }
            if let digits { return digits }
        }
        return true
    }

    /// One `a=rtpmap`: `101 telephone-event/8000`.
    private struct Map {
        let number: UInt8
        let name: String
        let clock: UInt64
        let channels: UInt64

        init?(_ value: String) {
            let map = value.scanned { scanner -> (UInt64, String, UInt64, UInt64)? in
                guard let number = scanner.takeNumber(upTo: 127) else { return nil }
                scanner.skipBlanks()
                let name = scanner.text(scanner.take(upTo: UInt8(ascii: "/")))
                guard scanner.skip(UInt8(ascii: "/")), let clock = scanner.takeNumber() else {
                    return nil
                }
                let channels = scanner.skip(UInt8(ascii: "/")) ? scanner.takeNumber() : 1
                return (number, name, clock, channels ?? 1)
            }
            guard let map else { return nil }
            number = UInt8(truncatingIfNeeded: map.0)
            (_, name, clock, channels) = map
        }

        var isTelephoneEvent: Bool {
            sameIgnoringCase(name, "telephone-event") && clock == 8_000
        }
    }
}

extension ByteScanner {
    /// Takes a list of events and spans of events (`0-15,66`); only those of keys are kept.
    fileprivate mutating func takeEvents() -> Set<Int> {
        var events: Set<Int> = []
        repeat {
            skipBlanks()
            guard let first = takeNumber(upTo: 255) else { break }
            let last = skip(UInt8(ascii: "-")) ? takeNumber(upTo: 255) ?? first : first
            guard first <= last else { break }
            events.formUnion(Int(first)...Int(last))
        } while skip(UInt8(ascii: ","))
        return events
    }
}
