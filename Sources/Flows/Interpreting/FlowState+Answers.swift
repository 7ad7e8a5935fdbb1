import Telephony

/// Questions to the outside: customer files and HTTP endpoints.
extension FlowState {
    mutating func ask(_ lookUp: LookUp) throws(FlowError) -> Transition? {
        let key = try evaluate(lookUp.key)
        let request = nextRequest()
        activity = .asking(request, answer: nil)
        outbox.append(
            .act(
                .lookUp(
                    request, directory: lookUp.directory, column: lookUp.column,
                    value: key.plainText ?? "")))
        return nil
    }

    mutating func ask(_ request: Request) throws(FlowError) -> Transition? {
        guard let endpoint = program.centre.endpoints[request.endpoint] else {
            throw FlowError(reason: .unknown(request.endpoint))
        }
        var parameters: [WebRequest.Parameter] = []
        for (name, expression) in request.parameters {
            let value = try evaluate(expression)
            if case .secret(let secret) = value {
                parameters.append(
                    WebRequest.Parameter(name: name, value: secret.digits ?? "", isSecret: true))
            } else if let text = value.plainText {
                parameters.append(WebRequest.Parameter(name: name, value: text))
            }
        }
        let headers = endpoint.headers.sorted { $0.key < $1.key }
            .map { WebRequest.Parameter(name: $0.key, value: $0.value, isSecret: true) }
        let id = nextRequest()
        activity = .asking(id, answer: nil)
        outbox.append(
            .act(
                .request(
                    id,
                    WebRequest(
                        endpoint: request.endpoint, method: endpoint.method, url: endpoint.url,
                        parameters: parameters, headers: headers, timeout: endpoint.timeout))))
        try speak(request.prompts)
        return nil
    }

    private mutating func nextRequest() -> RequestID {
        requests += 1
        return RequestID(rawValue: requests)
    }

    mutating func receive(_ answer: OutsideAnswer, to request: RequestID) {
        guard case .asking(request, answer: nil) = activity else { return }
        let answer = answer.marking(secretNames)
        switch currentStep?.kind {
        case .lookUp(let lookUp): writeDown(answer, to: lookUp)
        case .request(let request):
            write(
                .requested(
                    endpoint: request.endpoint, answer.outcome,
                    values: request.variable == nil ? [] : fields(of: answer)))
        default: return
        }
        if listening.phase == .idle {
            use(answer)
        } else {
            activity = .asking(request, answer: answer)
        }
    }

    private mutating func writeDown(_ answer: OutsideAnswer, to lookUp: LookUp) {
        let isWanted = lookUp.variable != nil || lookUp.identifies != nil
        write(
            .lookedUp(
                directory: lookUp.directory, answer.outcome,
                values: isWanted ? fields(of: answer) : []))
        guard answer.outcome == .found, let identifies = lookUp.identifies else { return }
        func value(_ name: String) -> String? {
            answer.values.first { $0.name == name && !$0.isSecret }?.value
        }
        if let column = identifies.name { customerName = value(column) }
        guard let customer = value(identifies.customer) else { return }
        let segment = identifies.segment.flatMap(value)
        write(.identified(customer: .personal(customer), segment: segment))
    }

    /// The values of an answer that the centre file calls secret.
    private var secretNames: Set<String> {
        switch currentStep?.kind {
        case .lookUp(let lookUp):
            program.centre.directories[lookUp.directory]?.secretColumns ?? []
        case .request(let request): program.centre.endpoints[request.endpoint]?.secretValues ?? []
        default: []
        }
    }

    private func fields(of answer: OutsideAnswer) -> [CallEvent.Field] {
        answer.values.map { value in
            CallEvent.Field(
                name: value.name,
                value: value.isSecret ? .common(Secret.stars) : .personal(value.value))
        }
    }

    /// Goes on with an answer once all is said.
    mutating func use(_ answer: OutsideAnswer) {
        let variable: Int?
        let exits: AnswerExits
        switch currentStep?.kind {
        case .lookUp(let lookUp): (variable, exits) = (lookUp.variable, lookUp.exits)
        case .request(let request): (variable, exits) = (request.variable, request.exits)
        default: return
        }
        carefully { state throws(FlowError) in
            if let variable, answer.outcome == .found {
                try state.assign(.record(answer.values.nested()), to: variable)
            }
            switch answer.outcome {
            case .found: state.follow(state.leave(by: .found, to: exits.found))
            case .missing: state.follow(state.leave(by: .missing, to: exits.missing))
            case .failed: state.follow(state.leave(by: .failed, to: exits.failed))
            }
        }
    }
}

extension OutsideAnswer {
    /// The answer with those of its values marked that no log may show.
    fileprivate func marking(_ secrets: Set<String>) -> OutsideAnswer {
        guard !secrets.isEmpty else { return self }
        var marked = self
        for index in marked.values.indices where secrets.contains(marked.values[index].name) {
            marked.values[index].isSecret = true
        }
        return marked
    }
}

extension [WebRequest.Parameter] {
    /// The values as a record, with a record inside for each dot: `address.town`.
    fileprivate func nested() -> [String: Value] {
        var record: [String: Value] = [:]
        for parameter in self {
            let value: Value =
                parameter.isSecret ? .secret(Secret(parameter.value)) : .text(parameter.value)
            let name = parameter.name
            if !name.isEmpty, !name.utf8.contains(UInt8(ascii: ".")) {
                record[name] = value
            } else {
                record.put(value, at: name.split(separator: ".").prefix(32).map(String.init)[...])
            }
        }
        return record
    }
}

extension [String: Value] {
    fileprivate mutating func put(_ value: Value, at path: ArraySlice<String>) {
        guard let name = path.first else { return }
        guard path.count > 1 else {
            self[name] = value
            return
        }
        var inner: [String: Value] = [:]
        if case .record(let record) = self[name] { inner = record }
        inner.put(value, at: path.dropFirst())
        self[name] = .record(inner)
    }
}
