using System.Collections.Immutable;
using System.Security.Cryptography;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.Searching;

/// <summary>
/// Issues of a busy project: one or two events each, over 30 days, 2,000 users, 40 releases. Whatever the size, twenty issues carry each of the marks that are rare.
/// </summary>
internal sealed class SomeIssues(int count)
{
    public const int Rare = 20;

    public static readonly ProjectId Project = new(1);

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Nouns = ["order", "basket", "payment", "invoice", "customer", "stock", "label", "route", "session", "cache", "report", "image"];
    private static readonly string[] Verbs = ["load", "save", "charge", "print", "sync", "parse", "send", "render"];
    private static readonly string[] Browsers = ["Chrome 120", "Firefox 121", "Safari 17.1", "Edge 119"];

    private readonly Random _random = new(20261122);

    public IEnumerable<ImmutableArray<GroupedEvent>> Batches() =>
        Enumerable.Range(0, count).SelectMany(Events).Chunk(1_000).Select(chunk => chunk.ToImmutableArray());

    /// <summary>The hash of an issue.</summary>
    public static GroupingHash Hash(int issue) => GroupingHash.FromBytes(SHA256.HashData(BitConverter.GetBytes(issue)).AsSpan(0, GroupingHash.ByteLength));

    private IEnumerable<GroupedEvent> Events(int issue)
    {
        for (var i = _random.Next(2); i >= 0; i--)
        {
            yield return Event(issue, Now.AddMinutes(-_random.Next(30 * 24 * 60)));
        }
    }

    private GroupedEvent Event(int issue, DateTimeOffset at)
    {
        var isRare = issue % (count / Rare) == 0;
        var (noun, verb) = (Nouns[_random.Next(Nouns.Length)], Verbs[_random.Next(Verbs.Length)]);
        var user = _random.Next(2_000);
        return new GroupedEvent
        {
            ProjectId = Project,
            EventId = new EventId(new Guid(RandomBytes())),
            Timestamp = at,
            ReceivedAt = at.AddSeconds(1),
            Hashes = [Hash(issue)],
            Title = $"InvalidOperationException: cannot {verb} {noun} {issue}",
            Culprit = $"Shop.{noun}.Service{issue % 500} in {verb}",
            SearchText = $"cannot {verb} {noun} {issue}{(isRare ? " zanzibar" : "")}\nInvalidOperationException\nShop.{noun}.Service{issue % 500} {verb} {noun}.cs\nShop.Web.Controller{issue % 200} Handle web.cs",
            Type = "error",
            Level = _random.Next(10) == 0 ? ErrorLevel.Fatal : ErrorLevel.Error,
            Platform = _random.Next(3) == 0 ? "node" : "csharp",
            Release = $"shop@1.{_random.Next(40)}.0",
            Environment = _random.Next(4) == 0 ? "staging" : "production",
            Service = $"service-{issue % 11}",
            UserHash = (ulong)user * 0x9E3779B97F4A7C15,
            Tags =
            [
                new EventTag { Key = "browser", Value = Browsers[_random.Next(Browsers.Length)] },
                new EventTag { Key = "browser.name", Value = "any" },
                .. isRare ? [new EventTag { Key = "feature", Value = "beta" }] : Array.Empty<EventTag>(),
                new EventTag { Key = "os", Value = $"Windows {_random.Next(10, 12)}" },
                new EventTag { Key = "server_name", Value = $"web-{_random.Next(40)}" },
                new EventTag { Key = "user.id", Value = $"{user}" },
            ],
            Payload = new byte[64],
        };
    }

    private byte[] RandomBytes()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return bytes;
    }
}
