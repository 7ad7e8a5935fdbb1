import Glibc
import Media
import Telephony

extension MediaStream {
    /// Sends the packet of this packet time, on a thread that has given up so many ticks so far.
    @inline(__always)
    mutating func sendDue(_ bench: inout Workbench, skipped: Int64) {
        guard let terms else { return }
        if skipped != self.skipped { catchUp(skipped) }
        slotsToLook -= 1
        if slotsToLook <= 0 { look(&bench) }
        listener?.listen(id, &bench)
        if isPressed { endKeys(&bench) }
        guard terms.sends else { return pass(terms, &bench) }
        if !keys.isIdle, sendKey(terms, &bench) { return }
        guard !isRelaying else {
            begins = true
            return sender.pass(terms.samples)
        }
        sendSound(terms, &bench)
    }

    /// The thread gave up ticks: their time has gone by without packets.
    private mutating func catchUp(_ skipped: Int64) {
        sender.pass(UInt32(truncatingIfNeeded: (skipped - self.skipped) &* 8))
        self.skipped = skipped
        begins = true
    }

    /// Lets a packet time go by on a leg that is on hold: what plays goes on unheard, as it does on
    /// a telephone that is put down on the table.
    private mutating func pass(_ terms: StreamTerms, _ bench: inout Workbench) {
        sender.pass(terms.samples)
        begins = true
        guard let id = playback?.id, playback?.pass(terms.byteCount) == true else { return }
        playback = nil
        bench.tell(self.id, .played(id))
    }

    @inline(__always)
    private mutating func sendSound(_ terms: StreamTerms, _ bench: inout Workbench) {
        let packet = bench.outgoing
        let body = UnsafeMutableRawBufferPointer(
            start: packet.baseAddress.unsafelyUnwrapped + RTPHeader.size, count: terms.byteCount)
        var isAtEnd = false
        if playback == nil {
            body.copyMemory(from: UnsafeRawBufferPointer(rebasing: silence[..<body.count]))
        } else {
            relay.interrupt()
            isAtEnd = playback?.next(into: body, silence: silence) ?? false
        }
        let header = sender.next(
            payloadType: terms.payloadType, marker: begins, byteCount: terms.byteCount,
            samples: terms.samples)
        begins = false
        header.write(into: packet)
        transmit(packet, count: RTPHeader.size + terms.byteCount)
        if isAtEnd { end(&bench) }
    }

    /// What played has been sent to its end.
    private mutating func end(_ bench: inout Workbench) {
        let id = playback?.id
        playback = nil
        if let id { bench.tell(self.id, .played(id)) }
    }

    /// Sends the telephone event of this packet time; false where there is none.
    private mutating func sendKey(_ terms: StreamTerms, _ bench: inout Workbench) -> Bool {
        guard let type = terms.telephoneEvent, let packet = keys.next(timestamp: sender.timestamp)
        else { return false }
        let bytes = bench.outgoing
        sender.next(payloadType: type, for: packet).write(into: bytes)
        packet.event.write(
            into: UnsafeMutableRawBufferPointer(rebasing: bytes[RTPHeader.size...]))
        transmit(bytes, count: RTPHeader.size + TelephoneEvent.size)
        sender.pass(terms.samples)
        begins = true
        relay.interrupt()
        if packet.event.isEnd, !isKeyOver { keyEnd = .now }
        isKeyOver = packet.event.isEnd
        return true
    }

    /// Hands a packet to the system, protected where that was agreed.
    ///
    /// - Parameters:
    ///   - packet: the memory of the packet, with room behind it for what protection adds.
    ///   - count: bytes of the packet.
    @inline(__always)
    mutating func transmit(_ packet: UnsafeMutableRawBufferPointer, count: Int) {
        var count = count
        if protection != nil {
            guard let length = protection?.protect(packet, count: count) else {
                sendFailures &+= 1
                return
            }
            count = length
        }
        if hand(packet, count) { return }
        // A refusal is news of a packet before; this one was not even tried.
        if errno == ECONNREFUSED, hand(packet, count) { return }
        sendFailures &+= 1
    }

    @inline(__always)
    private func hand(_ packet: UnsafeMutableRawBufferPointer, _ count: Int) -> Bool {
        if path.isBound {
            return send(media, packet.baseAddress, count, Int32(MSG_NOSIGNAL)) >= 0
        }
        return path.address.lend { address, length in
            sendto(
                media, packet.baseAddress, count, Int32(MSG_NOSIGNAL), address, length)
                >= 0
        }
    }
}
