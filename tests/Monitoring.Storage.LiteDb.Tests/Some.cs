using System.Security.Cryptography;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Tests;

/// <summary>Store records for tests.</summary>
internal static class Some
{
    public static GroupingHash Hash(int number) => GroupingHash.FromBytes(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, GroupingHash.ByteLength));

    public static EventId EventId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return Monitoring.EventId.FromBytes(bytes);
    }

    /// <summary>An event of one of a few hashes, with a payload of a few kilobytes.</summary>
    public static GroupedEvent Event(ProjectId project, int hash, Random random, DateTimeOffset received)
    {
        var payload = new byte[random.Next(6_000)];
        random.NextBytes(payload.AsSpan(0, Math.Min(payload.Length, 500)));
        return new GroupedEvent
        {
            ProjectId = project,
            EventId = EventId(random),
            Timestamp = received.AddSeconds(-random.Next(10_000)),
            ReceivedAt = received.AddTicks(random.Next(100)),
            Hashes = random.Next(4) == 0 ? [Hash(hash), Hash(hash + 100)] : [Hash(hash)],
            Title = $"Title {random.Next(3)} of {hash}",
            Culprit = $"Culprit {hash}",
            Type = "error",
            Level = ErrorLevel.Error,
            Platform = "csharp",
            Release = random.Next(3) == 0 ? null : $"shop@{random.Next(3)}",
            Environment = random.Next(3) == 0 ? null : $"environment {random.Next(3)}",
            Service = random.Next(3) == 0 ? null : $"service {random.Next(3)}",
            UserHash = random.Next(3) == 0 ? null : (ulong)random.Next(20) * 0x9E3779B97F4A7C15,
            Tags = [new EventTag { Key = "browser", Value = $"Firefox {random.Next(3)}" }, new EventTag { Key = "os", Value = $"os {random.Next(3)}" }],
            Payload = payload,
        };
    }
}
