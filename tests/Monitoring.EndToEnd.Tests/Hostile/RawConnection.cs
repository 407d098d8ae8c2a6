using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>A socket to the host, for requests that no HTTP client would send.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private const int LongestAnswer = 1024 * 1024;

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawConnection> OpenAsync(Uri host)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(host.Host, host.Port);
        return new RawConnection(client);
    }

    /// <summary>Sends a whole request on a connection of its own and reads the answer.</summary>
    public static async Task<RawResponse?> ExchangeAsync(Uri host, byte[] request)
    {
        await using var connection = await OpenAsync(host);
        await connection.TrySendAsync(request);
        return await connection.ReadAsync();
    }

    /// <summary>Sends bytes; false when the host has closed the connection meanwhile.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _stream.WriteAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public Task<bool> TrySendAsync(string text) => TrySendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Says that nothing more will be sent, and keeps listening.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads one answer; null when the host closes the connection without any.</summary>
    /// <exception cref="TimeoutException">It did neither.</exception>
    public async Task<RawResponse?> ReadAsync()
    {
        using var timeout = new CancellationTokenSource(Eventually.Patience);
        var received = new List<byte>();
        try
        {
            while (Parse(received) is var parsed)
            {
                if (parsed is not null)
                {
                    return parsed;
                }

                var buffer = new byte[8192];
                var read = await _stream.ReadAsync(buffer, timeout.Token);
                if (read == 0 || received.Count > LongestAnswer)
                {
                    break;
                }

                received.AddRange(buffer.AsSpan(0, read));
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No answer and no end of the connection within {Eventually.Patience}. Received: '{Encoding.Latin1.GetString([.. received])}'");
        }
        catch (IOException)
        {
            // The host has cut the connection.
        }

        return Parse(received, ended: true);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _stream.DisposeAsync();
    }

    private static RawResponse? Parse(List<byte> received, bool ended = false)
    {
        var text = Encoding.UTF8.GetString([.. received]);
        var headEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (headEnd < 0)
        {
            return null;
        }

        var lines = text[..headEnd].Split("\r\n");
        var headers = lines.Skip(1)
            .Select(line => line.Split(':', 2))
            .ToLookup(parts => parts[0].Trim().ToLowerInvariant(), parts => parts[^1].Trim())
            .ToDictionary(group => group.Key, group => string.Join(", ", group));
        var body = Body(text[(headEnd + 4)..], headers, ended);
        return body is null
            ? null
            : new RawResponse { Status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), Headers = headers, Body = body };
    }

    /// <summary>The body, or null while a part of it is missing. Answers to these requests are small and ASCII.</summary>
    private static string? Body(string rest, Dictionary<string, string> headers, bool ended)
    {
        if (headers.TryGetValue("content-length", out var length))
        {
            return rest.Length >= int.Parse(length, CultureInfo.InvariantCulture) || ended ? rest : null;
        }

        if (!headers.ContainsKey("transfer-encoding"))
        {
            return ended ? rest : null;
        }

        if (!rest.EndsWith("0\r\n\r\n", StringComparison.Ordinal) && !ended)
        {
            return null;
        }

        var body = new StringBuilder();
        foreach (var chunk in rest.Split("\r\n").Chunk(2).Where(chunk => chunk.Length == 2))
        {
            body.Append(chunk[1]);
        }

        return body.ToString();
    }
}
