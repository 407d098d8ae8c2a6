using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Monitoring.Storage.Errors;
using Monitoring.TestData;

namespace Monitoring.Benchmarks.LiteDb;

/// <summary>
/// Events as a store gets them: recorded envelopes of some 16 KB as payloads, each time with other ids, instants and
/// long numbers, a few of them often and most of them rarely.
/// </summary>
internal sealed partial class CorpusEvents
{
    private const int Smallest = 8_000;
    private const int Largest = 40_000;

    private readonly List<string> _templates;
    private readonly Random _random = new(20261122);

    public CorpusEvents()
    {
        _templates =
        [
            .. Directory.EnumerateFiles(Corpus.File("sentry", "envelopes"), "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(Read)
                .Where(body => body.Length is >= Smallest and <= Largest && body[0] == (byte)'{')
                .Select(Encoding.UTF8.GetString),
        ];
    }

    public int Families => _templates.Count;

    public ImmutableArray<GroupedEvent> Take(int count, DateTimeOffset from) => [.. Enumerable.Range(0, count).Select(i => Make(from.AddMilliseconds(i * 20)))];

    private static byte[] Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < 2 || bytes[0] != 0x1F || bytes[1] != 0x8B)
        {
            return bytes;
        }

        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private GroupedEvent Make(DateTimeOffset received)
    {
        var family = (int)(_templates.Count * Math.Pow(_random.NextDouble(), 2));
        var payload = Encoding.UTF8.GetBytes(Changing().Replace(_templates[family], match => Replacement(match.Value, received)));
        return new GroupedEvent
        {
            ProjectId = new ProjectId(1),
            EventId = new EventId(new Guid(Bytes(16))),
            Timestamp = received.AddMilliseconds(-_random.Next(5_000)),
            ReceivedAt = received,
            Hashes = [GroupingHash.FromBytes(SHA256.HashData(BitConverter.GetBytes(family)).AsSpan(0, GroupingHash.ByteLength))],
            Title = $"InvalidOperationException: case {family} of the corpus could not be completed",
            Culprit = $"Shop.Checkout.Step{family}.Run",
            Type = "error",
            Level = ErrorLevel.Error,
            Platform = family % 3 == 0 ? "csharp" : family % 3 == 1 ? "node" : "python",
            Release = $"shop@1.{family % 7}.{received.Hour}",
            Environment = family % 5 == 0 ? "staging" : "production",
            Service = $"service-{family % 11}",
            UserHash = (ulong)_random.NextInt64(),
            Tags =
            [
                new EventTag { Key = "browser", Value = $"Firefox {_random.Next(100, 140)}" },
                new EventTag { Key = "os", Value = $"Windows {_random.Next(10, 12)}" },
                new EventTag { Key = "server_name", Value = $"web-{_random.Next(40)}" },
                new EventTag { Key = "url", Value = $"/orders/{_random.Next(1_000)}" },
            ],
            Payload = payload,
        };
    }

    private string Replacement(string found, DateTimeOffset received) => found switch
    {
        { Length: 32 or 16 } => Convert.ToHexStringLower(Bytes(found.Length / 2)),
        _ when found[^1] == '-' => $"{Convert.ToHexStringLower(Bytes(4))}-{Convert.ToHexStringLower(Bytes(2))}-",
        _ when found.Contains('T', StringComparison.Ordinal) => received.AddMilliseconds(_random.Next(60_000)).ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        _ => _random.NextInt64((long)Math.Pow(10, Math.Min(15, found.Length))).ToString(CultureInfo.InvariantCulture),
    };

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    [GeneratedRegex(@"[0-9a-f]{32}|[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?|\b\d{6,}\b")]
    private static partial Regex Changing();
}
