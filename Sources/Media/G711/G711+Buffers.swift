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

    /// Brings bytes of this law to another, as where two legs with different codecs are bridged.
    ///
    /// - Parameters:
    ///   - bytes: the payload of a packet.
    ///   - law: the law that is wanted.
    ///   - target: where the bytes go; where it is too short, the rest is left out.
    /// - Returns: how many there are.
    @discardableResult
    public func transcode(
        _ bytes: UnsafeRawBufferPointer, to law: G711, into target: UnsafeMutableRawBufferPointer
    ) -> Int {
        let count = min(bytes.count, target.count)
        switch (self, law) {
        case (.aLaw, .muLaw):
            for index in 0..<count { target[index] = G711.aLawToMuLaw[Int(bytes[index])] }
        case (.muLaw, .aLaw):
            for index in 0..<count { target[index] = G711.muLawToALaw[Int(bytes[index])] }
        case (.aLaw, .aLaw), (.muLaw, .muLaw):
            for index in 0..<count { target[index] = bytes[index] }
        }
        return count
    }
}
