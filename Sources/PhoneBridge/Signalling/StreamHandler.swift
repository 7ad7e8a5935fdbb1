import NIOCore
import NIOSSL
import SIP
import Telephony

/// Cuts the stream of one connection into messages and hands them to the bridge, on whose loop it
/// lives.
final class StreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let bridge: PhoneBridge
    private let id: UInt64
    private var splitter = MessageSplitter()
    private var isOver = false

    /// - Parameters:
    ///   - bridge: who takes the messages.
    ///   - id: the number of the connection.
    init(bridge: PhoneBridge, id: UInt64) {
        self.bridge = bridge
        self.id = id
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        let buffer = unwrapInboundIn(data)
        splitter.append(buffer.readableBytesView)
        let id = id
        do throws(MessageError) {
            while let piece = try splitter.next() {
                switch piece {
                case .message(let message):
                    bridge.assumeIsolated { $0.receive(message, onConnection: id) }
                case .ping:
                    bridge.assumeIsolated { $0.answerPing(onConnection: id) }
                case .pong: break
                }
            }
            let isIncomplete = splitter.pendingBytes > 0
            bridge.assumeIsolated { $0.heard(onConnection: id, isIncomplete: isIncomplete) }
        } catch {
            // Where one message ends and the next begins is lost.
            isOver = true
            bridge.assumeIsolated { $0.refuse(error, onConnection: id) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        let id = id
        bridge.assumeIsolated { $0.connectionEnded(id, reason: "the other side closed it") }
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if !context.channel.isWritable {
            let id = id
            bridge.assumeIsolated {
                $0.connectionEnded(id, reason: "the other side does not read")
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let id = id
        bridge.assumeIsolated { $0.connectionEnded(id, reason: "\(ConnectionFault(error))") }
    }
}
