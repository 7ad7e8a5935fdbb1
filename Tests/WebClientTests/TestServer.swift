import NIOCore
import NIOHTTP1
import NIOPosix

/// A small HTTP server on a free port of the loopback.
struct TestServer {
    /// What it answers.
    enum Reply: Sendable {
        case answer(status: HTTPResponseStatus = .ok, headers: [(String, String)] = [], String)
        /// The head and half of a body, and then nothing more.
        case half
        /// Nothing at all.
        case nothing
        /// A body that never ends.
        case endless
    }

    /// What it was asked.
    struct Question: Equatable, Sendable {
        var method: HTTPMethod
        var uri: String
        var headers: HTTPHeaders
        var body: String
    }

    private let channel: any Channel
    private let asked: AsyncStream<Question>.Continuation
    /// The questions that came, in order.
    let questions: AsyncStream<Question>

    static func start(replying reply: Reply) async throws -> TestServer {
        let (questions, continuation) = AsyncStream<Question>.makeStream()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        Handler(reply: reply, asked: continuation))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return TestServer(channel: channel, asked: continuation, questions: questions)
    }

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    /// Closes the port and ends the questions.
    func stop() async throws {
        try await channel.close()
        asked.finish()
    }
}

private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let reply: TestServer.Reply
    private let asked: AsyncStream<TestServer.Question>.Continuation
    private var head: HTTPRequestHead?
    private var body = ""

    init(reply: TestServer.Reply, asked: AsyncStream<TestServer.Question>.Continuation) {
        self.reply = reply
        self.asked = asked
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = ""
        case .body(let part): body += String(buffer: part)
        case .end:
            guard let head else { return }
            asked.yield(
                TestServer.Question(
                    method: head.method, uri: head.uri, headers: head.headers, body: body))
            answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        switch reply {
        case .answer(let status, let headers, let text):
            send(context, status, headers + [("Content-Length", "\(text.utf8.count)")], text)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .half: send(context, .ok, [("Content-Length", "20")], #"{"a":1"#)
        case .nothing: break
        case .endless:
            send(context, .ok, [("Transfer-Encoding", "chunked")], "{")
            goOn(context)
        }
    }

    private func send(
        _ context: ChannelHandlerContext, _ status: HTTPResponseStatus,
        _ headers: [(String, String)], _ text: String
    ) {
        let head = HTTPResponseHead(
            version: .http1_1, status: status, headers: HTTPHeaders(headers))
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: text)))
        context.writeAndFlush(wrapOutboundOut(body), promise: nil)
    }

    private func goOn(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let part = ByteBuffer(repeating: UInt8(ascii: " "), count: 8_192)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(part)))).whenSuccess {
            let (handler, context) = bound.value
            handler.goOn(context)
        }
    }
}
