// Whole packets, in memory of the caller's: nothing is allocated.
extension G711 {
    /// Encodes samples.
    ///
    /// - Parameters:
    ///   - samples: the samples.
    ///   - bytes: where their bytes go; where it is too short, the rest is left out.
    /// - Returns: how many were encoded.
    @discardableResult
    public func encode(
        _ samples: UnsafeBufferPointer<Int16>, into bytes: UnsafeMutableRawBufferPointer
    ) -> Int {
        let count = min(samples.count, bytes.count)
        for index in 0..<count { bytes[index] = encode(samples[index]) }
        return count
    }

    /// Decodes bytes.
    ///
    /// - Parameters:
    ///   - bytes: the payload of a packet.
    ///   - samples: where their samples go; where it is too short, the rest is left out.
    /// - Returns: how many were decoded.
    @discardableResult
    public func decode(
        _ bytes: UnsafeRawBufferPointer, into samples: UnsafeMutableBufferPointer<Int16>
    ) -> Int {
        let count = min(samples.count, bytes.count)
        for index in 0..<count { samples[index] = decode(bytes[index]) }
        return count
    }
}
