using System.Security.Cryptography;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Sessions.Reading;

/// <summary>Reads the payloads of sessions. What is missing or malformed is named by its field.</summary>
internal static class SessionReader
{
    private const int MaxBytes = 100 * 1024;
    private const int MaxUserLength = 1024;
    private const int MaxCount = 1_000_000;

    /// <summary>Longer durations are those of clocks that were set.</summary>
    private const double LongestDuration = 10 * 365 * 86_400.0;

    /// <summary>The names of counts, in the order of <see cref="SessionStatus"/>.</summary>
    private static readonly string[] Counts = ["exited", "errored", "unhandled", "abnormal", "crashed"];

    /// <summary>Reads an update of one session.</summary>
    public static SessionReading<SessionReport> ReadUpdate(ReadOnlyMemory<byte> payload)
    {
        if (Open(payload, out var fault) is not { } fields)
        {
            return new(null, fault);
        }

        var status = Status(fields, out var hasEnded);
        var duration = fields.Number("duration");
        var report = new SessionReport
        {
            // Without an id a repetition is the only thing that can be told apart from another session.
            Sid = fields.Id("sid") ?? new Guid(SHA256.HashData(payload.Span).AsSpan(0, 16)),
            User = User(fields),
            IsInit = fields.Flag("init"),
            Started = Started(fields),
            Status = status,
            Duration = hasEnded && duration is >= 0 and <= LongestDuration ? duration : null,
            Attributes = SessionAttributes.Read(fields),
        };
        return fields.Fault is { } wrong ? new(null, wrong) : new(report, null);
    }

    /// <summary>Reads counts of sessions.</summary>
    /// <param name="payload">JSON.</param>
    /// <param name="most">How many entries are taken.</param>
    public static SessionReading<SessionCountsReport> ReadCounts(ReadOnlyMemory<byte> payload, int most)
    {
        if (Open(payload, out var fault) is not { } fields)
        {
            return new(null, fault);
        }

        var entries = fields.List("aggregates", most, out var beyond);
        var report = new SessionCountsReport
        {
            Attributes = SessionAttributes.Read(fields),
            Entries = [.. entries.Select(entry => new SessionCountsReport.Entry(
                Started(entry), User(entry), [.. Counts.Select(name => entry.Whole(0, MaxCount, name) ?? 0)]))],
            Beyond = beyond,
        };
        return fields.Fault is { } wrong ? new(null, wrong) : new(report, null);
    }

    private static FieldReader? Open(ReadOnlyMemory<byte> payload, out string? fault)
    {
        fault = payload.Length > MaxBytes ? $"A session has at most {MaxBytes} bytes." : null;
        if (fault is null && RawJson.TryParse(payload, out var json) && json.Kind == JsonValueKind.Object)
        {
            return new FieldReader(json);
        }

        fault ??= "A session must be a JSON object.";
        return null;
    }

    private static DateTimeOffset Started(FieldReader fields)
    {
        if (fields.Instant("started") is { } started)
        {
            return started;
        }

        fields.Fail("started", "must be the time when the session began.");
        return default;
    }

    /// <summary>An unknown status is that of a session that goes on: newer SDKs may know more of them.</summary>
    private static SessionStatus Status(FieldReader fields, out bool hasEnded)
    {
        var name = fields.Text("status") ?? "ok";
        hasEnded = name is "exited" or "crashed" or "abnormal" or "errored" or "unhandled";
        return name switch
        {
            "crashed" => SessionStatus.Crashed,
            "abnormal" => SessionStatus.Abnormal,
            "unhandled" => SessionStatus.Unhandled,
            "errored" => SessionStatus.Errored,
            _ => fields.Number("errors") > 0 ? SessionStatus.Errored : SessionStatus.Healthy,
        };
    }

    private static string? User(FieldReader fields) =>
        fields.Scalar("did") is { Length: > 0 and <= MaxUserLength } user && !(Guid.TryParse(user, out var id) && id == Guid.Empty) ? user : null;
}
