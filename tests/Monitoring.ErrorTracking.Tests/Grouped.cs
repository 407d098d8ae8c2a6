using System.Collections.Immutable;
using System.Text;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests;

/// <summary>Makes what tests need without saying what does not matter.</summary>
internal static class Grouped
{
    public static GroupingHash Hash(string text = "a") => GroupingHash.FromBytes(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    public static GroupedEvent Event() => new()
    {
        ProjectId = new ProjectId(1),
        EventId = Monitoring.EventId.Create(TimeProvider.System),
        Timestamp = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Hashes = [Hash()],
        Title = "Oops",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "other",
        Payload = new byte[100],
    };

    public static ImmutableArray<GroupedEvent> Events(int count) => [.. Enumerable.Range(0, count).Select(_ => Event())];
}
