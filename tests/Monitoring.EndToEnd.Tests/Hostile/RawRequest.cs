using System.Globalization;
using System.Text;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>Builds the bytes of requests.</summary>
internal static class RawRequest
{
    /// <summary>A POST with these header lines besides Host and Content-Length.</summary>
    public static byte[] Post(string path, byte[] body, params string[] headers) =>
        [.. Head(path, [$"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}", .. headers]), .. body];

    public static byte[] Post(string path, string body, params string[] headers) => Post(path, Encoding.UTF8.GetBytes(body), headers);

    /// <summary>The request line and the header with the blank line after it.</summary>
    public static byte[] Head(string path, params string[] headers) =>
        Encoding.Latin1.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n");

    /// <summary>An envelope of one event.</summary>
    public static byte[] Envelope(string eventId, string payload) =>
        Encoding.UTF8.GetBytes($$"""{"event_id":"{{eventId}}"}""" + "\n" + $$"""{"type":"event","length":{{Encoding.UTF8.GetByteCount(payload)}}}""" + $"\n{payload}\n");
}
