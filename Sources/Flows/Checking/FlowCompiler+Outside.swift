import Telephony

// Steps that name something of the centre file, or another flow.
extension FlowCompiler {
    /// A name of the centre file, looked up.
    mutating func known<Item>(
        _ word: Word, _ fields: Fields, _ items: [String: Item], _ section: Word,
        _ code: DiagnosticCode
    ) -> (name: String, item: Item)? {
        guard let written = fields.scalar(word) else { return nil }
        if let item = items[written.text] { return (written.text, item) }
        // What is declared but can't be read is told with the centre file.
        let declared = scope.files.centre?.fields.names(section) ?? []
        guard !declared.contains(written.text), scope.files.isCentreReadable else { return nil }
        let centre = scope.files.centre == nil ? "; there is no centre file" : " in the centre file"
        add(
            code,
            "there is no \(word.rawValue == "look-up" ? "directory" : noun(word)) "
                + "‘\(written.text.shortened)’\(centre)", at: written,
            suggestion: Spelling.suggestion(for: written.text, among: declared))
        return nil
    }

    private func noun(_ word: Word) -> String {
        switch word {
        case .hours: "calendar"
        case .request: "endpoint"
        case .transfer: "destination"
        case .callback: "queue"
        default: word.rawValue
        }
    }

    mutating func request(_ fields: Fields) -> Request? {
        let endpoint = known(
            .request, fields, scope.centre.endpoints, .endpoints, .unknownEndpoint)
        let use: Use = endpoint?.item.method == .get ? .address : .value
        let written = fields.texts(.with).sorted { $0.key.text < $1.key.text }
        var parameters: [(name: String, value: CompiledExpression)] = []
        for (name, value) in written {
            if let value = expression(value, use) { parameters.append((name.text, value)) }
        }
        let prompts = prompts(.say, fields)
        let exits = answerExits(fields, missing: .failed, failed: .failed)
        guard let endpoint, let prompts, let exits, parameters.count == written.count else {
            return nil
        }
        return Request(
            endpoint: endpoint.name, parameters: parameters,
            variable: fields.text(.into).flatMap { variables.slot($0) }, prompts: prompts,
            exits: exits)
    }

    mutating func lookUp(_ fields: Fields) -> LookUp? {
        let directory = known(
            .lookUp, fields, scope.centre.directories, .directories, .unknownDirectory)
        if let columns = directory?.item.customers.columns {
            for word in [Word.by, .identifies, .segment, .name] {
                guard let column = fields.scalar(word), !columns.contains(column.text) else {
                    continue
                }
                add(
                    .unknownColumn, "the customer file has no column ‘\(column.text.shortened)’",
                    at: column, suggestion: Spelling.suggestion(for: column.text, among: columns))
            }
        }
        for word in [Word.segment, .name] where fields[.identifies] == nil {
            guard let key = fields.key(word) else { continue }
            add(
                .idleColumn,
                "‘\(word.rawValue)’ does nothing without ‘\(Word.identifies.rawValue)’, the column "
                    + "that names the customer", at: key)
        }
        for word in [Word.identifies, .segment, .name] {
            guard let column = fields.scalar(word), let directory,
                directory.item.secretColumns.contains(column.text)
            else { continue }
            add(
                .secretShown,
                "‘\(column.text.shortened)’ is a secret, and the journal names "
                    + "customers and segments, and agents hear names", at: column)
        }
        let key = expression(fields.scalar(.key), .lookUp)
        let exits = answerExits(fields, missing: .missing, failed: .missing)
        guard let directory, let column = fields.text(.by), let key, let exits else { return nil }
        return LookUp(
            directory: directory.name, column: column, key: key,
            variable: fields.text(.into).flatMap { variables.slot($0) },
            identifies: fields.text(.identifies).map {
                ($0, fields.text(.segment), fields.text(.name))
            }, exits: exits)
    }

    /// The exits of a question; those that are not written are those of others.
    private mutating func answerExits(
        _ fields: Fields, missing: Word, failed: Word
    ) -> AnswerExits? {
        let found = exit(.found, of: fields)
        let writtenMissing = exit(.missing, of: fields)
        let writtenFailed = exit(.failed, of: fields)
        guard let found,
            let missing = fields[.missing] == nil ? writtenFailed : writtenMissing,
            let failed = fields[.failed] == nil ? writtenMissing : writtenFailed
        else { return nil }
        return AnswerExits(found: found, missing: missing, failed: failed)
    }

    mutating func hours(_ fields: Fields) -> Hours? {
        let calendar = known(.hours, fields, scope.centre.calendars, .calendars, .unknownCalendar)
        let open = exit(.open, of: fields)
        let closed = exit(.closed, of: fields)
        let holiday = exit(.holiday, of: fields)
        guard let calendar, let open, let closed,
            let holiday = fields[.holiday] == nil ? closed : holiday
        else { return nil }
        return Hours(calendar: calendar.name, open: open, closed: closed, holiday: holiday)
    }

    mutating func transfer(_ fields: Fields) -> Transfer? {
        let destination = known(
            .transfer, fields, scope.centre.destinations, .destinations, .unknownDestination)
        let prompts = prompts(.say, fields)
        let music = known(.music, fields, scope.centre.music, .music, .unknownMusic)?.name
        guard let failed = exit(.failed, of: fields), let destination, let prompts else {
            return nil
        }
        return Transfer(
            destination: destination.name, prompts: prompts,
            music: music ?? scope.files.centre?.fields.names(.music).first, failed: failed)
    }

    mutating func subFlow(_ fields: Fields) -> SubFlow? {
        guard let written = fields.scalar(.call) else { return nil }
        guard let other = scope.flow(written.text) else {
            if scope.files.areFlowsReadable {
                add(
                    .unknownFlow, "there is no flow ‘\(written.text.shortened)’", at: written,
                    suggestion: Spelling.suggestion(for: written.text, among: scope.flowNames))
            }
            for (_, value) in fields.texts(.with) { _ = expression(value, .value) }
            _ = subFlowExits(fields, written, exits: nil)
            return nil
        }
        // The other flow's slots are those that its own compiler will give.
        var table = FlowCompiler(other, scope)
        table.declareVariables()
        let parameters = other.fields.list(.parameters).map(\.text)
        let arguments = arguments(fields, written, parameters, table.variables)
        let results = results(fields, other, table.variables)
        let exits = subFlowExits(fields, written, exits: other.fields.list(.exits).map(\.text))
        guard let arguments, let results, let exits else { return nil }
        return SubFlow(
            flow: written.text, arguments: arguments, results: results, exits: exits)
    }

    private mutating func arguments(
        _ fields: Fields, _ flow: YAMLScalar, _ parameters: [String], _ table: VariableTable
    ) -> [Assignment]? {
        var arguments: [Assignment] = []
        for (name, written) in fields.texts(.with) {
            let value = expression(written, .value)
            guard parameters.contains(name.text), let slot = table.slot(name.text) else {
                add(
                    .unknownParameter,
                    "‘\(flow.text)’ has no parameter ‘\(name.text.shortened)’", at: name,
                    suggestion: Spelling.suggestion(for: name.text, among: parameters))
                continue
            }
            if let value { arguments.append(Assignment(variable: slot, value: value)) }
        }
        let given = fields.texts(.with).map(\.key.text)
        for parameter in parameters where !given.contains(parameter) {
            add(
                .missingParameter, "‘\(flow.text)’ wants the parameter ‘\(parameter)’", at: flow)
        }
        return Set(given) == Set(parameters) && arguments.count == given.count ? arguments : nil
    }

    private mutating func results(
        _ fields: Fields, _ other: FlowDocument, _ table: VariableTable
    ) -> [(from: Int, to: Int)]? {
        var results: [(from: Int, to: Int)] = []
        let written = fields.texts(.into)
        for (here, there) in written {
            guard let from = table.slot(there.text) else {
                let names = table.names.filter { !VariableTable.isBuiltIn($0) }
                add(
                    .unknownResult,
                    "‘\(other.name?.text ?? "")’ has no variable ‘\(there.text.shortened)’",
                    at: there, suggestion: Spelling.suggestion(for: there.text, among: names))
                continue
            }
            if let to = variables.slot(here.text) { results.append((from, to)) }
        }
        return results.count == written.count ? results : nil
    }

    /// Where the step goes on by each exit of the other flow, which is nil where it is not known.
    private mutating func subFlowExits(
        _ fields: Fields, _ flow: YAMLScalar, exits: [String]?
    ) -> [Transition]? {
        var targets: [String: Transition] = [:]
        for (name, target) in fields.texts(.exits) {
            let place = exits?.firstIndex(of: name.text)
            if let to = exit(WrittenTarget(target), .exits, after: place) {
                targets[name.text] = to
            }
            guard let exits, !exits.contains(name.text) else { continue }
            add(
                .unknownExit, "‘\(flow.text)’ has no exit ‘\(name.text.shortened)’", at: name,
                suggestion: Spelling.suggestion(for: name.text, among: exits))
        }
        let next = exit(.next, of: fields)
        guard let exits else { return nil }
        if exits.isEmpty {
            if fields[.next] == nil, fields[.exits] == nil {
                add(.missingExit, "the step has no ‘next’ to go on by", at: flow)
            }
            return next.map { [$0] }
        }
        let given = fields.texts(.exits).map(\.key.text)
        for exit in exits where !given.contains(exit) && fields[.next] == nil {
            add(.missingExit, "‘\(flow.text)’ may end by ‘\(exit)’, which leads nowhere", at: flow)
        }
        let all = exits.compactMap { targets[$0] ?? (given.contains($0) ? nil : next) }
        return all.count == exits.count ? all : nil
    }
}
