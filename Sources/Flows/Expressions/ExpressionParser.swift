import Telephony

/// Reads one expression from a place in a text, and stops at the first word that can't go on with
/// it (Pratt's operator precedence).
struct ExpressionParser {
    private var lexer: ExpressionLexer
    private var token = ExpressionLexer.Token.end
    private var offset = 0
    private var endOfLastToken = 0
    private var names: [Expression.Name] = []

    /// A tree, and how deep it nests.
    private struct Node {
        var term: Term<String>
        var height = 1
    }

    /// How tightly operators bind.
    private enum Binding: Int {
        case or = 1, and, not, comparison, sum, product, sign
    }

    init(_ scalars: [Unicode.Scalar], at position: Int = 0) {
        lexer = ExpressionLexer(scalars: scalars, position: position)
    }

    var scalars: [Unicode.Scalar] { lexer.scalars }

    /// The word after the expression and where it begins and ends.
    var next: (token: ExpressionLexer.Token, offset: Int, end: Int) {
        (token, offset, lexer.position)
    }

    /// Reads on.
    mutating func advance() throws(ExpressionError) {
        endOfLastToken = lexer.position
        (token, offset) = try lexer.next()
    }

    /// Reads an expression.
    mutating func expression() throws(ExpressionError) -> Expression {
        try advance()
        let start = offset
        if isAtEnd { throw ExpressionError(reason: .empty, offset: offset) }
        let node = try node(binding: Binding.or.rawValue, depth: 1)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<endOfLastToken])
        return Expression(text: String(text), names: names, term: node.term)
    }

    /// Refuses anything after the expression.
    func expectEnd() throws(ExpressionError) {
        guard token == .end else { throw unexpected() }
    }

    private var isAtEnd: Bool { token == .end || token == .sign("}") }

    private func unexpected() -> ExpressionError {
        let reason: ExpressionError.Reason =
            switch token {
            case .number(let number): .unexpected(number.description)
            case .text(let text): .unexpected("\"\(text)\"")
            case .name(let path): .unexpected(path.joined(separator: "."))
            case .sign("=="): .foreign(written: "==", instead: "=")
            case .sign("<>"): .foreign(written: "<>", instead: "!=")
            case .sign("&&"): .foreign(written: "&&", instead: "and")
            case .sign("||"): .foreign(written: "||", instead: "or")
            case .sign("!"): .foreign(written: "!", instead: "not")
            case .sign("}"): .unexpectedEnd
            case .sign(let sign): .unexpected(sign)
            case .end: .unexpectedEnd
            }
        return ExpressionError(reason: reason, offset: offset)
    }

    // MARK: Operators

    private mutating func node(binding: Int, depth: Int) throws(ExpressionError) -> Node {
        guard depth <= Expression.maximumDepth else { throw tooDeep() }
        var left = try prefix(depth: depth)
        while let (operation, tightness) = infix, tightness.rawValue >= binding {
            let place = offset
            try advance()
            left = try join(left, operation, tightness, at: place, depth: depth)
            if tightness == .comparison, infix?.1 == .comparison {
                throw ExpressionError(reason: .chainedComparison, offset: offset)
            }
        }
        return left
    }

    /// The operator that comes next.
    private var infix: (String, Binding)? {
        switch token {
        case .name(["or"]): ("or", .or)
        case .name(["and"]): ("and", .and)
        case .name(["in"]): ("in", .comparison)
        case .sign(let sign):
            if Comparison(rawValue: sign) != nil {
                (sign, .comparison)
            } else if let arithmetic = Arithmetic(rawValue: sign) {
                (sign, arithmetic == .add || arithmetic == .subtract ? .sum : .product)
            } else {
                nil
            }
        default: nil
        }
    }

    private mutating func join(
        _ left: Node, _ operation: String, _ tightness: Binding, at place: Int, depth: Int
    ) throws(ExpressionError) -> Node {
        if operation == "in" {
            guard token == .sign("(") else { throw unexpected() }
            let list = try list(depth: depth)
            guard !list.isEmpty else { throw unexpected() }
            return try node(
                .member(left.term, of: list.map(\.term), offset: place), over: [left] + list)
        }
        let right = try node(binding: tightness.rawValue + 1, depth: depth + 1)
        switch tightness {
        case .or:
            if case .any(let terms, let first) = left.term {
                return try node(.any(terms + [right.term], offset: first), beside: left, right)
            }
            return try node(.any([left.term, right.term], offset: place), over: [left, right])
        case .and:
            if case .all(let terms, let first) = left.term {
                return try node(.all(terms + [right.term], offset: first), beside: left, right)
            }
            return try node(.all([left.term, right.term], offset: place), over: [left, right])
        case .not, .comparison, .sum, .product, .sign:
            break
        }
        if let comparison = Comparison(rawValue: operation) {
            return try node(
                .compare(left.term, comparison, right.term, offset: place), over: [left, right])
        }
        guard let arithmetic = Arithmetic(rawValue: operation) else { throw unexpected() }
        return try node(
            .arithmetic(left.term, arithmetic, right.term, offset: place), over: [left, right])
    }

    private func node(_ term: Term<String>, over parts: [Node]) throws(ExpressionError) -> Node {
        let height = 1 + (parts.map(\.height).max() ?? 0)
        guard height <= Expression.maximumDepth else { throw tooDeep() }
        return Node(term: term, height: height)
    }

    /// A chain of `and` or `or` is one node, however many links it has.
    private func node(
        _ term: Term<String>, beside left: Node, _ right: Node
    ) throws(ExpressionError) -> Node {
        var node = try node(term, over: [right])
        node.height = max(node.height, left.height)
        return node
    }

    private func tooDeep() -> ExpressionError {
        ExpressionError(reason: .tooDeep, offset: offset)
    }

    // MARK: Operands

    private mutating func prefix(depth: Int) throws(ExpressionError) -> Node {
        guard depth <= Expression.maximumDepth else { throw tooDeep() }
        let place = offset
        switch token {
        case .name(["not"]):
            try advance()
            let operand = try node(binding: Binding.not.rawValue, depth: depth + 1)
            return try node(.not(operand.term, offset: place), over: [operand])
        case .sign("-"):
            try advance()
            let operand = try node(binding: Binding.sign.rawValue, depth: depth + 1)
            if case .constant(.number(let number)) = operand.term, let negated = number.negated {
                return Node(term: .constant(.number(negated)))
            }
            return try node(.negate(operand.term, offset: place), over: [operand])
        case .sign("("):
            try advance()
            let inner = try node(binding: Binding.or.rawValue, depth: depth + 1)
            try close(parenthesisAt: place)
            return inner
        default:
            return try primary(depth: depth)
        }
    }

    private mutating func primary(depth: Int) throws(ExpressionError) -> Node {
        let place = offset
        switch token {
        case .number(let number):
            try advance()
            return Node(term: .constant(.number(number)))
        case .text(let text):
            try advance()
            return Node(term: .constant(.text(text)))
        case .name(["true"]):
            try advance()
            return Node(term: .constant(.truth(true)))
        case .name(["false"]):
            try advance()
            return Node(term: .constant(.truth(false)))
        case .name(["nothing"]):
            try advance()
            return Node(term: .constant(.nothing))
        case .name(["and"]), .name(["or"]), .name(["in"]):
            throw unexpected()
        case .name(let path):
            try advance()
            if token == .sign("("), path.count == 1 {
                return try call(path[0], at: place, depth: depth)
            }
            names.append(Expression.Name(name: path[0], offset: place))
            return Node(
                term: .variable(path[0], path: Array(path.dropFirst()), offset: place))
        case .sign, .end:
            throw unexpected()
        }
    }

    private mutating func call(
        _ name: String, at place: Int, depth: Int
    ) throws(ExpressionError) -> Node {
        guard let function = ExpressionFunction(rawValue: name) else {
            throw ExpressionError(reason: .unknownFunction(name), offset: place)
        }
        let arguments = try list(depth: depth)
        guard function.arguments.contains(arguments.count) else {
            throw ExpressionError(
                reason: .wrongArgumentCount(function, arguments.count), offset: place)
        }
        if function == .date, case .constant(.text(let text)) = arguments[0].term,
            CivilDate(text) == nil
        {
            throw ExpressionError(reason: .badDate(text), offset: place)
        }
        return try node(.call(function, arguments.map(\.term), offset: place), over: arguments)
    }

    /// Reads `(a, b, …)`, which may be empty.
    private mutating func list(depth: Int) throws(ExpressionError) -> [Node] {
        let place = offset
        try advance()
        var nodes: [Node] = []
        while token != .sign(")") {
            if !nodes.isEmpty {
                guard token == .sign(",") else { throw unclosed(place) }
                try advance()
            }
            nodes.append(try node(binding: Binding.or.rawValue, depth: depth + 1))
        }
        try advance()
        return nodes
    }

    private mutating func close(parenthesisAt place: Int) throws(ExpressionError) {
        guard token == .sign(")") else { throw unclosed(place) }
        try advance()
    }

    private func unclosed(_ place: Int) -> ExpressionError {
        isAtEnd ? ExpressionError(reason: .unclosedParenthesis, offset: place) : unexpected()
    }
}
