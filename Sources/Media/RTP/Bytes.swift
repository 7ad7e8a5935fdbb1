// Numbers in network byte order, each read checked against the end of the packet.
extension UnsafeRawBufferPointer {
    @inline(__always)
    func byte(at offset: Int) -> UInt8? {
        offset >= 0 && offset < count ? self[offset] : nil
    }

    @inline(__always)
    func number16(at offset: Int) -> UInt16? {
        guard offset >= 0, count >= 2, offset <= count - 2 else { return nil }
        return UInt16(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    @inline(__always)
    func number32(at offset: Int) -> UInt32? {
        guard offset >= 0, count >= 4, offset <= count - 4 else { return nil }
        return UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}

extension UnsafeMutableRawBufferPointer {
    @inline(__always)
    func write(_ number: UInt16, at offset: Int) {
        storeBytes(of: number.bigEndian, toByteOffset: offset, as: UInt16.self)
    }

    @inline(__always)
    func write(_ number: UInt32, at offset: Int) {
        storeBytes(of: number.bigEndian, toByteOffset: offset, as: UInt32.self)
    }
}
