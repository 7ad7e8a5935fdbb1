import Foundation
import GRDB
import Reports
import Telephony

/// Follows the journal event by event, and writes what is finished into the tables.
///
/// What it holds between two transactions follows from the journal and from the tables as they then
/// are; so it can be thrown away at any time and be made again.
final class TableFolding {
    /// Whether all is made anew, and what belongs together is put together at the end.
    let isRebuilding: Bool
    private let pages: JournalPages
    private let loading: StreamLoading
    private let store: TallyStore
    /// The last event that was taken.
    private(set) var position: Int64
    private var last: (call: String, number: Int)
    private(set) var agents: AgentFold
    private var roster: RosterHistory
    private(set) var open: [CallID: OpenStream] = [:]
    /// The written contacts that are to be answered, with the numbers of their first events.
    private var contacts: [CallID: (id: Int64, fold: WrittenFold)] = [:]
    private var recent = RecentCalls()
    private var shifts: [CallID: String] = [:]
    var book = TallyBook()

    /// Goes on where the tables are.
    init(pages: JournalPages, tablesPath: String, isRebuilding: Bool, in database: Database) throws
    {
        self.pages = pages
        self.isRebuilding = isRebuilding
        loading = StreamLoading(pages: pages)
        store = TallyStore(path: tablesPath)
        let state = try TablesState.read(in: database)
        position = state.position
        last = (state.call, state.number)
        agents = try state.agentFold(path: tablesPath)
        roster = RosterHistory(
            try Row.fetchAll(database, sql: "SELECT name, since FROM agent").map {
                ($0["name"], $0["since"])
            })
    }

    // MARK: - Events

    /// Takes a page in, within a transaction of the tables.
    func take(_ page: JournalPage, in database: Database) throws {
        guard let end = page.last else { return }
        let rows = try TableRows(in: database)
        for event in page.events { try take(event, rows: rows, in: database) }
        position = end.id
        last = (end.call, end.number)
        try keepBook(in: database)
        try TablesState(
            position: position, call: last.call, number: last.number,
            agents: agents.snapshot.text
        ).write(in: database)
    }

    /// Brings what has been counted into the table of tallies.
    func keepBook(in database: Database) throws {
        try store.merge(book, in: database)
        book = TallyBook()
    }

    private func take(_ event: TableEvent, rows: TableRows, in database: Database) throws {
        var spans: [AgentSpan] = []
        agents.take(event.record, wallOffset: event.wallOffset) { spans.append($0) }
        for span in spans {
            try rows.insert(span)
            book.add(span)
        }
        if case .agent(let shift) = event.record.event {
            return try take(shift, event, rows: rows, in: database)
        }
        if case .written(let written) = event.record.event {
            return try take(written, event, rows: rows)
        }
        guard let stream = try stream(of: event, in: database) else { return }
        stream.take(event, roster: roster.roster(at: event.id))
        guard case .ended = event.record.event else { return }
        open[event.record.call] = nil
        try finish(stream, by: event, rows: rows, in: database)
    }

    /// The call of an event; nil where its first event is not there.
    private func stream(of event: TableEvent, in database: Database) throws -> OpenStream? {
        let call = event.record.call
        if let stream = open[call] { return stream }
        if event.record.number == 1 {
            open[call] = OpenStream(event)
        } else if case .open(let stream) = try loading.load(
            call, before: event.id, roster: roster, in: database)
        {
            open[call] = stream
        }
        return open[call]
    }

    // MARK: - Shifts

    private func take(
        _ event: AgentEvent, _ logged: TableEvent, rows: TableRows, in database: Database
    ) throws {
        let shift = logged.record.call
        switch event {
        case .login(let login):
            shifts[shift] = login.agent
            if roster.take(login, at: logged.id) {
                try database.execute(
                    sql: "INSERT INTO agent (name, since) VALUES (?, ?)",
                    arguments: [login.agent, logged.id])
            }
        case .logout: shifts[shift] = nil
        case .ready, .away, .dialled, .consulted, .consultationEnded: break
        case .wrapEnded(let call, let visit):
            let wrap = Wrap(
                id: logged.id, call: call, visit: visit, agent: try agent(of: shift, logged),
                time: logged.time)
            try take(wrap, in: database)
        }
    }

    private func agent(of shift: CallID, _ event: TableEvent) throws -> String? {
        if let agent = shifts[shift] { return agent }
        let first = try pages.events(of: shift, before: event.id).first
        guard case .agent(.login(let login)) = first?.record.event else { return nil }
        shifts[shift] = login.agent
        return login.agent
    }

    private func take(_ wrap: Wrap, in database: Database) throws {
        if let stream = open[wrap.call] { return try take(wrap, of: stream, in: database) }
        if let finished = recent[wrap.call] {
            return try take(wrap, ofFinished: finished, in: database)
        }
        switch try loading.load(wrap.call, before: wrap.id, roster: roster, in: database) {
        case .finished(let call): try take(wrap, ofFinished: call, in: database)
        case .open(let stream):
            open[wrap.call] = stream
            try take(wrap, of: stream, in: database)
        case nil: return
        }
    }

    /// The call goes on: the wrap-up is kept until it has ended.
    private func take(_ wrap: Wrap, of stream: OpenStream, in database: Database) throws {
        stream.fold.wrapEnded(visit: wrap.visit, agent: wrap.agent, at: wrap.time)
        stream.hasWraps = true
        try wrap.insert(in: database)
    }

    /// The call is in the tables already, and so is its talk.
    private func take(
        _ wrap: Wrap, ofFinished finished: FinishedCall, in database: Database
    ) throws {
        let before = finished.facts
        var call = finished
        guard
            let span = call.facts.wrapEnded(visit: wrap.visit, agent: wrap.agent, at: wrap.time)
        else { return }
        recent.keep(call)
        guard let index = before.visits.lastIndex(where: { $0.number == wrap.visit }),
            let place = before.visits[index].talks.indices.first(where: {
                before.visits[index].talks[$0] != call.facts.visits[index].talks[$0]
            }), let id = call.visits[wrap.visit]
        else { return }
        try database.cachedStatement(sql: "UPDATE talk SET wrap = ? WHERE visit = ? AND place = ?")
            .execute(arguments: [span.inMilliseconds, id, place])
        book.add(
            wrap: span, by: before.visits[index].talks[place].agent, of: before.visits[index],
            in: before)
    }

    // MARK: - Written contacts

    private func take(_ event: WrittenEvent, _ logged: TableEvent, rows: TableRows) throws {
        let name = logged.record.call
        if contacts[name] == nil { try loadContact(name, before: logged.id) }
        if case .received = event { contacts[name] = (logged.id, WrittenFold()) }
        contacts[name]?.fold.take(logged.record, wallOffset: logged.wallOffset)
        guard event.isLast, let contact = contacts.removeValue(forKey: name),
            let facts = contact.fold.facts
        else { return }
        try rows.insert(facts, id: contact.id)
        book.add(facts)
    }

    /// Follows a contact from before, from its first event on.
    private func loadContact(_ name: CallID, before id: Int64) throws {
        let events = try pages.events(of: name, before: id)
        guard let first = events.first, case .written(.received) = first.record.event,
            !events.contains(where: {
                if case .written(let event) = $0.record.event { event.isLast } else { false }
            })
        else { return }
        var fold = WrittenFold()
        for event in events { fold.take(event.record, wallOffset: event.wallOffset) }
        contacts[name] = (first.id, fold)
    }

    // MARK: - Ends

    private func finish(
        _ stream: OpenStream, by end: TableEvent, rows: TableRows, in database: Database
    ) throws {
        let call = FinishedCall(stream)
        if let attempt = call.facts.attempt {
            try rows.insert(attempt, of: call, at: end.time)
            book.add(call.facts)
            if let accepted = try facts(of: attempt.callback, at: end.id, in: database) {
                book.add(attempt: attempt, of: accepted)
            }
        } else {
            try rows.insert(call, at: end.time)
            book.add(call.facts)
            if !isRebuilding { try addRepeats(of: call, at: end.id, in: database) }
        }
        recent.keep(call)
        if stream.hasWraps { try Wrap.forget(call.facts.call, in: database) }
    }

    /// What is known of a call at an event, whether it goes on or not.
    func facts(of call: CallID, at id: Int64, in database: Database) throws -> CallFacts? {
        if let stream = open[call] { return stream.fold.facts }
        if let finished = recent[call] { return finished.facts }
        return try loading.load(call, before: id, roster: roster, in: database)?.facts
    }

    /// What is known of calls at an event, those of which the journal has the beginning.
    func facts(
        of calls: [CallID], at id: Int64, in database: Database
    ) throws -> [CallID: CallFacts] {
        var known: [CallID: CallFacts] = [:]
        for call in calls { known[call] = open[call]?.fold.facts ?? recent[call]?.facts }
        let others = calls.filter { known[$0] == nil }
        let loaded = try loading.load(others, before: id, roster: roster, in: database)
        for (call, loaded) in zip(others, loaded) { known[call] = loaded?.facts }
        return known
    }

    // MARK: - Reading

    /// Follows the calls that went on when the last page was read, those from before too.
    func load(_ names: [CallID], in database: Database) throws {
        for name in names where open[name] == nil {
            let loaded = try loading.load(
                name, before: position + 1, roster: roster, in: database)
            if case .open(let stream) = loaded { open[name] = stream }
        }
    }

    /// Follows the written contacts that were to be answered when the last page was read.
    func loadContacts(_ names: [CallID]) throws {
        for name in names where contacts[name] == nil {
            try loadContact(name, before: position + 1)
        }
    }

    /// The written contacts that are to be answered, in the order in which they came.
    var openContacts: [WrittenFacts] {
        contacts.values.sorted { $0.id < $1.id }.compactMap(\.fold.facts)
    }

    /// The calls and attempts that go on, in the order in which they began.
    var openFacts: [CallFacts] {
        open.values.sorted { $0.id < $1.id }.map(\.fold.facts)
    }
}
