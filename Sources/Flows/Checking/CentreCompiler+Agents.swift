import Telephony

// Who takes calls of the queues.
extension CentreCompiler {
    mutating func agents(_ fields: Fields, _ centre: Centre) -> [AgentID: Centre.Agent] {
        var agents: [AgentID: Centre.Agent] = [:]
        var phones: [String: YAMLScalar] = [:]
        for (order, entry) in fields.mapping(.agents).enumerated() {
            let written = Fields(entry.value)
            for level in written.list(.levels) { checkLevel(level, centre) }
            for queue in written.list(.queues) {
                check(queue, .unknownQueue, "queue", among: fields.names(.queues))
            }
            let pin = pin(written, of: entry.key)
            let phone = written.scalar(.phone)
            if let phone {
                checkPhone(phone, trunk: written.scalar(.trunk), centre)
                let address = centre.dialled(phone.text)
                if let other = phones[address] {
                    tellTwice(.phoneTwice, "another agent has this telephone", phone, other)
                }
                phones[address] = phone
            }
            let id = AgentID(rawValue: entry.key.text)
            agents[id] = Centre.Agent(
                id: id, spokenName: written.text(.name), number: written.text(.number), pin: pin,
                phone: phone?.text ?? "", trunk: written.text(.trunk),
                levels: written.list(.levels).map(\.text),
                queues: written.list(.queues).map(\.text), skills: skills(written),
                wrapUp: written.duration(.wrapUp) ?? Centre.Agent.usualWrapUp,
                missedCalls: written.integer(.missedCalls) ?? Centre.Agent.usualMissedCalls,
                order: order,
                language: written.text(.language).map(LanguageTag.init(rawValue:)) ?? .french)
        }
        return agents
    }

    /// Where the PIN is: what is in it is in no diagnostic.
    private mutating func pin(_ fields: Fields, of agent: YAMLScalar) -> Centre.Password? {
        let places: [Word] = [.pinFile, .pinEnvironment, .pin]
        let written = places.filter { fields.scalar($0) != nil }
        let name = agent.text.shortened
        if written.count > 1, let key = fields.key(written[1]) {
            add(.badPIN, "‘\(name)’ has a ‘\(written[0].rawValue)’ already", at: key)
        }
        guard let place = written.first else {
            if let number = fields.scalar(.number) {
                add(
                    .badPIN, "‘\(name)’ has no PIN, so that anybody could log in with this number",
                    at: number)
            }
            return nil
        }
        if fields.scalar(.number) == nil, let key = fields.key(place) {
            add(.badPIN, "‘\(name)’ has a PIN and no ‘\(Word.number.rawValue)’ to type", at: key)
        }
        return password(at: place, fields)
    }

    private mutating func password(at place: Word, _ fields: Fields) -> Centre.Password? {
        guard let text = fields.text(place), let scalar = fields.scalar(place) else { return nil }
        switch place {
        case .pinFile:
            checkFile(scalar)
            return .file(text)
        case .pinEnvironment:
            return .environment(text)
        default:
            if let key = fields.key(place) { checkWritten(text, key) }
            return .written(Secret(text))
        }
    }

    private mutating func checkWritten(_ pin: String, _ key: YAMLScalar) {
        guard Centre.Agent.isPIN(pin) else {
            return add(.badPIN, "a PIN has 4 to 8 digits, which can be typed", at: key)
        }
        add(
            .plainPassword,
            "who reads this file reads the PIN: put it into a ‘\(Word.pinFile.rawValue)’", at: key)
    }

    /// The telephone of an agent: one that registers here, or one that a trunk leads to.
    private mutating func checkPhone(
        _ phone: YAMLScalar, trunk: YAMLScalar?, _ centre: Centre
    ) {
        check(trunk, .unknownTrunk, "trunk", among: centre.trunks.keys.sorted())
        guard centre.phones?.users[phone.text] == nil else { return }
        guard SIPAddressText(phone.text) != nil || PhoneNumber(phone.text) != nil else {
            let users = centre.phones?.users.keys.sorted() ?? []
            return add(
                .unknownPhone,
                "‘\(phone.text.shortened)’ is no user of the phones, no number and no sip: address",
                at: phone, suggestion: Spelling.suggestion(for: phone.text, among: users))
        }
        guard centre.telephone != nil, trunk == nil || centre.trunks[trunk?.text ?? ""] != nil
        else { return }
        checkRoute(phone.text, through: trunk?.text, centre, at: phone)
    }

    // MARK: Numbers

    /// Tells of numbers that stand for two things: agents, queues and flows are all called by one.
    mutating func checkExtensions(_ fields: Fields, _ centre: Centre) {
        var taken: [String: YAMLScalar] = [:]
        for entry in fields.mapping(.numbers) { taken[centre.dialled(entry.key.text)] = entry.key }
        for entry in fields.mapping(.queues) + fields.mapping(.agents) {
            guard let number = Fields(entry.value).scalar(.number) else { continue }
            let digits = number.text
            guard PhoneNumber(digits) != nil, digits.allSatisfy({ ("0"..."9").contains($0) })
            else {
                add(
                    .badNumber,
                    "‘\(digits.shortened)’ is nothing to type, as 4001 is: 2 to 15 digits",
                    at: number)
                continue
            }
            if let other = taken[centre.dialled(digits)] {
                tellTwice(.numberTwice, "\(digits) is called for something else too", number, other)
            }
            taken[centre.dialled(digits)] = number
        }
    }

    private mutating func tellTwice(
        _ code: DiagnosticCode, _ message: String, _ place: YAMLScalar, _ other: YAMLScalar
    ) {
        diagnostics.append(
            Diagnostic(
                code, message, at: place,
                related: [Diagnostic.Note("there it is", at: other.position)]))
    }

    // MARK: Who serves what

    /// Tells of agents without a queue, and of queues and skills without an agent, where the file
    /// names agents at all.
    mutating func checkService(_ fields: Fields, _ centre: Centre) {
        guard !fields.mapping(.agents).isEmpty else { return }
        for entry in fields.mapping(.agents) {
            let agent = centre.agents[AgentID(rawValue: entry.key.text)]
            guard let agent, !centre.queues.values.contains(where: agent.serves) else { continue }
            add(
                .agentWithoutQueue, "‘\(entry.key.text.shortened)’ serves no queue", at: entry.key)
        }
        for entry in fields.mapping(.queues) {
            guard let queue = centre.queues[entry.key.text],
                centre.levels[queue.level]?.destinations.isEmpty == true
            else { continue }
            let serving = centre.agents.values.filter { $0.serves(queue) }
            guard !serving.isEmpty else {
                add(
                    .queueWithoutAgent,
                    "no agent serves ‘\(entry.key.text.shortened)’, and no destination does",
                    at: entry.key)
                continue
            }
            for (skill, _) in Fields(entry.value).texts(.skills) {
                let least = queue.skills[skill.text] ?? 1
                guard !serving.contains(where: { $0.skills[skill.text, default: 0] >= least })
                else { continue }
                add(
                    .skillNobodyHas,
                    "no agent of ‘\(entry.key.text.shortened)’ has the skill "
                        + "‘\(skill.text.shortened)’ at \(least) or more", at: skill)
            }
        }
    }
}

extension Centre.Agent {
    /// Whether a text can be a PIN.
    static func isPIN(_ text: String) -> Bool {
        (4...8).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}
