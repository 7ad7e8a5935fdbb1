import Glibc
import Media
import SIP
import Telephony

extension MediaStream {
    /// What has to be passed on of a packet.
    struct Passed {
        /// The place of the stream that is to send it.
        let partner: Int
        /// On what terms it came.
        let terms: StreamTerms
        let header: RTPHeader
        let payload: UnsafeRawBufferPointer
        let isEvent: Bool
        /// What decodes it, where that needs to know what came before.
        let coder: (any SoundCoder)?
    }

    /// Takes one packet from the socket; all that wait where the socket has just been bound. Gives
    /// `passOn` what the partner is to send.
    @inline(__always)
    mutating func receive(_ bench: inout Workbench, passOn: (Passed, inout Workbench) -> Void) {
        repeat {
            guard let (count, source) = read(bench.incoming) else {
                // A refusal is news of a packet that was sent; others may wait behind it.
                if path.hasLeftovers, errno == ECONNREFUSED { continue }
                path.hasLeftovers = false
                return
            }
            take(count: count, from: source, &bench, passOn)
        } while path.hasLeftovers
    }

    /// One datagram; nil where none waits.
    @inline(__always)
    private func read(_ bytes: UnsafeMutableRawBufferPointer) -> (Int, IPEndpoint)? {
        let flags = Int32(MSG_DONTWAIT)
        if path.isBound, !path.hasLeftovers {
            let count = recv(media, bytes.baseAddress, bytes.count, flags)
            return count < 0 ? nil : (count, path.peer)
        }
        var address = SocketAddress()
        let count = address.fill { recvfrom(media, bytes.baseAddress, bytes.count, flags, $0, &$1) }
        guard count >= 0, let endpoint = address.endpoint else { return nil }
        return (count, endpoint)
    }

    @inline(__always)
    private mutating func take(
        count: Int, from source: IPEndpoint, age: Int64 = 0, _ bench: inout Workbench,
        _ passOn: (Passed, inout Workbench) -> Void
    ) {
        guard let terms else { return keep(count: count, from: source, bench) }
        guard terms.receives else { return }
        var count = count
        if protection != nil {
            guard let length = protection?.unprotect(bench.incoming, count: count) else {
                ignored &+= 1
                return
            }
            count = length
        }
        let datagram = UnsafeRawBufferPointer(rebasing: bench.incoming[..<count])
        guard let packet = RTPPacket(datagram) else {
            ignored &+= 1
            return
        }
        let isEvent = packet.header.payloadType == terms.telephoneEvent
        let isSound = packet.header.payloadType == terms.payloadType
        guard
            receiver.receive(packet.header, from: source, now: bench.time, isTimed: isSound)
                == .peer
        else {
            ignored &+= 1
            return
        }
        lastSign = bench.now
        hasToldSilence = false
        if let locked = receiver.lockedSource, locked != path.peer || !path.isBound {
            path.bind(media, to: locked, now: bench.now)
        }
        let payload = packet.payload(in: datagram)
        if isEvent {
            spacing.interrupt()
            guard let event = TelephoneEvent(payload) else {
                ignored &+= 1
                return
            }
            tell(events.receive(event, header: packet.header, now: bench.time), &bench)
            isPressed = events.isPressed
        } else if isSound {
            spacing.count(
                sequence: packet.header.sequence, arrival: bench.now,
                begins: packet.header.marker, packetTime: terms.ticks * Pace.tick)
            listener?.put(payload, timestamp: packet.header.timestamp, now: bench.time)
            tap?(HeardPacket(packet.header, payload, as: terms.codec, age: age))
            track?.put(HeardPacket(packet.header, payload, as: terms.codec, age: age))
        }
        // What is neither, comfort noise say, tells no more than that the peer is there.
        if let partner, isEvent || isSound {
            passOn(
                Passed(
                    partner: partner, terms: terms, header: packet.header, payload: payload,
                    isEvent: isEvent, coder: coder),
                &bench)
        }
    }

    /// Keeps what can't be understood yet, where somebody listens.
    private mutating func keep(count: Int, from source: IPEndpoint, _ bench: borrowing Workbench) {
        guard tap != nil else { return }
        early.add(bench.incoming[..<count], from: source, arrival: MonotonicClock.now)
    }

    /// Takes what came before the agreement, as if it came now, but for its time.
    mutating func takeEarly(_ bench: inout Workbench) {
        let now = bench.now
        for packet in early.removeAll() {
            bench.incoming.copyBytes(from: packet.bytes)
            bench.now = packet.arrival
            take(
                count: packet.bytes.count, from: packet.source,
                age: MonotonicClock.now - packet.arrival, &bench
            ) { _, _ in }
        }
        bench.now = now
    }

    /// Ends a key of which nothing more is heard.
    mutating func endKeys(_ bench: inout Workbench) {
        tell(events.advance(to: bench.time), &bench)
        isPressed = events.isPressed
    }

    private func tell(_ keys: HeardKeys, _ bench: inout Workbench) {
        for key in keys { bench.tell(id, .digit(key.digit, at: .now)) }
    }

    /// Sends what the partner received on its own terms, under numbers of this stream.
    mutating func pass(_ passed: Passed, _ bench: inout Workbench) {
        let terms = passed.terms
        guard let own = self.terms, own.sends, playback == nil, keys.isIdle else { return }
        let room = UnsafeMutableRawBufferPointer(rebasing: bench.outgoing[RTPHeader.size...])
        // The end of the room is for what protection adds.
        let count = min(passed.payload.count, room.count - StreamProtection.overhead)
        let payload = UnsafeRawBufferPointer(rebasing: passed.payload[..<count])
        let type: UInt8
        if passed.isEvent {
            guard let event = own.telephoneEvent else { return }
            type = event
            room.copyMemory(from: payload)
        } else if own.codec == terms.codec {
            type = own.payloadType
            room.copyMemory(from: payload)
        } else if let law = terms.codec.law, let ownLaw = own.codec.law {
            type = own.payloadType
            law.transcode(payload, to: ownLaw, into: room)
        } else if let theirs = PayloadCoder(terms.codec, passed.coder),
            let ours = PayloadCoder(own.codec, coder)
        {
            type = own.payloadType
            let length = theirs.decode(payload, into: bench.samples)
            ours.encode(UnsafeBufferPointer(rebasing: bench.samples[..<length]), into: room)
        } else {
            return
        }
        relay.header(
            for: passed.header, payloadType: type, byteCount: count,
            samples: passed.isEvent ? 0 : UInt32(count), by: &sender
        ).write(into: bench.outgoing)
        transmit(bench.outgoing, count: RTPHeader.size + count)
    }
}

extension HeardPacket {
    /// A packet that came so many nanoseconds ago.
    init(
        _ header: RTPHeader, _ payload: UnsafeRawBufferPointer, as codec: AudioCodec, age: Int64
    ) {
        self.init(
            codec: codec, sequence: header.sequence, timestamp: header.timestamp,
            arrival: .now - .nanoseconds(age), payload: payload)
    }
}
