using System.Buffers.Text;
using System.Net.Sockets;

namespace Monitoring.LoadTest.Driving;

/// <summary>
/// A kept-alive HTTP/1.1 connection that sends ready-made requests and reads the status of each answer. It does as little as possible: what the
/// driver uses of the machine is missing to the host.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[16 * 1024];

    private HttpConnection()
    {
    }

    public static async Task<HttpConnection> OpenAsync(Uri host)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(host.Host, host.Port);
        return connection;
    }

    /// <summary>Sends a request and returns the status of its answer.</summary>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..]);
        }

        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_received.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The host closed the connection.");
            }

            length += read;
            if (Parse(_received.AsSpan(0, length)) is { } status)
            {
                return status;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The status, once the whole answer is there. The answers of intake have a Content-Length.</summary>
    private static int? Parse(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        var length = 0;
        var name = received[..head].IndexOf("Content-Length: "u8);
        if (!Utf8Parser.TryParse(received["HTTP/1.1 ".Length..], out int status, out _)
            || (name >= 0 && !Utf8Parser.TryParse(received[(name + "Content-Length: ".Length)..], out length, out _)))
        {
            throw new IOException("The host's answer is not HTTP.");
        }

        return received.Length >= head + 4 + length ? status : null;
    }
}
