import Telephony

// Calling back, and keeping recordings.
extension CentreCompiler {
    mutating func callbacks(_ fields: Fields, _ centre: Centre) -> Centre.Callbacks? {
        guard let node = fields[.callbacks], let section = fields.key(.callbacks) else {
            return nil
        }
        let written = Fields(node)
        let trunk = written.scalar(.trunk)
        check(trunk, .unknownTrunk, "trunk", among: centre.trunks.keys.sorted())
        if centre.telephone != nil, trunk == nil || centre.trunks[trunk?.text ?? ""] != nil,
            centre.trunk(named: trunk?.text)?.wayOut == nil
        {
            add(
                .noTrunk,
                "no trunk leads to callers: name one that has an ‘\(Word.address.rawValue)’",
                at: trunk ?? section)
        }
        return Centre.Callbacks(
            trunk: trunk?.text,
            attempts: written.integer(.attempts) ?? Centre.Callbacks.usualAttempts,
            pause: written.duration(.pause) ?? Centre.Callbacks.usualPause,
            ring: written.duration(.ring) ?? Centre.Callbacks.usualRing,
            from: callerNumber(written, centre),
            notAfter: written.duration(.notAfter) ?? Centre.Callbacks.usualNotAfter,
            next: flow(.next, written), timeout: flow(.timeout, written))
    }

    /// The number that callers see.
    private mutating func callerNumber(_ fields: Fields, _ centre: Centre) -> PhoneNumber? {
        guard let written = fields.scalar(.from) else { return nil }
        guard let number = PhoneNumber(written.text) else {
            add(
                .badNumber, "‘\(written.text.shortened)’ is no telephone number", at: written)
            return nil
        }
        let international = number.international(countryCode: centre.countryCode)
        if ["+336", "+337"].contains(where: international.hasPrefix) {
            add(
                .mobileCallerNumber,
                "06 and 07 are for persons: a centre may not show \(written.text.shortened)",
                at: written)
        }
        return PhoneNumber(international)
    }

    mutating func recordings(_ fields: Fields) -> Centre.Recordings {
        guard let node = fields[.recordings] else { return Centre.Recordings() }
        let written = Fields(node)
        let retention = written.duration(.retention) ?? Centre.Recordings.usualRetention
        if retention > Centre.Recordings.usualRetention, let place = written.scalar(.retention) {
            add(.longRetention, "recordings are kept for six months at most", at: place)
        }
        return Centre.Recordings(
            folder: written.text(.folder),
            format: written.text(.format).flatMap(Centre.Recordings.Format.init) ?? .opus,
            retention: retention)
    }
}
