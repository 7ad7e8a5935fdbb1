import Telephony

/// Makes a ``Centre`` of a centre file. What can't be read is left out, after a diagnostic.
struct CentreCompiler {
    let files: CheckedFiles
    var diagnostics: [Diagnostic] = []
    /// The networks that trunks and phones have named so far.
    var claimed: [(network: IPNetwork, owner: String, place: SourcePosition)] = []

    private var resources: ResourceListing { files.resources }
    private static let usualZone = "Europe/Paris"

    init(files: CheckedFiles) { self.files = files }

    /// The centre; one with the defaults where there is no file.
    mutating func centre() -> Centre {
        let fallback = resources.timeZone(Self.usualZone) ?? .utc
        guard let document = files.centre else { return Centre(name: "allo", zone: fallback) }
        let fields = document.fields
        var centre = Centre(
            name: fields.text(.centre) ?? "allo", zone: zone(fields) ?? fallback,
            countryCode: countryCode(fields))
        centre.voices = voices(fields)
        centre.trunks = trunks(fields)
        centre.telephone = telephone(fields, trunks: centre.trunks)
        checkTransports(fields, centre.telephone?.listeners ?? [])
        centre.phones = phones(fields)
        centre.destinations = destinations(fields, centre)
        centre.levels = levels(fields)
        centre.music = music(fields)
        centre.calendars = calendars(fields, centre)
        centre.queues = queues(fields, centre)
        centre.directories = directories(fields, centre)
        centre.endpoints = endpoints(fields)
        centre.numbers = numbers(fields)
        centre.agents = agents(fields, centre)
        checkExtensions(fields, centre)
        checkService(fields, centre)
        centre.callbacks = callbacks(fields, centre)
        centre.recordings = recordings(fields)
        centre.starvationBound =
            fields.duration(.starvationBound) ?? Centre.usualStarvationBound
        return centre
    }

    private mutating func zone(_ fields: Fields) -> TimeZoneRules? {
        guard let written = fields.scalar(.timeZone) else { return nil }
        if let zone = resources.timeZone(written.text) { return zone }
        add(.unknownTimeZone, "there is no time zone ‘\(written.text.shortened)’", at: written)
        return nil
    }

    private mutating func countryCode(_ fields: Fields) -> String {
        guard let written = fields.scalar(.countryCode) else { return "33" }
        let code = written.text.drop { $0 == "+" }
        guard (1...3).contains(code.count), code.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            add(
                .wrongValue, "‘\(written.text.shortened)’ is no country code, as 33 is", at: written
            )
            return "33"
        }
        return String(code)
    }

    /// Whether requests can go to an address: a scheme, a host without a name before it, and only
    /// the characters of RFC 3986, which puts others as `%XX`; a part after `#` is never sent.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "://", maxSplits: 1)
        guard parts.count == 2, ["http", "https"].contains(parts[0].lowercased()) else {
            return false
        }
        let host = parts[1].prefix { !"/?".contains($0) }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            ("!"..."~").contains(scalar) && !"\"<>\\^`{|}#".unicodeScalars.contains(scalar)
        }
        // An IPv6 address stands in brackets, with colons of its own (RFC 3986 §3.2.2).
        let rest =
            host.hasPrefix("[") ? host.drop { $0 != "]" }.dropFirst() : host.drop { $0 != ":" }
        let isPort = rest.isEmpty || (UInt16(rest.dropFirst()).map { $0 > 0 } ?? false)
        return isPlain && isPort && host.count > rest.count && !host.contains("@")
    }

    private mutating func endpoints(_ fields: Fields) -> [String: Centre.Endpoint] {
        var endpoints: [String: Centre.Endpoint] = [:]
        for entry in fields.mapping(.endpoints) {
            let written = Fields(entry.value)
            guard let url = written.scalar(.url) else { continue }
            if !CentreCompiler.isAddress(url.text) {
                add(
                    .badAddress,
                    "‘\(url.text.shortened)’ is no address such as https://example.com/solde",
                    at: url)
            }
            endpoints[entry.key.text] = Centre.Endpoint(
                method: written.text(.method).flatMap(WebRequest.Method.init) ?? .get,
                url: url.text,
                headers: Dictionary(
                    written.texts(.headers).map { ($0.key.text, $0.value.text) },
                    uniquingKeysWith: { first, _ in first }),
                timeout: written.duration(.timeout) ?? .seconds(3),
                secretValues: Set(written.list(.secret).map(\.text)))
        }
        return endpoints
    }

    private mutating func numbers(_ fields: Fields) -> [PhoneNumber: Centre.ServiceNumber] {
        var numbers: [PhoneNumber: Centre.ServiceNumber] = [:]
        for entry in fields.mapping(.numbers) {
            guard let number = PhoneNumber(entry.key.text) else {
                add(
                    .badNumber, "‘\(entry.key.text.shortened)’ is no telephone number",
                    at: entry.key)
                continue
            }
            let written = Fields(entry.value)
            numbers[number] = Centre.ServiceNumber(
                flow: flow(.flow, written) ?? "",
                purpose: written.text(.purpose).flatMap(Centre.ServiceNumber.Purpose.init),
                language: language(written))
        }
        return numbers
    }

    /// The language of a number, after a word about one that its flow does not speak.
    private mutating func language(_ number: Fields) -> LanguageTag? {
        guard let written = number.scalar(.language) else { return nil }
        let language = LanguageTag(rawValue: written.text)
        // One that Allo does not speak at all is told already.
        guard SpokenLanguage(language) != nil else { return nil }
        guard let flow = files.flows.first(where: { $0.name?.text == number.text(.flow) }),
            !flow.languages.contains(language)
        else { return language }
        add(
            .numberLanguage,
            "the flow ‘\(flow.name?.text.shortened ?? "")’ does not speak \(language), but "
                + flow.languages.map(\.rawValue).joined(separator: ", "), at: written)
        return nil
    }

    /// The flow that is named, after a word about one that is not there.
    mutating func flow(_ word: Word, _ fields: Fields) -> String? {
        guard let flow = fields.scalar(word) else { return nil }
        let names = files.flows.compactMap { $0.name?.text }
        if files.areFlowsReadable, files.isWhole, !names.contains(flow.text) {
            add(
                .unknownFlow, "there is no flow ‘\(flow.text.shortened)’", at: flow,
                suggestion: Spelling.suggestion(for: flow.text, among: names))
        }
        return flow.text
    }

    mutating func add(
        _ code: DiagnosticCode, _ message: String, at scalar: YAMLScalar, suggestion: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                code, message, at: scalar.position, length: scalar.length, suggestion: suggestion))
    }
}

extension Fields {
    /// The keys of a mapping.
    func names(_ word: Word) -> [String] { mapping(word).map(\.key.text) }
}
