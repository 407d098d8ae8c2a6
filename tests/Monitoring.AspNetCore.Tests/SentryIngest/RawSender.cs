using System.Net.Sockets;
using System.Text;
using Monitoring.AspNetCore.Tests.Hosting;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

/// <summary>Sends over a socket what clients would repair first: odd paths, halves of bodies.</summary>
internal sealed class RawSender : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };

    /// <summary>Sends the first bytes of a request.</summary>
    /// <param name="host">To whom.</param>
    /// <param name="path">The path without a query.</param>
    /// <param name="rest">The headers beside Host, the blank line, and the beginning of the body.</param>
    public static async Task<RawSender> StartAsync(TestHost host, string path, string rest)
    {
        var sender = new RawSender();
        await sender._client.ConnectAsync(host.Address.Host, host.Address.Port, TestContext.Current.CancellationToken);
        await sender.SendAsync(Encoding.ASCII.GetBytes($"POST {path}?{Some.KeyQuery} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nConnection: close\r\n{rest}"));
        return sender;
    }

    public static async Task<string> PostAsync(TestHost host, string path, byte[] body)
    {
        using var sender = await StartAsync(host, path, $"Content-Length: {body.Length}\r\n\r\n");
        await sender.SendAsync(body);
        return await sender.ReadAsync();
    }

    public Task SendAsync(byte[] bytes) => _client.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Reads what is there, at least one byte.</summary>
    public async Task<string> ReadSomeAsync()
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await _client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken));
    }

    /// <summary>Reads until the host closes the connection, or cuts it off because the rest of a body does not come.</summary>
    public async Task<string> ReadAsync()
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        within.CancelAfter(Eventually.Patience);
        using var answer = new MemoryStream();
        try
        {
            await _client.GetStream().CopyToAsync(answer, within.Token);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // The answer was there before.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
